/**
 * Redaction: the tear-line of an object, which keeps what a clearance may see and is itself valid STIX.
 * What cannot be left out makes the whole object unreleasable, and the answer says which property it was.
 */
import { StixError } from '../errors.ts'
import { deterministicId, newId } from '../id.ts'
import { reading } from '../reading.ts'
import type { GranularMarking } from '../schema/common.ts'
import { toTimestamp } from '../timestamp.ts'
import { shown } from '../shown.ts'
import type { StixObject } from '../types.ts'
import type { Fault } from '../checks/run.ts'
import { validate } from '../validate/validate.ts'
import { withChanges } from '../version.ts'
import { granularOf } from './granular.ts'
import { getMarkings } from './markings.ts'
import {
  deepestFirst,
  fromPointer,
  removeAll,
  toPath,
  toSelector,
  withGranular,
  type Path,
} from './removal.ts'
import { isWithin, valueAt } from '../selector.ts'
import { TLP_LEVELS, tlpOfId, tlpRank, verifyTlpLevel, type TlpLevel } from '../tlp.ts'

/**
 * What may be seen: everything up to a TLP level, or the listed markings, or what a function says. A level in the list
 * stands for everything up to it: `['green', statement.id]` adds a marking that is no TLP.
 */
export type Clearance = TlpLevel | readonly string[] | ((markingId: string) => boolean)

/** Why nothing can be given: which marking forbids it, and the property that cannot be left out. */
export type Refusal = {
  /** `null` when a marking cannot be read, so that nobody can say what it forbids. */
  readonly marking: string | null
  /** The property that may not be seen and may not be missing; `null` when the whole object is marked. */
  readonly property: string | null
  readonly reason: string
}

export type RedactOptions = {
  readonly allow: Clearance
  /**
   * Makes the tear-line a new object, which STIX demands of whoever is not the creator (3.6): a new id and
   * creation time, and the given creator, or none.
   */
  readonly reissue?: { readonly creator?: string; readonly now?: Date; readonly id?: string }
}

export type Redaction<O extends StixObject> =
  | { readonly object: O; readonly removed: readonly string[]; readonly refused?: undefined }
  | { readonly refused: Refusal; readonly object?: undefined; readonly removed?: undefined }

/**
 * The object without the parts whose granular markings the clearance does not reach; the object itself
 * when nothing is to be left out. A marking that is neither TLP nor allowed by name counts as red.
 * A bundle is no object and is thrown back: what it carries is redacted one by one.
 * Markings that cannot be read, or that select nothing, forbid everything.
 * The tear-line keeps the id: before it travels beside the original, give it one of its own (`reissue`).
 * Throws StixError `bad-marking` when `allow` is a text and no TLP level, `invalid` for what is no object or a bundle,
 * `unreadable` for what cannot be read or copied.
 */
export function redact<O extends StixObject>(object: O, options: RedactOptions): Redaction<O> {
  return reading({ object, options }, () => tearLine(object, options))
}

function tearLine<O extends StixObject>(object: O, options: RedactOptions): Redaction<O> {
  if (object.type === 'bundle')
    throw new StixError('invalid', 'a bundle has no markings; redact its objects one by one')
  const allowed = decider(options.allow)
  const unreadable = unreadableMarkings(object)
  if (unreadable !== undefined) return refuse(null, unreadable, 'its markings cannot be read')
  const whole = getMarkings(object).find((ref) => !allowed(ref))
  if (whole !== undefined) return refuse(whole, null, `the whole object is marked ${named(whole)}`)
  const hidden = granularOf(object).filter(({ marking_ref: ref }) => ref && !allowed(ref))
  if (hidden.length === 0) return { object, removed: [] }
  for (const { marking_ref: ref = '', selectors } of hidden)
    for (const selector of selectors)
      if (valueAt(object, selector) === undefined)
        return refuse(ref, selector, 'the marking selects nothing, so what it hides is unknown')
  const result = withoutParts(object, hidden)
  if (result.refused !== undefined || options.reissue === undefined) return result
  return { object: reissued(result.object, options.reissue), removed: result.removed }
}

function decider(allow: Clearance): (markingId: string) => boolean {
  if (typeof allow === 'function') return allow
  if (typeof allow === 'string') verifyTlpLevel(allow)
  const listed = typeof allow === 'string' ? [allow] : allow
  const limit = Math.max(...TLP_LEVELS.filter((level) => listed.includes(level)).map(tlpRank))
  const names = new Set(listed)
  return (id) => names.has(id) || tlpRank(tlpOfId(id) ?? 'red') <= limit
}

