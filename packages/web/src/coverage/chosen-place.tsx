import type { Coverage, Notice } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { PlaceCard } from './place-card.tsx'
import { countyShapesQuery, stateShapesQuery } from './atlas-data.ts'
import { noticeEventsQuery } from './data.ts'
import { describePlace, isCounty, stateOf } from './coverage.ts'

/** Says the choice aloud and shows what is known of the place. */
export function ChosenPlace(props: {
  notice: Notice
  coverage: Coverage
  at: string | undefined
  mayWrite: boolean
  place: string | undefined
  onClear: () => void
}) {
  const { notice, coverage, at, place } = props
  const events = useQuery({
    ...noticeEventsQuery(notice.summary.id),
    enabled: place !== undefined,
  })
  const states = useQuery({ ...stateShapesQuery, enabled: place !== undefined })
  const counties = useQuery({
    ...countyShapesQuery(stateOf(place ?? '')),
    enabled: place !== undefined && isCounty(place),
  })
  const nameOf = (id: string) =>
    coverage.targets.find((one) => one.jurisdiction === id)?.place ??
    [...(states.data?.shapes ?? []), ...(counties.data?.shapes ?? [])].find((one) => one.id === id)
      ?.name ??
    id
  const closed = notice.summary.closedAt !== undefined
  return (
    <>
      <output className="hidden-text">
        {place ? describePlace(nameOf(place), coverage.targets, place, closed) : ''}
      </output>
      {place ? (
        <PlaceCard
          place={place}
          name={nameOf(place)}
          state={nameOf(stateOf(place))}
          targets={coverage.targets}
          events={(events.data?.items ?? []).filter((event) => !at || event.at <= at)}
          fault={events.error}
          closed={closed}
          mayWrite={props.mayWrite}
          onClear={props.onClear}
        />
      ) : null}
    </>
  )
}
