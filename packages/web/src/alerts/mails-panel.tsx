import type { PartyAlert } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
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
        <DataTable
          caption="Mails to the party by contact"
          columns={COLUMNS}
          rows={mails}
          rowKey={(one) => one.title}
        />
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

const COLUMNS: Column<Mail>[] = [
  { key: 'title', head: 'Contact', cell: (one) => one.title },
  {
    key: 'state',
    head: 'Mail',
    cell: (one) => (
      <>
        {MAIL_STATE_NAMES[one.state]}
        {one.fault ? <div className="small fault">{one.fault}</div> : null}
        {one.state === 'failed' && one.phone ? <div className="small">Call {one.phone}</div> : null}
      </>
    ),
  },
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} /> },
  {
    key: 'opened',
    head: 'Its page first opened',
    cell: (one) => <When at={one.openedAt} />,
  },
]
