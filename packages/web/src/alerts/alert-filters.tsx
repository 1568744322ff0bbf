import { ALERT_STATES, type AlertState, type PartyAlert } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { SearchField } from '../ui/search-field.tsx'
import type { AlertSearch } from './search.ts'
import { ALERT_STATE_NAMES } from './words.ts'

type Props = {
  search: AlertSearch
  counts: Record<AlertState, number> | undefined
  /** Parties to choose from: those of what is on the screen. */
  parties: readonly PartyAlert['party'][]
}

/** Tabs by state with their counts and the filters, all of which stand in the address. */
export function AlertFilters(props: Props) {
  const { search, counts } = props
  const all = counts && Object.values(counts).reduce((sum, n) => sum + n, 0)
  const { state: _chosen, ...others } = search
  return (
    <>
      <nav aria-label="State of names">
        <ul className="tabs">
          <Tab search={others} name="All" count={all} isChosen={search.state === undefined} />
          {ALERT_STATES.map((state) => (
            <Tab
              key={state}
              search={{ ...others, state }}
              name={ALERT_STATE_NAMES[state]}
              count={counts?.[state]}
              isChosen={search.state === state}
            />
          ))}
        </ul>
      </nav>
      <Filters {...props} />
    </>
  )
}

function Tab(props: {
  search: AlertSearch
  name: string
  count: number | undefined
  isChosen: boolean
}) {
  return (
    <li>
      <Link
        to="/alerts"
        search={props.search}
        activeOptions={{ exact: true, includeSearch: true }}
        aria-current={props.isChosen ? 'page' : undefined}
      >
        {props.name} <span className="count">{props.count ?? '…'}</span>
      </Link>
    </li>
  )
}

function Filters({ search, parties }: Props) {
  const navigate = useNavigate({ from: '/alerts' })
  const set = (change: Record<string, string>) =>
    void navigate({
      search: toSearch({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    })
  const isUnknown = search.party !== undefined && !parties.some(({ id }) => id === search.party)
  return (
    <div className="filters">
      <SearchField
        key={search.words ?? ''}
        label="Part of a name or party"
        words={search.words ?? ''}
        onWords={(words) => set({ words })}
      />
      <NativeSelect
        label="Party"
        size="xs"
        value={search.party ?? ''}
        onChange={(event) => set({ party: event.currentTarget.value })}
        data={[
          { value: '', label: 'All parties' },
          ...parties.map(({ id, name }) => ({ value: id, label: name })),
          ...(isUnknown ? [{ value: search.party!, label: 'The one in the address' }] : []),
        ]}
      />
    </div>
  )
}

/** Without what asks for nothing, so that an address says only what is filtered. */
function toSearch(search: Record<string, string | undefined>): AlertSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as AlertSearch
}
