import type { Target } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Atlas } from './shape.ts'
import { districtShapesQuery, regionShapesQuery } from './atlas-data.ts'
import { describePaint, groupTargets, isIn, paintOf, type Choice } from './coverage.ts'
import { STATE_NAMES, STATES } from '../words/names.ts'
import { Loaded } from '../ui/feedback.tsx'
import { ShapeMap } from './shape-map.tsx'

/** The places below the country, and under them those below the one chosen. */
export function CoverageMap(props: {
  targets: readonly Target[]
  selected: Choice | undefined
  onSelect: (place: Choice) => void
}) {
  const { targets, onSelect } = props
  const country = targets[0]?.lineage[0] ?? ''
  const region = props.selected?.[0]
  const byRegion = useMemo(() => groupTargets(targets, 1), [targets])
  const shapes = useQuery(regionShapesQuery(country))
  const choose = (id: string) => onSelect([id])
  return (
    <div className="stack">
      <Loaded query={shapes} what="the map">
        {(atlas) => (
          <>
            {atlas.shapes.length > 0 ? (
              <ShapeMap
                label="Places by their own office"
                atlas={atlas}
                targets={byRegion}
                selected={region}
                onSelect={choose}
              />
            ) : (
              <p className="soft">There are no outlines of this country; the table tells all.</p>
            )}
            <div className="row small">
              <Apart
                places={atlas.apart ?? []}
                targets={byRegion}
                selected={region}
                onSelect={choose}
              />
              <Legend />
            </div>
            <Source source={atlas.source} />
          </>
        )}
      </Loaded>
      {region ? (
        <DistrictMap
          country={country}
          region={region}
          selected={props.selected?.[1]}
          targets={targets}
          onSelect={(id) => onSelect([region, id])}
        />
      ) : null}
    </div>
  )
}

/** Places too far away or too small for the map, as buttons beside it. */
function Apart(props: {
  places: readonly { id: string; short: string; name: string }[]
  targets: ReadonlyMap<string, Target[]>
  selected: string | undefined
  onSelect: (id: string) => void
}) {
  if (props.places.length === 0) return null
  return (
    <fieldset className="plain-set row">
      <legend className="hidden-text">Places beside the map</legend>
      {props.places.map(({ id, short, name }) => {
        const targets = props.targets.get(id) ?? []
        return (
          <button
            key={id}
            type="button"
            className="territory"
            data-id={id}
            aria-pressed={props.selected === id}
            aria-label={describePaint(name, targets, id)}
            onClick={() => props.onSelect(id)}
          >
            <span
              className="swatch"
              data-state={paintOf(targets, id).state ?? 'none'}
              aria-hidden="true"
            />
            {short}
          </button>
        )
      })}
    </fieldset>
  )
}

function Source({ source }: Pick<Atlas, 'source'>) {
  if (!source) return null
  return (
    <p className="soft small">
      <a href={source.url} target="_blank" rel="noreferrer">
        {source.text}
      </a>
    </p>
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
      <li>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="5" className="map-inside" />
        </svg>
        Offices inside overdue or unreachable
      </li>
    </ul>
  )
}

function DistrictMap(props: {
  country: string
  region: string
  selected: string | undefined
  targets: readonly Target[]
  onSelect: (district: string) => void
}) {
  const { country, region } = props
  const shapes = useQuery(districtShapesQuery(country, region))
  const byDistrict = useMemo(
    () =>
      groupTargets(
        props.targets.filter((one) => isIn(one, region)),
        2,
      ),
    [props.targets, region],
  )
  return (
    <Loaded query={shapes} what="the places below it">
      {(atlas) =>
        atlas.shapes.length === 0 ? null : (
          <div className="district-map">
            <ShapeMap
              key={region}
              label="Places below the chosen one"
              atlas={atlas}
              targets={byDistrict}
              selected={props.selected}
              onSelect={props.onSelect}
            />
          </div>
        )
      }
    </Loaded>
  )
}
