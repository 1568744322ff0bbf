/** Versions of objects (STIX 2.1, 3.6): new ones, revocation, their order, and conflicts. */
import { canonicalize } from './canonical.ts'
import { StixError } from './errors.ts'
import { reading } from './reading.ts'
import { shown } from './shown.ts'
import { compareTimestamps, fromTimestamp, isTimestamp, toTimestamp } from './timestamp.ts'
import type { StixObject } from './types.ts'

/** What no version of an object may change. */
const FIXED = ['type', 'id', 'created', 'created_by_ref', 'spec_version']

/** Properties whose presence with this value means the same as their absence. */
const DEFAULTS: Readonly<Record<string, unknown>> = { revoked: false, defanged: false }

export type VersionOptions = {
  /** The time of the change; moved one millisecond past the last version if it is not later. */
  readonly now?: Date | number
}

/**
 * The next version of an object. A change to `undefined` takes the property away.
 * Throws StixError: `not-versionable` (an object without `modified`), `already-revoked`,
 * `unmodifiable-property` (type, id, created, created_by_ref, spec_version), `bad-timestamp`, `not-later`; like all
 * functions here `invalid` for what is no object and `unreadable` for what cannot be read.
 */
export function newVersion<O extends StixObject>(
  object: O,
  changes: { readonly [property: string]: unknown },
  options: VersionOptions = {},
): O {
  return reading({ object, changes, options }, () => next(object, changes, options))
}

function next<O extends StixObject>(
  object: O,
  changes: { readonly [property: string]: unknown },
  { now = Date.now() }: VersionOptions,
): O {
  verifyVersionable(object)
  const fixed = FIXED.find((name) => Object.hasOwn(changes, name) && changes[name] !== object[name])
  if (fixed !== undefined)
    throw new StixError('unmodifiable-property', `a version cannot change ${fixed}`)
  const { modified: asked, ...others } = changes
  return { ...withChanges(object, others), modified: laterTime(object, asked, now) }
}

/** The last version of an object, with `revoked` set. Throws as `newVersion` does. */
export function revoke<O extends StixObject>(object: O, options?: VersionOptions): O {
  return newVersion(object, { revoked: true }, options)
}

function verifyVersionable(object: StixObject): void {
  if (typeof object['modified'] !== 'string' || object.type === 'marking-definition')
    throw new StixError(
      'not-versionable',
      `an object of the type ${shown(object.type)} has no versions`,
    )
  if (object['revoked'] === true)
    throw new StixError('already-revoked', 'a revoked object has no later versions')
}

/** The object with the properties changed, those set to `undefined` gone, the order of the others kept. */
export function withChanges<O extends StixObject>(
  object: O,
  changes: { readonly [property: string]: unknown },
): O {
  const changed: Record<string, unknown> = { ...object, ...changes }
  for (const name of Object.keys(changes)) if (changes[name] === undefined) delete changed[name]
  return changed as O
}

function laterTime(object: StixObject, asked: unknown, now: Date | number): string {
  const last = object['modified'] as string
  if (asked !== undefined) {
    if (typeof asked !== 'string' || !isTimestamp(asked))
      throw new StixError('bad-timestamp', 'modified is not a timestamp')
    if (compareTimestamps(asked, last) <= 0)
      throw new StixError('not-later', 'modified must be later than in the last version')
    return asked
  }
  return toTimestamp(Math.max(fromTimestamp(toTimestamp(now)), fromTimestamp(last) + 1))
}

/** Order of two versions of one object by `modified`: negative, zero or positive. Objects without versions are equal. */
export function compareVersions(a: StixObject, b: StixObject): number {
  const [first, second] = reading({ a, b }, () => [a['modified'], b['modified']])
  if (typeof first !== 'string' || typeof second !== 'string') return 0
  return compareTimestamps(first, second)
}

/** How an incoming object stands to the one that is known under its id. */
export type VersionVerdict = 'newer' | 'older' | 'same' | 'conflict'

/**
 * Decides what an incoming object is to the known one: `conflict` when id and `modified` agree and the
 * content does not, which STIX leaves undefined and we refuse.
 * Throws StixError `not-comparable` for different ids.
 */
export function decideVersion(known: StixObject, incoming: StixObject): VersionVerdict {
  return reading({ known, incoming }, () => {
    if (known.id !== incoming.id)
      throw new StixError('not-comparable', 'versions have one id, these have two')
    const order = compareVersions(known, incoming)
    if (order !== 0) return order < 0 ? 'newer' : 'older'
    return contentOf(known) === contentOf(incoming) ? 'same' : 'conflict'
  })
}

/** Throws StixError `version-conflict` where `decideVersion` says `conflict`. */
export function verifyVersion(known: StixObject, incoming: StixObject): void {
  if (decideVersion(known, incoming) === 'conflict')
    throw new StixError(
      'version-conflict',
      `${shown(incoming.id)} is known with this modified and other content`,
    )
}

function contentOf(object: StixObject): string {
  const told = Object.entries(object).filter(
    ([name, value]) => !(Object.hasOwn(DEFAULTS, name) && DEFAULTS[name] === value),
  )
  return canonicalize(Object.fromEntries(told))
}
