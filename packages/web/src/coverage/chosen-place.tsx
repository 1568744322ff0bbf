import type { Coverage, Notice } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { keyOfEvent } from './notice-events.tsx'
import { PlaceCard } from './place-card.tsx'
import { districtShapesQuery, regionShapesQuery } from './atlas-data.ts'
import { noticeEventsQuery } from './data.ts'
import { describePlace, placeOf, type Choice } from './coverage.ts'

/** Says the choice aloud and shows what is known of the place. */
export function ChosenPlace(props: {
  notice: Notice
  coverage: Coverage
  at: string | undefined
  mayWrite: boolean
  place: Choice | undefined
  onClear: () => void
}) {
  const { notice, coverage, at, place } = props
  const events = useInfiniteQuery({
    ...noticeEventsQuery(notice.summary.id, { at, place: place && placeOf(place) }),
    enabled: place !== undefined,
  })
  const country = coverage.targets[0]?.lineage[0] ?? ''
  const regions = useQuery({ ...regionShapesQuery(country), enabled: place !== undefined })
  const districts = useQuery({
    ...districtShapesQuery(country, place?.[0] ?? ''),
    enabled: place !== undefined && place.length > 1,
  })
  const nameOf = (id: string) =>
    coverage.targets.find((one) => one.jurisdiction === id)?.place ??
    [
      ...(regions.data?.shapes ?? []),
      ...(regions.data?.apart ?? []),
      ...(districts.data?.shapes ?? []),
    ].find((one) => one.id === id)?.name ??
    id
  const closed = notice.summary.closedAt !== undefined
  return (
    <>
      <output className="hidden-text">
        {place
          ? describePlace(nameOf(placeOf(place)), coverage.targets, placeOf(place), closed)
          : ''}
      </output>
      {place ? (
        <PlaceCard
          place={place}
          name={nameOf(placeOf(place))}
          nameOf={nameOf}
          targets={coverage.targets}
          events={itemsOf(events.data, keyOfEvent).toSorted((a, b) => a.logIndex - b.logIndex)}
          more={(shown) => <MoreButton query={events} shown={shown} />}
          fault={events.error}
          closed={closed}
          mayWrite={props.mayWrite}
          onClear={props.onClear}
        />
      ) : null}
    </>
  )
}
