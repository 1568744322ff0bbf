import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef, useState } from 'react'
import { placeSearchQuery, regionsQuery } from '../offices/data.ts'
import { Fault } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'

export type PickedPlace = { id: string; name: string }

type Picking = { places: readonly PickedPlace[]; onChange: (places: PickedPlace[]) => void }

/** Where an election is held: the whole country, places below it, or any other by name. */
export function PlacesField(props: Picking) {
  const { places, onChange } = props
  const to = useRef<HTMLElement>(null)
  const add = (place: PickedPlace) => {
    if (!places.some(({ id }) => id === place.id)) onChange([...places, place])
  }
  return (
    <fieldset className="stack plain-set">
      <legend>Where it is held</legend>
      <div className="fields">
        <Regions onAdd={add} />
        <Search onAdd={add} />
      </div>
      <strong ref={to} tabIndex={-1}>
        {places.length === 0
          ? 'No place yet'
          : `${places.length} ${places.length === 1 ? 'place' : 'places'}, each with all below it`}
      </strong>
      <ul className="chips" aria-label="Places of the election">
        {places.map((place) => (
          <li key={place.id}>
            {place.name}
            <button
              type="button"
              aria-label={`Remove ${place.name}`}
              onClick={() => {
                // The pressed button goes with what it removes.
                to.current?.focus()
                onChange(places.filter(({ id }) => id !== place.id))
              }}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function Regions(props: { onAdd: (place: PickedPlace) => void }) {
  const regions = useQuery(regionsQuery)
  const [chosen, setChosen] = useState('')
  const items = regions.data?.items ?? []
  const country = items[0]?.lineage[0]
  const choices = [
    ...(country ? [{ value: country, label: 'The whole country' }] : []),
    ...items.map((place) => ({ value: place.id, label: place.name })),
  ]
  return (
    <div className="row row-end">
      <NativeSelect
        label="The country or a place below it"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[{ value: '', label: 'choose' }, ...choices]}
      />
      <Button
        variant="default"
        disabled={!chosen}
        onClick={() => {
          const choice = choices.find(({ value }) => value === chosen)
          if (choice) props.onAdd({ id: choice.value, name: choice.label })
          setChosen('')
        }}
      >
        Add it
      </Button>
      <Fault error={regions.error} />
    </div>
  )
}

function Search(props: { onAdd: (place: PickedPlace) => void }) {
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(search.trim())
  const query = useInfiniteQuery(placeSearchQuery(words))
  const found = words.length >= 2 ? itemsOf(query.data, (place) => place.id) : []
  return (
    <div>
      <TextInput
        label="Find another place"
        autoComplete="off"
        ref={field}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Fault error={query.error} />
      <output className="soft small">
        {words.length >= 2 && query.data && found.length === 0 ? 'No place is called so.' : ''}
      </output>
      {found.length > 0 ? (
        <>
          <ul className="chips" aria-label="Places found">
            {found.map((place) => (
              <li key={place.id}>
                <button
                  type="button"
                  onClick={() => {
                    props.onAdd({ id: place.id, name: place.fullName })
                    setSearch('')
                    field.current?.focus()
                  }}
                >
                  + {place.fullName} <span className="soft small">{place.kind}</span>
                </button>
              </li>
            ))}
          </ul>
          <MoreButton query={query} label="Show more places" />
        </>
      ) : null}
    </div>
  )
}
