import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { regionsQuery } from '../offices/data.ts'
import { PlaceSearch } from '../offices/place-search.tsx'
import { Fault } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

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
        <PlaceSearch
          label="Find another place"
          onAdd={(place) => add({ id: place.id, name: place.fullName })}
        />
      </div>
      <strong ref={to} tabIndex={-1}>
        {places.length === 0
          ? 'No place yet'
          : `${countOf(places.length, 'place')}, each with all below it`}
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
  const choice = useRef<HTMLSelectElement>(null)
  const items = regions.data?.items ?? []
  const country = items[0]?.lineage[0]
  const choices = [
    ...(country ? [{ value: country, label: 'The whole country' }] : []),
    ...items.map((place) => ({ value: place.id, label: place.name })),
  ]
  return (
    <div className="row row-end">
      <NativeSelect
        ref={choice}
        label="The country or a place below it"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[{ value: '', label: 'choose' }, ...choices]}
      />
      <Button
        variant="default"
        disabled={!chosen}
        onClick={() => {
          const place = choices.find(({ value }) => value === chosen)
          if (place) props.onAdd({ id: place.value, name: place.label })
          setChosen('')
          choice.current?.focus()
        }}
      >
        Add it
      </Button>
      <Fault error={regions.error} />
    </div>
  )
}
