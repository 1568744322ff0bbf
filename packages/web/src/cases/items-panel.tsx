import type { Case, CaseItem } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
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
                : 'On the page of a release, finding, report, notice or meeting, press “Add to a case”.'}
            </Empty>
          ) : (
            <ul className="plain-list stack">
              {items.map((item, i) =>
                'withheld' in item ? (
                  <li key={`${i} withheld`} className="soft">
                    {countOf(item.withheld, 'item')} withheld: not for your organisation.
                  </li>
                ) : (
                  <li key={item.id}>
                    <Item caseId={one.id} item={item} works={works} />
                  </li>
                ),
              )}
            </ul>
          )
        }}
      </Loaded>
      <MoreButton query={query} />
      <Duplicates id={one.id} titles={query.data?.pages.flatMap((page) => page.items) ?? []} />
    </Panel>
  )
}

function Item({ caseId, item, works }: { caseId: string; item: CaseItem; works: boolean }) {
  const takeOut = useTakeOut(caseId)
  return (
    <article>
      <div>
        <span className="soft small">{ITEM_NAMES[item.kind]}</span>{' '}
        <Link to={pathOf(item.kind, item.ref)}>{item.title}</Link>{' '}
        {item.takenOut ? <Tag>taken out</Tag> : null}
      </div>
      <div className="soft small row">
        <span>
          {item.about ? `${item.about}; ` : ''}put in by {item.by.name}, {toCalendarDay(item.day)}
        </span>
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
      </div>
      <Fault error={takeOut.error} />
    </article>
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
