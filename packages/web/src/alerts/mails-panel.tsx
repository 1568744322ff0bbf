import type { PartyAlert } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { MAIL_STATE_NAMES, type Mail } from './words.ts'

/** How the mails of the telling fare, by contact, and whom to call where none could be delivered. */
export function MailsPanel(props: { alert: PartyAlert; mails: readonly Mail[] }) {
  const { alert, mails } = props
  if (mails.length === 0) return null
  return (
    <Panel title="Mails to the party">
      <div className="stack">
        {alert.state === 'unreached' ? <ToCall alert={alert} mails={mails} /> : null}
        <ul className="plain-list stack">
          {mails.map((mail) => (
            <li key={mail.title}>
              <MailLine mail={mail} />
            </li>
          ))}
        </ul>
        <p className="soft small">
          One mail may be about several names. That a mail was handed over, or its page opened, does
          not say that a person has read it; only an answer does.
        </p>
      </div>
    </Panel>
  )
}

function ToCall(props: { alert: PartyAlert; mails: readonly Mail[] }) {
  const phones = props.mails.filter(({ phone }) => phone !== undefined)
  return (
    <Note tone="bad">
      <p>
        No mail could be delivered to {props.alert.party.name}.{' '}
        {phones.length === 0
          ? 'It has named no telephone: find its number yourself, not in the name that was found.'
          : 'Call it:'}
      </p>
      {phones.map(({ title, phone }) => (
        <p key={title}>
          {title}: <a href={`tel:${phone!.replace(/[^+\d]/g, '')}`}>{phone}</a>
        </p>
      ))}
    </Note>
  )
}

function MailLine({ mail }: { mail: Mail }) {
  const { title, state, at, fault, phone, openedAt } = mail
  return (
    <>
      <strong>{title}</strong>
      <div>
        {MAIL_STATE_NAMES[state]}
        {at === undefined ? null : (
          <>
            , <When at={at} />
          </>
        )}
      </div>
      {fault ? <div className="small fault">{fault}</div> : null}
      {state === 'failed' && phone ? <div className="small">Call {phone}</div> : null}
      <div className="soft small">
        {openedAt === undefined ? (
          'Its page was not opened'
        ) : (
          <>
            Its page was first opened <When at={openedAt} />
          </>
        )}
      </div>
    </>
  )
}
