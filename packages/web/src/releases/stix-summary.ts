import { toSeen } from '../words/seen.ts'
import { beginningOf } from '../words/beginning.ts'
import { countOf } from '../words/count-of.ts'

type StixLike = { type?: unknown; id?: unknown; [name: string]: unknown }

/** How many objects there are of each type, most first. */
export function countTypes(objects: readonly unknown[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const object of objects) {
    const type = typeOf(object)
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}

export function typeOf(object: unknown): string {
  const { type } = (object ?? {}) as StixLike
  return typeof type === 'string' ? toSeen(type) : 'no type'
}

export function stixIdOf(object: unknown): string {
  const { id } = (object ?? {}) as StixLike
  return typeof id === 'string' ? id : ''
}

const NAMES = [
  'name',
  'account_login',
  'value',
  'abstract',
  'content',
  'pattern',
  'relationship_type',
]

/** How often what was seen, and on which days (UTC), as far as a sighting says it (STIX 2.1, 5.2). */
function sightingOf({ type, count, first_seen, last_seen }: StixLike): string | undefined {
  if (type !== 'sighting') return undefined
  const times = typeof count === 'number' ? `seen ${countOf(count, 'time')}` : 'seen'
  const [first, last] = [first_seen, last_seen].map((at) =>
    typeof at === 'string' ? at.slice(0, 10) : undefined,
  )
  if (first && last && first !== last) return `${times}, ${first} to ${last}`
  const day = first ?? last
  return day === undefined ? times : `${times}, ${day}`
}

/** The property by which a person would know the object, cut to a line. */
export function titleOf(object: unknown): string {
  const properties = (object ?? {}) as StixLike
  const { number_observed: seen } = properties
  const found =
    NAMES.map((name) => properties[name]).find((value) => typeof value === 'string') ??
    (typeof seen === 'number' ? `seen ${countOf(seen, 'time')}` : sightingOf(properties))
  const line = toSeen(String(found ?? '').split('\n')[0] ?? '')
  return line.length > 120 ? `${beginningOf(line, 119)}…` : line
}
