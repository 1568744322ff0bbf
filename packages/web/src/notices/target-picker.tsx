import type { Jurisdiction } from '@tocsin/api'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { placesBelowQuery, regionsQuery } from '../offices/data.ts'
import { PlaceSearch } from '../offices/place-search.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { addPlaces, describePicked, removeOffice, type Picked } from './targets.ts'
import { Fault } from '../ui/feedback.tsx'

/** Picks offices place by place, or all that stand below one. */
export function TargetPicker(props: {
  picked: Picked
  /** Told how to change the choice as it then stands, since the places below a region may take a while to come. */
  onChange: (change: (picked: Picked) => Picked) => void
}) {
  const { picked } = props
  const [withIt, setWithIt] = useState(false)
  const to = useRef<HTMLElement>(null)
  const remove = (change: (now: Picked) => Picked) => {
    // The pressed button goes with what it removes.
    to.current?.focus()
    props.onChange(change)
  }
  const add = (places: readonly Jurisdiction[]) =>
    props.onChange((now) => addPlaces(now, places, withIt))
  return (
    <div className="stack">
      <PlaceSearch
        label="Find a place"
        hindrance={(place) => (place.accountable ? undefined : 'no election office')}
        onAdd={(place) => add([place])}
      />
      <WholeRegions onAdd={add} />
      <Checkbox
        label="Add the IT lead of each office too (an answer by IT does not count for the official)"
        checked={withIt}
        onChange={(event) => setWithIt(event.currentTarget.checked)}
      />
      <div>
        <div className="row">
          <strong ref={to} tabIndex={-1}>
            To: {describePicked(picked)}
          </strong>
          {picked.size > 0 ? (
            <Button size="compact-xs" variant="default" onClick={() => remove(() => new Map())}>
              Remove all
            </Button>
          ) : null}
        </div>
        <PickedList picked={picked} onRemove={(key) => remove((now) => removeOffice(now, key))} />
      </div>
    </div>
  )
}

const SHOWN = 60

function PickedList(props: { picked: Picked; onRemove: (key: string) => void }) {
  const offices = [...props.picked]
  return (
    <ul className="chips" aria-label="Offices to be told">
      {offices.slice(0, SHOWN).map(([key, office]) => (
        <li key={key}>
          {office.place} <span className="soft small">{OFFICE_ROLE_NAMES[office.role]}</span>
          <button
            type="button"
            aria-label={`Remove ${office.place}, ${OFFICE_ROLE_NAMES[office.role]}`}
            onClick={() => props.onRemove(key)}
          >
            ×
          </button>
        </li>
      ))}
      {offices.length > SHOWN ? <li>and {offices.length - SHOWN} more</li> : null}
    </ul>
  )
}

function WholeRegions(props: { onAdd: (places: readonly Jurisdiction[]) => void }) {
  const client = useQueryClient()
  const regions = useQuery(regionsQuery)
  const [region, setRegion] = useState('')
  const [fault, setFault] = useState<unknown>()
  const items = regions.data?.items ?? []
  const addBelow = async () => {
    setFault(undefined)
    try {
      props.onAdd((await client.ensureQueryData(placesBelowQuery(region))).items)
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <div className="row row-end">
      <NativeSelect
        label="Place below the country"
        value={region}
        onChange={(event) => setRegion(event.currentTarget.value)}
        data={[
          { value: '', label: 'choose' },
          ...items.map((place) => ({ value: place.id, label: place.name })),
        ]}
      />
      <Button
        variant="default"
        disabled={!region}
        onClick={() => props.onAdd(items.filter((place) => place.id === region))}
      >
        Add it
      </Button>
      <Button variant="default" disabled={!region} onClick={() => void addBelow()}>
        Add all below it
      </Button>
      <Button variant="default" disabled={items.length === 0} onClick={() => props.onAdd(items)}>
        Add every place listed
      </Button>
      <Fault error={fault ?? regions.error} />
    </div>
  )
}
