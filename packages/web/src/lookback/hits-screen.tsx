import type { LookbackHit } from '@tocsin/api'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { hitsQuery } from './data.ts'
import { HIT_STATE_NAMES, KEPT_KIND_NAMES } from './words.ts'

const COLUMNS: Column<LookbackHit>[] = [
  {
    key: 'value',
    head: 'What was looked for',
    cell: (hit) => (
      <>
        {hit.value === undefined ? (
          <em>may not be read any more</em>
        ) : (
          <span className="mono">{hit.value}</span>
        )}
        {hit.name ? <div className="soft small">{hit.name}</div> : null}
        {hit.warnings.map((words) => (
          <div key={words} className="small">
            <Tag tone="warn">common</Tag> {words}
          </div>
        ))}
      </>
    ),
    sort: (hit) => hit.value,
  },
  {
    key: 'kind',
    head: 'Kind',
    cell: (hit) => KEPT_KIND_NAMES[hit.kind][0],
    sort: (hit) => hit.kind,
  },
  { key: 'list', head: 'Where', cell: (hit) => hit.list.name, sort: (hit) => hit.list.name },
  {
    key: 'lines',
    head: 'Lines',
    number: true,
    cell: (hit) => (
      <>
        {hit.isCapped ? 'at least ' : ''}
        {hit.lines.toLocaleString('en')}
        {hit.things > 1 ? (
          <div className="soft small">
            {hit.isCapped ? 'at least ' : ''}
            {hit.things.toLocaleString('en')} addresses
          </div>
        ) : null}
      </>
    ),
    sort: (hit) => hit.lines,
  },
  {
    key: 'first',
    head: 'First',
    cell: (hit) => (hit.first ? <When at={hit.first} /> : null),
    sort: (hit) => hit.first,
  },
  {
    key: 'last',
    head: 'Last',
    cell: (hit) => (hit.last ? <When at={hit.last} /> : null),
    sort: (hit) => hit.last,
  },
  {
    key: 'score',
    head: 'Confidence left',
    number: true,
    cell: (hit) => scoreWords(hit),
    sort: (hit) => hit.score,
  },
  {
    key: 'state',
    head: 'State',
    cell: (hit) => (
      <Tag tone={hit.state === 'stands' ? 'plain' : 'warn'}>{HIT_STATE_NAMES[hit.state]}</Tag>
    ),
    sort: (hit) => hit.state,
  },
]

/** The single hits of a release. */
export function LookbackHitsScreen() {
  const { id } = useParams({ from: '/desk/lookback/$id' })
  const query = useInfiniteQuery(hitsQuery(id))
  const { data: session } = useSuspenseQuery(sessionQuery)
  const acts = session.person.roles.includes('analyst')
  return (
    <Page
      title="Hits of a release"
      intro="To open this was to read the release: its sender sees that, as of any reading, and not that anything hit."
    >
      <Panel>
        <Loaded query={query} what="hits">
          {(data) => (
            <div className="stack">
              <DataTable
                caption="Hits of this release"
                columns={COLUMNS}
                rows={itemsOf(data, keyOf)}
                rowKey={keyOf}
                isPaged
              />
              <MoreButton query={query} />
              {acts && itemsOf(data, keyOf).some(isSaid) ? (
                <p>
                  <Link to="/lookback/$id/sightings" params={{ id }}>
                    Send sightings back to the sender
                  </Link>
                  <span className="soft small"> shows first what would go, and to whom</span>
                </p>
              ) : null}
              <p>
                <Link to="/releases/$id" params={{ id }}>
                  Open the release
                </Link>
              </p>
            </div>
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

function scoreWords({ score, stated, value }: LookbackHit): string {
  if (value === undefined) return ''
  if (score === undefined) return 'age not known'
  return stated === undefined ? `${score} of 100, none stated` : `${score} of ${stated}`
}

/** Of which something can go back. */
function isSaid({ state, lines }: LookbackHit): boolean {
  return state === 'stands' && lines > 0
}

function keyOf(hit: LookbackHit): string {
  return `${hit.list.id} ${hit.stixId} ${hit.place}`
}
