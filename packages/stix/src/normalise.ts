/**
 * Ways of writing that are valid but trip other readers, put into the usual form: times finer than a millisecond, and
 * names of a catalogue or kill chain that belong to another one. The result is for reading and comparing; what is
 * passed on stays as it was received.
 */
import { SCHEMAS } from './catalogue.ts'
import { annotationOf } from './schema/annotation.ts'
import { reading } from './reading.ts'
import { isTimestamp, toTimestamp, fromTimestamp } from './timestamp.ts'
import type { StixObject } from './types.ts'

/** One place that was written otherwise than usual. */
export type Deviation = {
  /** JSON pointer into the object. */
  readonly path: string
  readonly kind: 'time-precision' | 'catalogue-name'
  readonly was: string
  readonly now: string
}

export type NormaliseOptions = {
  /** Catalogue names (`source_name`, `kill_chain_name`) to replace, by the name that stands there. */
  readonly names?: ReadonlyMap<string, string>
}

/** An object in its usual form, and what was written otherwise before. */
export type Normalised<O extends StixObject> = {
  object: O
  deviations: readonly Deviation[]
}

/**
 * The object in its usual form, and every place that was changed; the one given is left as it is.
 * Throws StixError `invalid` for what is no object, `unreadable` for what cannot be read.
 */
export function normalise<O extends StixObject>(
  object: O,
  options: NormaliseOptions = {},
): Normalised<O> {
  return reading({ object, options }, () => toNormal(object, options))
}

function toNormal<O extends StixObject>(
  object: O,
  { names = new Map<string, string>() }: NormaliseOptions,
): Normalised<O> {
  const deviations: Deviation[] = []
  const change = (kind: Deviation['kind'], path: string, was: string, now: string): string => {
    if (was !== now) deviations.push({ path, kind, was, now })
    return now
  }
  const normal: Record<string, unknown> = { ...object }
  for (const name of timesOf(object)) {
    const time = object[name]
    if (typeof time === 'string' && isTimestamp(time) && isFiner(time))
      normal[name] = change('time-precision', `/${name}`, time, toTimestamp(fromTimestamp(time)))
  }
  for (const [list, property, spell] of NAMED) {
    const entries = object[list]
    if (!Array.isArray(entries)) continue
    normal[list] = entries.map((entry: unknown, i) => {
      const was = (entry as Record<string, unknown> | null)?.[property]
      const name = typeof was === 'string' ? names.get(was) : undefined
      if (typeof was !== 'string' || name === undefined) return entry
      const now = change('catalogue-name', `/${list}/${i}/${property}`, was, spell(name))
      return { ...(entry as object), [property]: now }
    })
  }
  return { object: normal as O, deviations }
}

/** The lists whose entries name a catalogue, the property that does, and how it is spelt: kill chains in lower case (2.11). */
const NAMED = [
  ['external_references', 'source_name', (name: string) => name],
  [
    'kill_chain_phases',
    'kill_chain_name',
    (name: string) => name.toLowerCase().replaceAll(/[\s_]+/g, '-'),
  ],
] as const

/** Names of the properties that hold a time; of an unknown type those that every object has. */
function timesOf({ type }: StixObject): readonly string[] {
  const properties = (SCHEMAS.get(type) as { properties?: Record<string, object> } | undefined)
    ?.properties
  if (!properties) return ['created', 'modified']
  return Object.keys(properties).filter(
    (name) => annotationOf(properties[name]!).kind === 'timestamp',
  )
}

/** Whether the time says more than milliseconds. */
function isFiner(time: string): boolean {
  return time.length > '2026-01-01T00:00:00.000Z'.length
}
