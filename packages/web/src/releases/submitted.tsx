import type { MessageSummary } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'

/** A message or lower version that now waits for a second person. */
export function Submitted({ message }: { message: MessageSummary }) {
  return (
    <div className="stack">
      <Said takesFocus>
        <strong>Submitted, and not sent.</strong> It waits for another person of your organisation
        with the role second reviewer until <When at={message.dueAt} />.
      </Said>
      <div className="row">
        <Link to="/messages/$id" params={{ id: message.id }} className="button-link">
          See what becomes of it
        </Link>
      </div>
    </div>
  )
}
