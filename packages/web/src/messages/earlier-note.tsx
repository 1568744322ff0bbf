import type { MessageReview } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Note } from '../ui/feedback.tsx'

/** Of what is submitted anew: what it was, and why it was returned, by the last who returned it. */
export function EarlierNote({ earlier }: { earlier: MessageReview }) {
  const { summary, history } = earlier
  const returned = history.findLast(({ what }) => what === 'returned')
  return (
    <Note>
      <p>
        You propose anew what was submitted as{' '}
        <Link to="/messages/$id" params={{ id: summary.id }}>
          {summary.title}
        </Link>
        ; whoever looked at it is shown what has changed.
      </p>
      {returned?.note ? (
        <p>
          {returned.by?.name ?? 'A reviewer'} returned it: “{returned.note}”
        </p>
      ) : null}
    </Note>
  )
}
