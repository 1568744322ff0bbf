import type { LogLine } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PublicFrame } from './public-frame.tsx'
import { exchangeQuery } from '../session/data.ts'
import { logQuery, treeHeadQuery } from './data.ts'
import type { PublicWords } from './words-en.ts'

export function LogScreen() {
  const query = useInfiniteQuery(logQuery)
  const size = query.data?.pages[0]?.size
  return (
    <PublicFrame>
      {(words) => (
        <Page title={words.log} intro={words.logIntro}>
          <Head words={words} />
          <Panel title={words.entries} aside={size?.toLocaleString('en')}>
            <Loaded query={query} what={words.log}>
              {(data) => (
                <DataTable
                  caption={words.entriesOfLog}
                  columns={columnsOf(words)}
                  rows={data.pages.flatMap((page) => page.items)}
                  rowKey={(one) => String(one.index)}
                  order="-index"
                  isPaged
                  empty={<Empty title={words.nothing} />}
                />
              )}
            </Loaded>
            <MoreButton query={query} />
          </Panel>
        </Page>
      )}
    </PublicFrame>
  )
}

/** What a receipt is checked against, to be taken along and compared. */
function Head(props: { words: PublicWords }) {
  const { words } = props
  const exchange = useQuery(exchangeQuery)
  const head = useQuery(treeHeadQuery)
  return (
    <Panel title={words.headTitle}>
      <div className="stack">
        <Fault error={exchange.error} retry={() => void exchange.refetch()} />
        {exchange.data ? (
          <CopyField
            label={words.logKey}
            description={words.keyHint}
            value={exchange.data.logKey}
            copy={words.copy}
            copied={words.copied}
          />
        ) : null}
        <Loaded query={head} what={words.head}>
          {(note) => (
            <div>
              <strong>{words.head}</strong>
              {note === null ? <p>{words.noHead}</p> : <pre className="json wrapped">{note}</pre>}
            </div>
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

function columnsOf(words: PublicWords): Column<LogLine>[] {
  return [
    {
      key: 'index',
      head: words.entry,
      number: true,
      cell: (one) => `#${one.index}`,
      sort: (one) => one.index,
    },
    {
      key: 'at',
      head: words.when,
      cell: (one) => <When at={one.at} seconds />,
      sort: (one) => one.at,
    },
    {
      key: 'kind',
      head: words.act,
      cell: (one) => <span title={one.kind}>{words.acts[one.kind] ?? one.kind}</span>,
      sort: (one) => one.kind,
    },
    { key: 'leaf', head: words.leaf, cell: (one) => <span className="mono">{one.leaf}</span> },
  ]
}
