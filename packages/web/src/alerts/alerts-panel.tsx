import type { PartyAlert } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { groupBy } from '../ui/group-by.ts'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { ViewsBar } from '../views/views-bar.tsx'
import { AlertFilters } from './alert-filters.tsx'
import { AlertsTable } from './alerts-table.tsx'
import { alertsQuery } from './data.ts'
import type { AlertSearch } from './search.ts'

/** From so many rows on, names of several parties stand party by party. */
const MANY = 15

/** The names that were found, and those that the own member was told of. */
export function AlertsPanel() {
  const search: AlertSearch = useSearch({ from: '/desk/alerts' })
  const query = useInfiniteQuery(alertsQuery(search))
  const alerts = itemsOf(query.data, (one) => one.id)
  return (
    <section className="panel stack" aria-label="Names that imitate">
      <ViewsBar screen="alerts" search={search} />
      <AlertFilters
        search={search}
        counts={query.data?.pages[0]?.counts}
        parties={partiesOf(alerts)}
      />
      <Loaded query={query} what="the names">
        {() => (alerts.length === 0 ? <Nothing search={search} /> : <Tables alerts={alerts} />)}
      </Loaded>
      <MoreButton query={query} label="Show more" />
      <p className="soft small">
        The score puts names in order; it is no probability. Only names are looked at: who
        registered them, and for what, is not known from it. [.] stands for a dot; marked letters
        are not what they look like.
      </p>
    </section>
  )
}

function partiesOf(alerts: readonly PartyAlert[]): PartyAlert['party'][] {
  const byId = new Map(alerts.map(({ party }) => [party.id, party]))
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

function Tables({ alerts }: { alerts: readonly PartyAlert[] }) {
  const groups = groupBy(alerts, ({ party }) => party.id)
  if (groups.size < 2 || alerts.length < MANY)
    return <AlertsTable caption="Names that imitate defended parties" alerts={alerts} />
  return (
    <>
      {[...groups.values()].map((group) => {
        const { id, name } = group[0]!.party
        return (
          <details key={id} open className="groups">
            <summary>
              <strong>{name}</strong>{' '}
              <span className="count" title="shown here">
                {group.length}
              </span>
            </summary>
            <AlertsTable caption={`Names that imitate ${name}`} alerts={group} isOfOne />
          </details>
        )
      })}
    </>
  )
}

function Nothing({ search }: { search: AlertSearch }) {
  if (search.party !== undefined || search.words !== undefined)
    return <Empty title="Nothing that these filters leave" />
  if (search.state !== undefined) return <Empty title="Nothing here" />
  return (
    <Empty title="No name was found so far">
      Names appear here once a list was looked through, or your organisation was told of one.
    </Empty>
  )
}
