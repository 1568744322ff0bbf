import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page } from '../ui/page.tsx'
import { ComposeForm } from './compose-form.tsx'
import { draftQuery } from './data.ts'

/** A draft of the own member, opened by whoever of it looks next. */
export function DraftScreen() {
  const { id } = useParams({ from: '/desk/compose/$id' })
  const navigate = useNavigate()
  const draft = useQuery(draftQuery(id))
  const summary = draft.data?.summary
  return (
    <Page
      title="Share something"
      intro={
        summary ? (
          <>
            A draft that {summary.createdBy} began on <When at={summary.createdAt} />; last saved by{' '}
            {summary.savedBy} on <When at={summary.savedAt} />.
          </>
        ) : null
      }
      actions={<Link to="/compose">All drafts</Link>}
    >
      <Loaded query={draft} what="the draft">
        {({ composition, summary: { version } }) => (
          <ComposeForm
            key={id}
            kept={{ id, version, composition }}
            onKept={(next) => void navigate({ to: '/compose/$id', params: { id: next } })}
          />
        )}
      </Loaded>
    </Page>
  )
}
