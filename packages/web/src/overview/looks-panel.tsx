import type { LookCount } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'

/** How often somebody had a suspicious mail or link looked at; of whom and of what nothing is known. */
export function LooksPanel(props: { looks: readonly LookCount[] }) {
  return (
    <Panel title="Suspicious mails and links">
      <p className="soft">
        Counted by the way that they came and what came of it. Neither mails nor who asked are kept.
        A mail that is sent to the exchange and does not prove that it comes from somebody
        registered gets no answer.
      </p>
      <DataTable
        caption="Suspicious mails and links, by way and what came of it"
        columns={COLUMNS}
        rows={[...props.looks]}
        rowKey={(one) => `${one.way} ${one.outcome}`}
        order="-count"
        empty={<Empty title="Nothing was looked at so far" />}
      />
    </Panel>
  )
}

const WAYS: Record<string, string> = {
  'signed-in': 'Signed in',
  'office-link': 'By the link of a notice',
  'party-link': 'By the link of a mail to a party',
  report: 'Made into a report',
  mail: 'Sent by mail',
}

const OUTCOMES: Record<string, string> = {
  known: 'Known here as harmful or false',
  imitates: 'A name imitates another',
  danger: 'Made to deceive',
  caution: 'Not as it should be',
  'nothing-known': 'Nothing known against it',
  'not-proven': 'Not answered: nothing proves whom it comes from',
  'not-registered': 'Not answered: from nobody who is registered',
  automatic: 'Not answered: written by a program or a list',
  'too-often': 'Not answered: too many of one sender in an hour',
  unreadable: 'Not answered: not readable as mail',
  'no-mailer': 'Not answered: no mail server is set',
}

const COLUMNS: Column<LookCount>[] = [
  { key: 'way', head: 'Way', cell: (one) => WAYS[one.way] ?? one.way },
  { key: 'outcome', head: 'What came of it', cell: (one) => OUTCOMES[one.outcome] ?? one.outcome },
  { key: 'count', head: 'How many', cell: (one) => one.count, sort: (one) => one.count },
  {
    key: 'last',
    head: 'Last',
    cell: (one) => <When at={one.lastAt} />,
    sort: (one) => one.lastAt,
  },
]
