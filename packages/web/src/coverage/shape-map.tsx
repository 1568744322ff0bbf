/* oxlint-disable jsx-a11y/prefer-tag-over-role -- SVG has no button and no fieldset */
import type { Target } from '@tocsin/api'
import { useId, useState, type KeyboardEvent } from 'react'
import type { Atlas, Shape } from './shape.ts'
import { describePaint, paintOf } from './coverage.ts'

type Props = {
  label: string
  atlas: Atlas
  targets: ReadonlyMap<string, Target[]>
  selected: string | undefined
  onSelect: (id: string) => void
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/**
 * Places coloured by their own office, dotted where offices inside are late or cannot be reached. One tab stop; arrows walk the places by name, Enter
 * chooses. What is overdue or unreachable is hatched too, for those who do not see the colours apart.
 */
export function ShapeMap(props: Props) {
  const { atlas } = props
  const [at, setAt] = useState(0)
  const hatch = useId()
  const chosen = atlas.shapes.find((shape) => shape.id === props.selected)
  const move = (event: KeyboardEvent<SVGGElement>) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (at + step + atlas.shapes.length) % atlas.shapes.length
    setAt(next)
    event.currentTarget.querySelector<SVGPathElement>(`[data-place="${next}"]`)?.focus()
  }
  return (
    <svg className="map" viewBox={atlas.box.join(' ')} role="group" aria-label={props.label}>
      <defs>
        <pattern
          id={hatch}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" className="map-hatch" />
        </pattern>
      </defs>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- moves the focus of its buttons */}
      <g onKeyDown={move}>
        {atlas.shapes.map((shape, index) => (
          <Place
            key={shape.id}
            shape={shape}
            place={index}
            isStop={index === at}
            onStop={() => setAt(index)}
            hatch={hatch}
            map={props}
          />
        ))}
      </g>
      {/* Drawn last, so that no neighbour covers an outline. */}
      {chosen ? <path d={chosen.path} className="map-chosen" /> : null}
      <path d={atlas.shapes[at]?.path} className="map-focus" />
    </svg>
  )
}

function Place(props: {
  shape: Shape
  place: number
  isStop: boolean
  onStop: () => void
  hatch: string
  map: Props
}) {
  const { shape, map } = props
  const targets = map.targets.get(shape.id) ?? []
  const { state, pressingInside } = paintOf(targets, shape.id)
  const label = describePaint(shape.name, targets, shape.id)
  const press = () => map.onSelect(shape.id)
  return (
    <>
      <path
        d={shape.path}
        className="map-place"
        role="button"
        aria-label={label}
        aria-pressed={map.selected === shape.id}
        tabIndex={props.isStop ? 0 : -1}
        data-place={props.place}
        data-id={shape.id}
        data-state={state ?? 'none'}
        onClick={press}
        onFocus={props.onStop}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault()
            press()
          }
        }}
      >
        <title>{label}</title>
      </path>
      {state === 'overdue' || state === 'unreachable' ? (
        <path d={shape.path} fill={`url(#${props.hatch})`} className="map-over" />
      ) : null}
      {pressingInside > 0 ? (
        <circle cx={shape.centre[0]} cy={shape.centre[1]} r="5" className="map-inside" />
      ) : null}
    </>
  )
}
