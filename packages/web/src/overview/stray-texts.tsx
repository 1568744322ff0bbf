import type { Overview } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'

type Texts = Overview['strayTexts']
type Stray = Texts['strays'][number]
type Failing = Texts['failing'][number]

/** What came in over the gateways and answers no notice, so that none is dropped unsaid. */
export function StrayTexts({ texts }: { texts: Texts }) {
  const { strays, failing, failingTotal } = texts
  const aside = failing.filter((one) => one.setAsideAt !== undefined).length
  return (
    <>
      {failing.length > 0 ? (
        <>
          <Note tone="bad" role="alert">
            {countOf(failingTotal, 'thing', 'things')} that a gateway said could not be taken in
            {aside > 0 ? `; of those listed ${aside} set aside after six tries` : ''}. The log of
            the server says why. What is set aside is tried again when a server of the exchange
            starts, and given up after 30 days; everything else goes on.
          </Note>
          <DataTable
            caption="What a gateway said and could not be taken in"
            columns={FAILING}
            rows={failing}
            rowKey={(one) => String(one.id)}
            order="cameAt"
            empty={null}
          />
          {failingTotal > failing.length ? (
            <p className="soft small">
              The oldest {failing.length} of {failingTotal} are listed.
            </p>
          ) : null}
        </>
      ) : null}
      <p className="soft">
        What came in and belongs to no notice. Of a number only the last two digits are kept, and of
        the words nothing. What a number answers that a notice went to stands with that notice.
      </p>
      <DataTable
        caption="What came in from telephones and networks and belongs to no notice"
        columns={STRAYS}
        rows={strays}
        rowKey={(one) => `${one.channel} ${one.kind} ${one.ending}`}
        order="-count"
        empty={<Empty title="Nothing of that kind came in so far" />}
      />
    </>
  )
}

const NAMES: Record<Stray['channel'], string> = { sms: 'SMS', voice: 'Machine call', fax: 'Fax' }

const KINDS: Record<Stray['kind'], string> = {
  'unknown-number': 'Words from a number that no message went to',
  'no-number': 'Words from a sender that is no number',
  'unreadable-receipt': 'A receipt that names no message or no state',
  'unknown-receipt': 'A receipt of no message that is known, after three days',
  repeated: 'The same again; nothing changed',
  'given-up': 'Could not be taken in for 30 days, and given up',
}

const STRAYS: Column<Stray>[] = [
  { key: 'channel', head: 'By', cell: (one) => NAMES[one.channel], sort: (one) => one.channel },
  { key: 'kind', head: 'What came', cell: (one) => KINDS[one.kind], sort: (one) => one.kind },
  { key: 'ending', head: 'Number', cell: (one) => toEnding(one.ending), sort: (one) => one.ending },
  {
    key: 'count',
    head: 'How many',
    number: true,
    cell: (one) => one.count,
    sort: (one) => one.count,
  },
  { key: 'last', head: 'Last', cell: (one) => <When at={one.lastAt} />, sort: (one) => one.lastAt },
]

const FAILING: Column<Failing>[] = [
  { key: 'channel', head: 'By', cell: (one) => NAMES[one.channel], sort: (one) => one.channel },
  {
    key: 'kind',
    head: 'What',
    cell: (one) => (one.kind === 'receipt' ? 'A receipt' : 'Words from a number'),
    sort: (one) => one.kind,
  },
  { key: 'ending', head: 'Number', cell: (one) => toEnding(one.ending), sort: (one) => one.ending },
  {
    key: 'cameAt',
    head: 'Came',
    cell: (one) => <When at={one.cameAt} />,
    sort: (one) => one.cameAt,
  },
  { key: 'tries', head: 'Tries', number: true, cell: (one) => one.tries, sort: (one) => one.tries },
  { key: 'fault', head: 'Fault', cell: (one) => one.fault, sort: (one) => one.fault },
  {
    key: 'aside',
    head: 'Now',
    cell: (one) =>
      one.setAsideAt ? (
        <>
          set aside <When at={one.setAsideAt} />
        </>
      ) : (
        'tried again'
      ),
    sort: (one) => one.setAsideAt ?? '',
  },
]

function toEnding(ending: string): string {
  return ending === '' ? 'none' : `ends in ${ending}`
}
