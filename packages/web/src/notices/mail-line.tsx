import type { NoticeMail } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

/** How far the mails of a notice are: handed over is all that a mail server can say of one. */
export function MailLine(props: { mail: NoticeMail }) {
  return <p className="soft small">{describeMail(props.mail)}</p>
}

/** The reason why mails stay here, and who must act. */
export function MailBlocked(props: { mail: NoticeMail | undefined }) {
  if (!props.mail?.blocked) return null
  const { queued, blocked } = props.mail
  return (
    <Note tone="bad">
      <p>
        <strong>{countOf(queued, 'mail waits', 'mails wait')}.</strong> {blocked}
      </p>
    </Note>
  )
}

function describeMail(mail: NoticeMail): string {
  const { queued, handedOver, failed, returned, perhapsTwice = 0, blocked } = mail
  const parts = [
    `${handedOver} handed to a mail server`,
    ...(queued > 0 ? [`${queued} ${blocked ? 'cannot be mailed' : 'waiting to be sent'}`] : []),
    ...(failed > 0 ? [`${failed} never taken`] : []),
    ...(returned > 0 ? [`${returned} taken and later refused by the receiving server`] : []),
    ...(perhapsTwice > 0
      ? [`${perhapsTwice} that may have gone out twice, since the exchange ended amid them`]
      : []),
  ]
  return `Mails: ${parts.join(', ')}`
}
