import type { Case, CaseItem, ItemOrWithheld } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { toCalendarDay } from '../words/time.ts'
import { duplicatesQuery, itemsQuery, useTakeOut } from './data.ts'
import { ITEM_NAMES, pathOf } from './words.ts'

type Props = { one: Case; works: boolean }

/** What the case is about: what the reader could see anyway, and how much else. */
export function ItemsPanel({ one, works }: Props) {
  const query = useInfiniteQuery(itemsQuery(one.id))
  return (
    <Panel
      title="What it is about"
      aside={one.itemCount === undefined ? undefined : countOf(one.itemCount, 'item')}
    >
      <Loaded query={query} what="items">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <Empty
              title={
                one.state === 'merged'
                  ? 'Nothing stands here any more'
                  : one.withoutPlatforms
                    ? 'Nothing here is for you yet'
                    : 'Nothing stands here yet'
              }
            >
              {one.state === 'merged'
                ? 'What stood here is in the case that it was merged into.'
                : 'On the page of a release, finding, report, notice or meeting, and beside a file of a report, press “Add to a case”.'}
            </Empty>
          ) : (
            <DataTable
              caption="What the case is about"
              columns={columnsFor(one.id, works)}
              rows={items.map((item, i) => ({ item, key: 'withheld' in item ? `${i}` : item.id }))}
              rowKey={(row) => row.key}
              isPaged
            />
          )
        }}
      </Loaded>
      {query.hasNextPage ? (
        <p className="soft small">Sorted are those that are shown; there are more.</p>
      ) : null}
      <MoreButton query={query} />
      <Duplicates id={one.id} titles={query.data?.pages.flatMap((page) => page.items) ?? []} />
    </Panel>
  )
}

type Row = { item: ItemOrWithheld; key: string }

/** Of what is withheld nothing is known but its place, so that it comes last in any other order. */
function shownOf<T>({ item }: Row, read: (item: CaseItem) => T): T | undefined {
  return 'withheld' in item ? undefined : read(item)
}

function columnsFor(caseId: string, works: boolean): Column<Row>[] {
  return [
    {
      key: 'title',
      head: 'Item',
      cell: ({ item }) =>
        'withheld' in item ? (
          <span className="soft">
            {countOf(item.withheld, 'item')} withheld: not for your organisation.
          </span>
        ) : (
          <Item caseId={caseId} item={item} works={works} />
        ),
      sort: (row) => shownOf(row, ({ title }) => title),
    },
    {
      key: 'kind',
      head: 'Kind',
      cell: (row) => shownOf(row, ({ kind }) => ITEM_NAMES[kind]) ?? '',
      sort: (row) => shownOf(row, ({ kind }) => ITEM_NAMES[kind]),
    },
    {
      key: 'by',
      head: 'Put in by',
      cell: (row) => shownOf(row, ({ by }) => by.name) ?? '',
      sort: (row) => shownOf(row, ({ by }) => by.name),
    },
    {
      key: 'day',
      head: 'Day',
      cell: (row) => shownOf(row, ({ day }) => toCalendarDay(day)) ?? '',
      sort: (row) => shownOf(row, ({ day }) => day),
    },
  ]
}

function Item({ caseId, item, works }: { caseId: string; item: CaseItem; works: boolean }) {
  const takeOut = useTakeOut(caseId)
  return (
    <>
      <Link to={pathOf(item.kind, item.ref)}>{item.title}</Link>{' '}
      {item.takenOut ? <Tag>taken out</Tag> : null}
      {item.about ? <div className="soft small">{item.about}</div> : null}
      {item.own && works && !item.takenOut ? (
        <BusyButton
          variant="subtle"
          size="compact-xs"
          busy={takeOut.isPending}
          onClick={() => takeOut.mutate(item.id)}
        >
          Take it out
        </BusyButton>
      ) : null}
      <Fault error={takeOut.error} />
    </>
  )
}

type Named = CaseItem | { withheld: number }

/** Releases that hold the same objects, among those that the reader sees. */
function Duplicates({ id, titles }: { id: string; titles: readonly Named[] }) {
  const { data } = useQuery(duplicatesQuery(id))
  if (!data || data.items.length === 0) return null
  const titleOf = (item: string) =>
    titles.find((one): one is CaseItem => 'id' in one && one.id === item)?.title ??
    'a release further down'
  return (
    <details>
      <summary>{countOf(data.items.length, 'pair')} of releases hold the same objects</summary>
      <ul>
        {data.items.map(({ one, other, objects }) => (
          <li key={one + other}>
            {titleOf(one)} and {titleOf(other)}: {countOf(objects, 'object')}
          </li>
        ))}
      </ul>
      <p className="soft small">
        {countOf(data.compared, 'release')} that you see compared by the ids of their objects
        {data.capped ? ', the latest; others were not' : ''}. Nothing is compared with what you do
        not see.
      </p>
    </details>
  )
}
