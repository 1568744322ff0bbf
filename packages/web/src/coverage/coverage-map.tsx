import type { Target } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { countyShapesQuery, stateShapesQuery } from './atlas-data.ts'
import { countStates, describeCounts, groupTargets, mostPressing, stateOf } from './coverage.ts'
import { STATE_NAMES, STATES } from '../words/names.ts'
import { Loaded } from '../ui/feedback.tsx'
import { ShapeMap } from './shape-map.tsx'

const TERRITORIES: [string, string, string][] = [
  ['72', 'PR', 'Puerto Rico'],
  ['78', 'VI', 'U.S. Virgin Islands'],
  ['66', 'GU', 'Guam'],
  ['69', 'MP', 'Northern Mariana Islands'],
  ['60', 'AS', 'American Samoa'],
]

/** The states and territories, and under them the counties of the one chosen. */
export function CoverageMap(props: {
  targets: readonly Target[]
  /** A state or one of its counties. */
  selected: string | undefined
  onSelect: (place: string) => void
}) {
  const { targets, onSelect } = props
  const selected = props.selected && stateOf(props.selected)
  const byState = useMemo(() => groupTargets(targets, stateOf), [targets])
  const shapes = useQuery(stateShapesQuery)
  return (
    <div className="stack">
      <Loaded query={shapes} what="the map">
        {(atlas) => (
          <ShapeMap
            label="States by their most pressing office"
            atlas={atlas}
            targets={byState}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </Loaded>
      <div className="row small">
        <Territories byState={byState} selected={selected} onSelect={onSelect} />
        <Legend />
      </div>
      {selected ? (
        <CountyMap
          state={selected}
          selected={props.selected}
          targets={targets}
          onSelect={onSelect}
        />
      ) : null}
    </div>
  )
}

function Territories(props: {
  byState: ReadonlyMap<string, Target[]>
  selected: string | undefined
  onSelect: (id: string) => void
}) {
  return (
    <fieldset className="plain-set row">
      <legend className="hidden-text">Territories</legend>
      {TERRITORIES.map(([id, short, name]) => {
        const targets = props.byState.get(id) ?? []
        return (
          <button
            key={id}
            type="button"
            className="territory"
            data-id={id}
            aria-pressed={props.selected === id}
            aria-label={`${name}: ${describeCounts(countStates(targets))}`}
            onClick={() => props.onSelect(id)}
          >
            <span
              className="swatch"
              data-state={mostPressing(targets) ?? 'none'}
              aria-hidden="true"
            />
            {short}
          </button>
        )
      })}
    </fieldset>
  )
}

function Legend() {
  return (
    <ul className="counts">
      {STATES.map((state) => (
        <li key={state}>
          <span className="swatch" data-state={state} aria-hidden="true" />
          {STATE_NAMES[state]}
        </li>
      ))}
      <li>
        <span className="swatch" aria-hidden="true" />
        Not addressed
      </li>
    </ul>
  )
}

function CountyMap(props: {
  state: string
  selected: string | undefined
  targets: readonly Target[]
  onSelect: (county: string) => void
}) {
  const { state } = props
  const shapes = useQuery(countyShapesQuery(state))
  const byCounty = useMemo(
    () =>
      groupTargets(
        props.targets.filter((one) => stateOf(one.jurisdiction) === state),
        (id) => id,
      ),
    [props.targets, state],
  )
  return (
    <Loaded query={shapes} what="the counties">
      {(atlas) =>
        atlas.shapes.length === 0 ? null : (
          <div className="county-map">
            <ShapeMap
              key={state}
              label="Counties of the chosen state"
              atlas={atlas}
              targets={byCounty}
              selected={props.selected}
              onSelect={props.onSelect}
            />
          </div>
        )
      }
    </Loaded>
  )
}
