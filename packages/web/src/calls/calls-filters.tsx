import { Checkbox, NativeSelect } from '@mantine/core'
import { SearchField } from '../ui/search-field.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { toCallsSearch, type CallsSearch } from './calls-search.ts'

const STATES = [
  { value: '', label: 'Any' },
  { value: 'unreachable', label: 'Unreachable' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'told', label: 'Told, nobody said who acts' },
  { value: 'waiting', label: 'Still has time' },
]
const ROLES = [
  { value: '', label: 'Any' },
  ...Object.entries(OFFICE_ROLE_NAMES).map(([value, label]) => ({ value, label })),
]
const CALLED = [
  { value: '', label: 'Called or not' },
  { value: 'never', label: 'Not called' },
  { value: 'not-reached', label: 'Nobody reached' },
  { value: 'reached', label: 'Somebody answered' },
  { value: 'wrong-number', label: 'Wrong number' },
]
const ORDERS = [
  { value: '', label: 'Most urgent' },
  { value: 'longest', label: 'Overdue the longest' },
  { value: 'calls', label: 'Called least' },
  { value: 'place', label: 'Place' },
]

/** Filters and order of the list, all of which stand in its address. */
export function CallsFilters(props: {
  search: CallsSearch
  onSearch: (search: CallsSearch) => void
}) {
  const { search, onSearch } = props
  const set = (change: Record<string, unknown>) => onSearch(toCallsSearch({ ...search, ...change }))
  const selects = [
    { key: 'state', label: 'State', data: STATES },
    { key: 'role', label: 'Office', data: ROLES },
    { key: 'called', label: 'Last call', data: CALLED },
    { key: 'sort', label: 'First', data: ORDERS },
  ] as const
  return (
    <div className="filters">
      <SearchField
        key={search.words ?? ''}
        label="Place or subject"
        words={search.words ?? ''}
        onWords={(words) => set({ words })}
      />
      {selects.map(({ key, label, data }) => (
        <NativeSelect
          key={key}
          label={label}
          size="xs"
          value={search[key] ?? ''}
          onChange={(event) => set({ [key]: event.currentTarget.value })}
          data={data}
        />
      ))}
      <Checkbox
        label="Also who still has time to answer"
        checked={search.all ?? false}
        onChange={(event) => set({ all: event.currentTarget.checked })}
      />
    </div>
  )
}
