/** Hits of look-back as what may go back to whoever gave the indicators. Pure. */
import type { LookbackHit } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

/** A sighting (STIX 2.1, 5.2): how often, first and last, and nothing else. */
type Sighting = {
  type: 'sighting'
  spec_version: '2.1'
  id: string
  created: string
  modified: string
  sighting_of_ref: string
  count: number
  first_seen?: string
  last_seen?: string
}

/** As many as a sighting can say (STIX 2.1, 5.2). */
const MOST = 999_999_999

/**
 * One sighting of each object that hits and still stands, with the lines of all its values and lists added, and words for what these
 * leave out or do not tell apart. `newId` gives a fresh UUID; `at` is the instant of making them.
 */
export function toSightings(
  hits: readonly LookbackHit[],
  { at, newId }: { at: string; newId: () => string },
): { sightings: Sighting[]; dropped: string[] } {
  // Without lines, as of a list that is no log, it is not known how often: that is no sighting.
  const isSaid = (hit: LookbackHit) => hit.state === 'stands' && hit.lines > 0
  const byObject = new Map<string, LookbackHit[]>()
  for (const hit of hits.filter(isSaid))
    byObject.set(hit.stixId, [...(byObject.get(hit.stixId) ?? []), hit])
  const sightings = [...byObject].map(([ref, found]) => toSighting(ref, found, { at, id: newId() }))
  return { sightings, dropped: wordsOf(hits, [...byObject.values()]) }
}

function toSighting(
  ref: string,
  found: readonly LookbackHit[],
  { at, id }: { at: string; id: string },
): Sighting {
  const lines = found.reduce((sum, hit) => sum + hit.lines, 0)
  const first = found.flatMap((hit) => hit.first ?? []).toSorted()[0]
  const last = found
    .flatMap((hit) => hit.last ?? [])
    .toSorted()
    .at(-1)
  return {
    type: 'sighting',
    spec_version: '2.1',
    id: `sighting--${id}`,
    created: at,
    modified: at,
    sighting_of_ref: ref,
    count: Math.min(lines, MOST),
    ...(first === undefined || last === undefined ? {} : { first_seen: first, last_seen: last }),
  }
}

/** What the sightings leave out, or add up without telling. */
function wordsOf(hits: readonly LookbackHit[], said: readonly LookbackHit[][]): string[] {
  const withdrawn = hits.filter(({ state }) => state !== 'stands').length
  const lineless = hits.filter(({ state, lines }) => state === 'stands' && lines === 0).length
  const summed = said.filter((found) => found.length > 1).length
  const capped = said.filter((found) => found.some(({ isCapped }) => isCapped)).length
  return [
    withdrawn > 0 &&
      `${countOf(withdrawn, 'hit')} of what was withdrawn since or is in force no more: nothing of them goes back.`,
    lineless > 0 && `${countOf(lineless, 'hit')} in a list that counts no lines.`,
    summed > 0 &&
      `Of ${countOf(summed, 'object')} several values or lists hit: their lines are added, and a line that stands in two of them counts twice.`,
    capped > 0 && `Of ${countOf(capped, 'object')} not all was counted: the count is the least.`,
  ].filter((words) => words !== false)
}
