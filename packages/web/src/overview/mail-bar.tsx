import type { Overview } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'

/** Above everything: no mail leaves this exchange, why, and who must act. Nothing while mail leaves it. */
export function MailBar(props: { mail: Overview['mail']; queued: number }) {
  const { mail, queued } = props
  if (mail?.state !== 'none' && mail?.state !== 'failing') return null
  return (
    <Note tone="bad" role="alert">
      <p>
        <strong>
          {mail.state === 'none'
            ? 'No mail can leave this exchange: no mail server is set.'
            : 'Our mail server takes no mail.'}
        </strong>{' '}
        {queued === 0
          ? 'No mail of a notice waits.'
          : `${countOf(queued, 'mail of a notice waits', 'mails of notices wait')}.`}{' '}
        {mail.since ? (
          <>
            Since <When at={mail.since} />.{' '}
          </>
        ) : null}
        {mail.state === 'none'
          ? 'Set one in the configuration of the exchange; until then hand over links and call.'
          : mail.act}
      </p>
      {mail.fault ? <p className="small mono">{mail.fault}</p> : null}
      {mail.handedOverAt ? (
        <p className="small">
          The last mail was handed over <When at={mail.handedOverAt} />.
        </p>
      ) : null}
    </Note>
  )
}