/** A marking as a reason names it. */
function named(marking: string): string {
  const level = tlpOfId(marking)
  return level === null
    ? `${shown(marking)}, no TLP and not allowed by name`
    : `TLP:${level.toUpperCase()}`
}

/** The property with markings that are not of the form of any. */
function unreadableMarkings(object: StixObject): string | undefined {
  const { object_marking_refs: refs = [], granular_markings: granular = [] } = object
  if (!isListOfTexts(refs)) return 'object_marking_refs'
  const isReadable = (entry: Partial<GranularMarking> | null): boolean =>
    isListOfTexts(entry?.selectors) && typeof (entry.marking_ref ?? entry.lang) === 'string'
  return Array.isArray(granular) && granular.every(isReadable) ? undefined : 'granular_markings'
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function refuse(
  marking: string | null,
  property: string | null,
  reason: string,
): { refused: Refusal } {
  return { refused: { marking, property, reason } }
}

/** Takes the hidden parts out, then whatever can no longer stand without them, until the rest is valid. */
function withoutParts<O extends StixObject>(
  object: O,
  hidden: readonly GranularMarking[],
): Redaction<O> {
  const marking = hidden[0]!.marking_ref!
  const secret = new Set(hidden)
  const old = new Set(brokenRules(object).map(keyOf))
  const removed: string[] = []
  let rest: StixObject = withGranular(
    structuredClone(object),
    granularOf(object).filter((entry) => !secret.has(entry)),
  )
  let paths = hidden.flatMap(({ selectors }) => selectors.map(toPath))
  while (paths.length > 0) {
    const [own] = paths.find(([first]) => MARKING_PROPERTIES.has(String(first))) ?? []
    if (own !== undefined) return refuse(marking, String(own), 'the markings themselves are hidden')
    for (const selector of new Set(paths.sort(deepestFirst).map(toSelector))) removed.push(selector)
    rest = removeAll(rest, paths)
    const broken = brokenRules(rest).filter((fault) => !old.has(keyOf(fault)))
    const next = broken.map((fault) => whatFallsWith(rest, fault))
    const fatal = next.findIndex((path) => path === null)
    if (fatal >= 0) return refuseFor(broken[fatal]!, hidden)
    paths = next
      .filter((path) => path !== null)
      .filter((path) => valueAt(rest, toSelector(path)) !== undefined)
    if (broken.length > 0 && paths.length === 0) return refuseFor(broken[0]!, hidden)
  }
  return { object: rest as O, removed }
}

const MARKING_PROPERTIES = new Set(['granular_markings', 'object_marking_refs'])

function brokenRules(object: unknown): Fault[] {
  return validate(object).faults.filter(({ level }) => level === 'must')
}

function keyOf({ path, rule }: Fault): string {
  return `${path} ${rule}`
}

/** The part that must go because a rule about it is broken now; null where that is the object or a required property. */
function whatFallsWith(object: StixObject, { path }: Fault): Path | null {
  const steps = fromPointer(object, path)
  if (valueAt(object, toSelector(steps)) !== undefined && steps.length > 0) return steps
  return steps.length < 2 ? null : steps.slice(0, -1)
}

/** The refusal that names the property of the broken rule and the marking that hides it. */
function refuseFor({ path, message }: Fault, hidden: readonly GranularMarking[]) {
  const [name = ''] = path.slice(1).split('/')
  const owner = hidden.find(({ selectors }) => selectors.some((part) => isWithin(part, name)))
  const { marking_ref: marking = '', selectors } = owner ?? hidden[0]!
  const property = name || (selectors[0]!.split('.')[0] ?? null)
  return refuse(
    marking,
    property,
    `what is marked ${named(marking)} cannot be left out: ${message}`,
  )
}

function reissued<O extends StixObject>(
  object: O,
  { creator, now = new Date(), id }: NonNullable<RedactOptions['reissue']>,
): O {
  const own = deterministicId(object) ?? newId(object.type)
  const isVersioned = Object.hasOwn(object, 'modified')
  const time = toTimestamp(now)
  const dates = isVersioned ? { created: time, modified: time, created_by_ref: creator } : {}
  return withChanges(object, { id: id ?? own, ...dates })
}
