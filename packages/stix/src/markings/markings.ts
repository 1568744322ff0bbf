/**
 * Data markings of an object (STIX 2.1, 7.2). Without `selectors` a function works on the markings of
 * the whole object, with them on granular ones. Functions that change markings return a new version of
 * the object (7.2.2), or the object itself where nothing changes. What is no object is refused as `invalid`, what cannot
 * be read as `unreadable`.
 */
import { StixError } from '../errors.ts'
import { typeOfId } from '../id.ts'
import { reading } from '../reading.ts'
import { shown } from '../shown.ts'
import type { GranularMarking } from '../schema/common.ts'
import type { StixObject } from '../types.ts'
import { isLanguageTag } from '../checks/language.ts'
import { newVersion, withChanges, type VersionOptions } from '../version.ts'
import {
  addGranular,
  clearGranular,
  getGranular,
  hasGranular,
  removeGranular,
  type GranularScope,
} from './granular.ts'

/** A marking: the id of a marking-definition, the object itself, or (granular only) a language tag. */
export type Marking = string | { readonly id: string }

export type MarkingOptions = {
  readonly marking?: Marking | readonly Marking[]
  readonly selectors?: string | readonly string[]
} & GranularScope &
  VersionOptions

function markingsOf({ marking }: MarkingOptions): string[] {
  if (marking === undefined || marking === null) return []
  const list = Array.isArray(marking) ? (marking as readonly Marking[]) : [marking as Marking]
  return list.map((item) => (typeof item === 'string' ? item : String(item?.id)))
}

/** The markings a change is about. Throws StixError `bad-marking` where there is none. */
function givenMarkings(options: MarkingOptions): string[] {
  const markings = markingsOf(options)
  if (markings.length === 0) throw new StixError('bad-marking', 'no marking is given')
  return markings
}

/** The markings to put on. Throws StixError `bad-marking` for what no object may carry (7.2.2, 7.2.3). */
function newMarkings(options: MarkingOptions): string[] {
  const markings = givenMarkings(options)
  const isPart = selectorsOf(options) !== undefined
  for (const marking of markings)
    if (typeOfId(marking) !== 'marking-definition' && !(isPart && isLanguageTag(marking)))
      throw new StixError(
        'bad-marking',
        `${shown(marking)} is not the id of a marking-definition${isPart ? ' and no language tag' : ''}`,
      )
  return markings
}

function selectorsOf({ selectors }: MarkingOptions): readonly string[] | undefined {
  if (selectors === undefined || selectors === null) return undefined
  return Array.isArray(selectors) ? (selectors as readonly string[]) : [selectors as string]
}

function objectMarkings(object: StixObject): readonly string[] {
  const refs = object['object_marking_refs']
  // One marking without its list breaks the rules, but is no less a marking.
  if (typeof refs === 'string') return [refs]
  return Array.isArray(refs) ? (refs as string[]) : []
}

/** Observables have no versions: their markings change in place of a copy. */
function change<O extends StixObject>(
  object: O,
  changes: { object_marking_refs?: string[] } | { granular_markings?: GranularMarking[] },
  options: VersionOptions,
): O {
  if (object.type === 'marking-definition')
    throw new StixError('not-versionable', 'the markings of a marking-definition cannot change')
  const isVersioned = Object.hasOwn(object, 'modified')
  return isVersioned ? newVersion(object, changes, options) : withChanges(object, changes)
}

/**
 * The markings of the object or of the selected parts, each once. `inherited` adds those of what contains
 * the parts, the object included; `descendants` those of what they contain.
 * Throws StixError `bad-selector`.
 */
export function getMarkings(object: StixObject, options: MarkingOptions = {}): string[] {
  return reading({ object, options }, () => {
    const selectors = selectorsOf(options)
    if (selectors === undefined) return [...objectMarkings(object)]
    const granular = getGranular(object, selectors, options)
    return options.inherited === true
      ? [...new Set([...granular, ...objectMarkings(object)])]
      : granular
  })
}

/**
 * Whether the object carries any of the given markings (any marking at all when none is given); with
 * `selectors`, whether the selected parts carry all of them. Throws StixError `bad-selector`.
 */
export function isMarked(object: StixObject, options: MarkingOptions = {}): boolean {
  return reading({ object, options }, () => {
    const present = new Set(getMarkings(object, options))
    const asked = markingsOf(options)
    if (asked.length === 0) return present.size > 0
    const has = (marking: string) => present.has(marking)
    return selectorsOf(options) === undefined ? asked.some(has) : asked.every(has)
  })
}

/** Adds markings. Throws StixError `bad-marking`, `bad-selector`, `too-complex` (too many of both) and as `newVersion` does. */
export function addMarkings<O extends StixObject>(object: O, options: MarkingOptions): O {
  return reading({ object, options }, () => {
    const markings = newMarkings(options)
    const selectors = selectorsOf(options)
    if (selectors === undefined) {
      const refs = [...new Set([...objectMarkings(object), ...markings])]
      return change(object, { object_marking_refs: refs }, options)
    }
    const granular = addGranular(object, markings, selectors)
    return change(object, { granular_markings: granular }, options)
  })
}

/**
 * Takes markings away. Throws StixError `bad-marking` (none is given), `bad-selector`, `marking-not-found`, and as
 * `newVersion` does.
 */
export function removeMarkings<O extends StixObject>(object: O, options: MarkingOptions): O {
  return reading({ object, options }, () => {
    const markings = givenMarkings(options)
    const selectors = selectorsOf(options)
    if (selectors === undefined) return withoutRefs(object, markings, options)
    if (!hasGranular(object)) return verified(object, selectors, options)
    const granular = removeGranular(object, markings, selectors)
    return change(object, { granular_markings: granular }, options)
  })
}

function withoutRefs<O extends StixObject>(
  object: O,
  markings: readonly string[],
  options: MarkingOptions,
): O {
  const present = objectMarkings(object)
  if (present.length === 0) return object
  const [carried, gone] = [new Set(present), new Set(markings)]
  const missing = markings.find((marking) => !carried.has(marking))
  if (missing !== undefined)
    throw new StixError('marking-not-found', `the object does not carry ${shown(missing)}`)
  const refs = present.filter((marking) => !gone.has(marking))
  return change(object, { object_marking_refs: refs.length > 0 ? refs : undefined }, options)
}

/** Takes all markings off the object or the selected parts. Throws as `removeMarkings` does, markings aside. */
export function clearMarkings<O extends StixObject>(object: O, options: MarkingOptions = {}): O {
  return reading({ object, options }, () => {
    const selectors = selectorsOf(options)
    if (selectors === undefined) return change(object, { object_marking_refs: undefined }, options)
    if (!hasGranular(object)) return verified(object, selectors, options)
    const granular = clearGranular(object, selectors, options)
    return change(object, { granular_markings: granular }, options)
  })
}

/** Replaces the markings of the object or the selected parts. Throws as `addMarkings` and `clearMarkings` do. */
export function setMarkings<O extends StixObject>(object: O, options: MarkingOptions): O {
  return reading({ object, options }, () => {
    const markings = newMarkings(options)
    const selectors = selectorsOf(options)
    if (selectors === undefined)
      return change(object, { object_marking_refs: [...new Set(markings)] }, options)
    const bare = clearMarkings(object, options)
    const granular = addGranular(bare, markings, selectors)
    return change(object, { granular_markings: granular }, options)
  })
}

/** The object as it is, once its selectors are known to be good. */
function verified<O extends StixObject>(
  object: O,
  selectors: readonly string[],
  scope: GranularScope,
): O {
  getGranular(object, selectors, scope)
  return object
}
