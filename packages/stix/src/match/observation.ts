/**
 * The observations of bundles: each observed-data object (STIX 2.1, 4.14) with the objects that it holds, by reference
 * (`object_refs`, to objects of any of the bundles) or in itself (`objects`, as in STIX 2.0).
 */
import type { Bundle } from '../bundle.ts'
import { StixError } from '../errors.ts'
import { reading } from '../reading.ts'
import { DOMAIN_TYPES, META_TYPES, RELATIONSHIP_TYPES } from '../schema/types.ts'
import { isList, shown } from '../shown.ts'
import { fromTimestamp, isTimestamp } from '../timestamp.ts'

/** A JSON object of any type. */
export type Properties = Readonly<Record<string, unknown>>

/** One observed-data object. */
export type Observation = {
  readonly source: Properties
  readonly objects: readonly Properties[]
  /** When it began and ended, in microseconds since the epoch. */
  readonly first: number
  readonly last: number
  /** How often it was made (`number_observed`): in how many places of a pattern it may stand at once. */
  readonly count: number
  /** The object that a reference of one of the objects names, if it is among them. */
  readonly resolve: (reference: unknown) => Properties | undefined
}

const NOT_OBSERVED: ReadonlySet<unknown> = new Set([
  ...DOMAIN_TYPES,
  ...META_TYPES,
  ...RELATIONSHIP_TYPES,
  'bundle',
])

/** What bundles hold for patterns: read once, to be matched with many. */
export type Observations = {
  /** In the order they stand. */
  readonly observations: readonly Observation[]
  /** Observed-data that match nothing, for they do not say when or how often what was seen, and what is wrong with each. */
  readonly malformed: readonly { readonly object: Properties; readonly reason: string }[]
}

/**
 * Reads the observed-data of bundles once for many patterns; the bundles must not change while it is used.
 * Throws StixError `invalid` for what is no list, `unreadable` for what cannot be read.
 */
export function observe(bundles: readonly Bundle[]): Observations {
  if (!isList(bundles))
    throw new StixError('invalid', `the bundles are ${shown(bundles)}, where a list is needed`)
  return reading({}, () => readBundles(bundles))
}

function readBundles(bundles: readonly Bundle[]): Observations {
  const objects = bundles.flatMap((bundle) => contentOf(bundle)).filter(isProperties)
  let shared: Map<unknown, Properties> | undefined
  const lookUp = (id: unknown) => {
    shared ??= new Map(objects.map((object) => [object['id'], object]))
    return shared.get(id)
  }
  const observations: Observation[] = []
  const malformed: Observations['malformed'][number][] = []
  for (const object of objects.filter(isObserved))
    try {
      observations.push(toObservation(object, lookUp))
    } catch (error) {
      if (!(error instanceof StixError)) throw error
      malformed.push({ object, reason: error.message })
    }
  return { observations, malformed }
}

/** What a bundle holds; what is no bundle stands for itself. */
function contentOf(bundle: Bundle): readonly unknown[] {
  const item: unknown = bundle
  return isProperties(item) && Array.isArray(item['objects']) ? item['objects'] : [item]
}

/** Observed-data, also as drafts of STIX 2.0 named it: a container that says how often it was observed. */
function isObserved({ type, objects, number_observed: count }: Properties): boolean {
  return type === 'observed-data' || (isProperties(objects) && count !== undefined)
}

export function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toObservation(
  source: Properties,
  lookUp: (id: unknown) => Properties | undefined,
): Observation {
  const first = microseconds(source, 'first_observed')
  const last = microseconds(source, 'last_observed')
  const count = source['number_observed']
  if (last < first) refuse(source, 'last_observed', 'is before first_observed')
  if (!Number.isSafeInteger(count) || (count as number) < 1)
    refuse(source, 'number_observed', 'is no integer from 1')
  const { byId, observed } = contained(source, lookUp)
  return {
    source,
    objects: observed,
    first,
    last,
    count: count as number,
    resolve: (reference) => (typeof reference === 'string' ? byId(reference) : undefined),
  }
}

type Contained = {
  readonly observed: Properties[]
  readonly byId: (id: string) => Properties | undefined
}

function contained(source: Properties, lookUp: (id: unknown) => Properties | undefined): Contained {
  const { object_refs: references, objects: inline = {} } = source
  if (references === undefined) return inside(source, inline)
  if (!Array.isArray(references)) refuse(source, 'object_refs', 'is no list')
  const ids: ReadonlySet<unknown> = new Set(references)
  const observed = [...ids].flatMap((id) => {
    const object = lookUp(id)
    return object === undefined || NOT_OBSERVED.has(object['type']) ? [] : [object]
  })
  return { observed, byId: (id) => (ids.has(id) ? lookUp(id) : undefined) }
}

/** The objects in the observed-data itself, which are named by their keys. */
function inside(source: Properties, inline: unknown): Contained {
  if (!isProperties(inline)) refuse(source, 'objects', 'is no dictionary')
  const at = (key: string): Properties | undefined => {
    const object = Object.hasOwn(inline, key) ? inline[key] : undefined
    return isProperties(object) ? object : undefined
  }
  return { observed: Object.values(inline).filter(isProperties), byId: at }
}

function microseconds(source: Properties, name: string): number {
  const text = source[name]
  if (typeof text !== 'string' || !isTimestamp(text)) refuse(source, name, 'is no timestamp')
  return toMicroseconds(text)
}

/** A valid timestamp in microseconds since the epoch; what is finer is cut off. */
export function toMicroseconds(text: string): number {
  return fromTimestamp(text) * 1000 + Number(text.slice(23, -1).slice(0, 3).padEnd(3, '0'))
}

function refuse({ id }: Properties, name: string, reason: string): never {
  const which = typeof id === 'string' ? id.slice(0, 100) : 'observed-data without an id'
  throw new StixError('invalid', `${which}: ${name} ${reason}`)
}
