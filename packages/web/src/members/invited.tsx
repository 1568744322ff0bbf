import type { Person } from '@tocsin/api'
import { Said } from '../ui/feedback.tsx'
import { CopyField } from '../ui/copy-field.tsx'

/** What became of an invitation, and no more than is known of it. */
export function Invited(props: { person: Person }) {
  const { email, invitation } = props.person
  const isOut = invitation?.state === 'handed-over'
  const isStuck = invitation?.state === 'failed' || invitation?.state === 'not-mailed'
  return (
    <div className="stack">
      <Said tone={isStuck ? 'bad' : isOut ? 'good' : 'plain'}>
        <p>{describeInvitation(email, invitation)}</p>
      </Said>
      {invitation?.link ? (
        <CopyField
          label="One-time link"
          description={`Give it to ${email} yourself, by a way you trust. It is shown this once and works once.`}
          value={invitation.link}
        />
      ) : null}
    </div>
  )
}

function describeInvitation(email: string, invitation: Person['invitation']): string {
  const why = invitation?.reason ? ` ${invitation.reason}` : ''
  switch (invitation?.state) {
    case 'handed-over':
      return `The mail with a one-time link to ${email} was handed to a mail server. Whether it arrived shows when they sign in.`
    case 'failed':
      return `The mail to ${email} failed.${why}`
    case 'not-mailed':
      return `${email} was added, but no mail went out.${why}`
    default:
      return `${email} was added. The mail with a one-time link waits to be sent.${why}`
  }
}
