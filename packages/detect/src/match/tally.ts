/** How often each indicator was seen, from when to when: what would hit, and what goes back to the sender. */
import { createObject, toTimestamp, type Sighting } from '@tocsin/stix'
import type { Hit, IndicatorPlace } from './hits.ts'

export type Tallied = {
  readonly indicator: IndicatorPlace
  readonly kind: Hit['kind']
  /** Lines with it. */
  count: number
  /** Milliseconds since 1970 of the earliest and the latest line that says when it was written. */
  first?: number
  last?: number
  /** Lines of these without a time. */
  timeless: number
}

/** Counts hits by indicator. */
export class Tally {
  readonly #byIndicator = new Map<string, Tallied>()

  add({ indicator, kind, time }: Hit): void {
    const key = indicator.id ?? `${indicator.source}\n${indicator.line}`
    let tallied = this.#byIndicator.get(key)
    if (tallied === undefined) {
      tallied = { indicator, kind, count: 0, timeless: 0 }
      this.#byIndicator.set(key, tallied)
    }
    tallied.count++
    if (time === undefined) tallied.timeless++
    else {
      tallied.first = Math.min(tallied.first ?? time, time)
      tallied.last = Math.max(tallied.last ?? time, time)
    }
  }

  /** Those that were seen, the most often seen first. */
  get entries(): Tallied[] {
    return [...this.#byIndicator.values()].sort((a, b) => b.count - a.count)
  }
}

/** As many as a sighting can say (STIX 2.1, 5.2). */
const MOST = 999_999_999

/**
 * A sighting (STIX 2.1, 5.2) of each indicator that has an id: how often, first and last, and nothing else; whose they are and
 * where it was seen only where `identity` names it. `left` counts indicators without an id, which nobody can be told of.
 */
export function toSightings(
  entries: readonly Tallied[],
  { now, identity }: { readonly now: Date; readonly identity?: string },
): {
  readonly sightings: readonly Sighting[]
  readonly left: number
} {
  const known = entries.filter(({ indicator }) => indicator.id !== undefined)
  const sightings = known.map(({ indicator, count, first, last }) =>
    createObject(
      'sighting',
      {
        sighting_of_ref: indicator.id!,
        count: Math.min(count, MOST),
        ...(first === undefined || last === undefined
          ? {}
          : { first_seen: toTimestamp(first), last_seen: toTimestamp(last) }),
        ...(identity === undefined
          ? {}
          : { created_by_ref: identity, where_sighted_refs: [identity] }),
      },
      { now },
    ),
  )
  return { sightings, left: entries.length - known.length }
}
