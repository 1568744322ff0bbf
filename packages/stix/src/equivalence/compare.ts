/** How alike two values of one property are: 0 to 1. */
import { canonicalize } from '../canonical.ts'
import { equivalentPatterns } from './pattern/equivalence.ts'
import { PatternError } from '../pattern-error.ts'
import { fromTimestamp, isTimestamp } from '../timestamp.ts'
import { textSimilarity } from './text-similarity.ts'

export type Comparison = (a: unknown, b: unknown) => number

/** Times count as alike within a day, less the further apart. */
const DAY = 86_400_000
/** Places count as alike within a thousand kilometres. */
const REACH_KM = 1000
const EARTH_KM = 6371

export const exact: Comparison = (a, b) => (canonicalize(a) === canonicalize(b) ? 1 : 0)

/** STIX patterns are alike when they match the same; those in other languages when their texts are the same. */
export const patterns: Comparison = (a, b) => {
  if (typeof a !== 'string' || typeof b !== 'string') return 0
  try {
    return equivalentPatterns(a, b) ? 1 : 0
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return exact(a, b)
  }
}

export const words: Comparison = (a, b) =>
  typeof a === 'string' && typeof b === 'string' ? textSimilarity(a, b) : 0

/** The share of the longer list that the other list has too (of its larger set, duplicates aside). */
export const overlap: Comparison = (a, b) => {
  const [x, y] = [keysOf(a), keysOf(b)]
  const shared = [...x].filter((key) => y.has(key)).length
  return x.size + y.size === 0 ? 1 : shared / Math.max(x.size, y.size)
}

function keysOf(list: unknown): Set<string> {
  return new Set((Array.isArray(list) ? list : [list]).map((item) => canonicalize(item)))
}

export const times: Comparison = (a, b) => {
  if (typeof a !== 'string' || typeof b !== 'string' || !isTimestamp(a) || !isTimestamp(b)) return 0
  return Math.max(0, 1 - Math.abs(fromTimestamp(a) - fromTimestamp(b)) / DAY)
}

/** External references are alike when any of them names the same entry of the same source. */
export const references: Comparison = (a, b) => {
  const entries = new Set(entriesOf(a))
  return entriesOf(b).some((entry) => entries.has(entry)) ? 1 : overlap(a, b)
}

function entriesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: { source_name?: unknown; external_id?: unknown } | null) =>
    typeof item?.external_id === 'string'
      ? [canonicalize([item.source_name, item.external_id])]
      : [],
  )
}

/** Hashes are alike when one algorithm both have gives one value, unlike when it gives two. */
export const hashValues: Comparison = (a, b) => {
  const [x, y] = [a, b] as Record<string, unknown>[]
  const common = Object.keys(x ?? {}).filter((name) => Object.hasOwn(y ?? {}, name))
  const same = (name: string) => String(x![name]).toLowerCase() === String(y![name]).toLowerCase()
  return common.length > 0 && common.every(same) ? 1 : 0
}

/** Great-circle distance of two [latitude, longitude] pairs (haversine), against a thousand kilometres. */
export const places: Comparison = (a, b) => {
  const [[lat1, lon1], [lat2, lon2]] = [a, b] as [number, number][] as [
    [number, number],
    [number, number],
  ]
  const rad = Math.PI / 180
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2
  return Math.max(0, 1 - (2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))) / REACH_KM)
}
