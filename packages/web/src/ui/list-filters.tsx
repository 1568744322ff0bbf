import { NativeSelect } from '@mantine/core'
import { SearchField } from './search-field.tsx'
import { toListSearch, type ListSearch } from './list-search.ts'

/** Filters of a list, all of which stand in its address. */
export function ListFilters(props: {
  search: ListSearch
  onSearch: (search: ListSearch) => void
  label: string
  /** Names of the states, where there are any to choose from. */
  states?: { label: string; all: string; open: string; closed: string }
}) {
  const { search, onSearch, states } = props
  return (
    <div className="filters">
      <SearchField
        key={search.words ?? ''}
        label={props.label}
        words={search.words ?? ''}
        onWords={(words) => onSearch(toListSearch({ ...search, words }))}
      />
      {states ? (
        <NativeSelect
          label={states.label}
          size="xs"
          value={search.state ?? ''}
          onChange={(event) =>
            onSearch(toListSearch({ ...search, state: event.currentTarget.value }))
          }
          data={[
            { value: '', label: states.all },
            { value: 'open', label: states.open },
            { value: 'closed', label: states.closed },
          ]}
        />
      ) : null}
    </div>
  )
}
