import type { Jurisdiction } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useRef, useState } from 'react'
import { Fault } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { placeSearchQuery } from './data.ts'
import { countOf } from '../words/count-of.ts'

/** Finds places by name and hands on each that is chosen; the field is then empty again and has the focus. */
export function PlaceSearch(props: {
  label: string
  /** Why a place that is found cannot be chosen. */
  hindrance?: (place: Jurisdiction) => string | undefined
  onAdd: (place: Jurisdiction) => void
}) {
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(search.trim())
  const query = useInfiniteQuery(placeSearchQuery(words))
  const found = words.length >= 2 ? itemsOf(query.data, (place) => place.id) : []
  const add = (place: Jurisdiction) => {
    props.onAdd(place)
    setSearch('')
    field.current?.focus()
  }
  return (
    <div>
      <TextInput
        label={props.label}
        autoComplete="off"
        ref={field}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Fault error={query.error} />
      <output className="soft small">
        {words.length >= 2 && query.data
          ? describeFound(found.length, query.data.pages.at(-1)?.more)
          : ''}
      </output>
      {found.length > 0 ? (
        <>
          <ul className="chips" aria-label="Places found">
            {found.map((place) => (
              <Found
                key={place.id}
                place={place}
                hindrance={props.hindrance?.(place)}
                onAdd={() => add(place)}
              />
            ))}
          </ul>
          <MoreButton query={query} label="Show more places" />
        </>
      ) : null}
    </div>
  )
}

function Found(props: { place: Jurisdiction; hindrance: string | undefined; onAdd: () => void }) {
  const { place, hindrance } = props
  return (
    <li>
      <button type="button" disabled={hindrance !== undefined} onClick={props.onAdd}>
        + {place.fullName}{' '}
        <span className="soft small">
          {hindrance === undefined ? place.kind : `${place.kind}, ${hindrance}`}
        </span>
      </button>
    </li>
  )
}

function describeFound(found: number, more = 0): string {
  if (found === 0)
    return 'No place is called so. Write its name, or its name and that of a place above it.'
  if (more > 0)
    return `${found} of ${found + more} places found are shown: add the place above it to find yours.`
  return `${countOf(found, 'place')} found`
}
