import { STANDINGS, TRIAGE_TABS, type DetectionRun, type TriageTab } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { SearchField } from '../ui/search-field.tsx'
import { toLocalTime } from '../words/time.ts'
import { STANDING_NAMES, TAB_NAMES } from './triage.ts'
import type { TriageSearch } from './triage-search.ts'

type Props = {
  search: TriageSearch
  counts: Partial<Record<TriageTab, number>> | undefined
  analysts: readonly { id: string; name: string }[]
  runs: readonly DetectionRun[]
  /** The person who looks. */
  self: string
}

/** Tabs with their counts and the filters, all of which stand in the address. */
export function NetworkFilters(props: Props) {
  const { search, counts } = props
  const { tab: chosen = 'open' } = search
  return (
    <>
      <nav aria-label="State of networks">
        <ul className="tabs">
          {TRIAGE_TABS.map((tab) => (
            <li key={tab}>
              <Link
                to="/findings"
                search={{ ...search, tab }}
                activeOptions={{ exact: true, includeSearch: true }}
                aria-current={tab === chosen ? 'page' : undefined}
              >
                {TAB_NAMES[tab]} <span className="count">{counts?.[tab] ?? '…'}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Filters {...props} />
    </>
  )
}

function Filters({ search, analysts, runs, self }: Props) {
  const navigate = useNavigate({ from: '/findings' })
  const set = (change: Record<string, string | undefined>) =>
    void navigate({
      search: toSearch({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    })
  const others = analysts.filter(({ id }) => id !== self)
  return (
    <div className="filters">
      <SearchField
        label="Words of the title"
        key={search.words ?? ''}
        words={search.words ?? ''}
        onWords={(words) => set({ words })}
      />
      <NativeSelect
        label="How it stands"
        size="xs"
        value={search.standing ?? ''}
        onChange={(event) => set({ standing: event.currentTarget.value })}
        data={[
          { value: '', label: 'However' },
          ...STANDINGS.map((one) => ({ value: one, label: STANDING_NAMES[one] })),
        ]}
      />
      <NativeSelect
        label="Who has it"
        size="xs"
        value={search.assignee ?? ''}
        onChange={(event) => set({ assignee: event.currentTarget.value })}
        data={[
          { value: '', label: 'Anybody or nobody' },
          { value: self, label: 'I' },
          { value: 'none', label: 'Nobody' },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Run"
        size="xs"
        value={search.run ?? ''}
        onChange={(event) => set({ run: event.currentTarget.value })}
        data={[
          { value: '', label: 'All runs and imports' },
          ...runs.map(({ id, fileName, startedAt }) => ({
            value: id,
            label: `${fileName}, ${toLocalTime(startedAt)}`,
          })),
        ]}
      />
    </div>
  )
}

/** Without what asks for nothing, so that an address says only what is filtered. */
function toSearch(search: Record<string, string | undefined>): TriageSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as TriageSearch
}
