/** Granular markings (STIX 2.1, 7.2.3): which part of an object carries which marking or language. */
import { StixError } from '../errors.ts'
import type { GranularMarking } from '../schema/common.ts'
import type { StixObject } from '../types.ts'
import { isWithin, verifySelectors } from './selector.ts'

/** Which granular markings to look at, and how far around the selected parts. */
export interface GranularScope {
  /** Also markings of what contains the selected parts. */
  readonly inherited?: boolean
  /** Also markings of what the selected parts contain. */
  readonly descendants?: boolean
  /** False leaves out markings that refer to a marking-definition. */
  readonly markingRef?: boolean
  /** False leaves out language markings. */
  readonly lang?: boolean
}

/** One marking of one part: the form in which lists of markings are compared and changed. */
interface Single {
  readonly key: 'marking_ref' | 'lang'
  readonly marking: string
  readonly selector: string
}

/** The granular markings of an object that have the form of one. */
export function granularOf(object: StixObject): readonly GranularMarking[] {
  const list: unknown = object['granular_markings']
  if (!Array.isArray(list)) return []
  return list.filter((entry: Partial<GranularMarking> | null): entry is GranularMarking =>
    Array.isArray(entry?.selectors),
  )
}

function singles(object: StixObject): Single[] {
  return granularOf(object).flatMap(({ marking_ref: ref, lang, selectors }) =>
    selectors.flatMap((selector) => [
      ...(ref ? [{ key: 'marking_ref' as const, marking: ref, selector }] : []),
      ...(lang ? [{ key: 'lang' as const, marking: lang, selector }] : []),
    ]),
  )
}

/** One entry a marking, its selectors sorted; undefined when none is left, since STIX has no empty lists. */
function join(list: readonly Single[]): GranularMarking[] | undefined {
  const groups = new Map<string, { key: Single['key']; selectors: Set<string> }>()
  for (const { key, marking, selector } of list) {
    const group = groups.get(marking) ?? { key, selectors: new Set<string>() }
    group.selectors.add(selector)
    groups.set(marking, group)
  }
  if (groups.size === 0) return undefined
  return [...groups].map(([marking, { key, selectors }]) => ({
    [key]: marking,
    selectors: [...selectors].sort(),
  }))
}

/** A marking is a reference to a marking-definition, or else a language. */
function keyOf(marking: string): Single['key'] {
  return marking.startsWith('marking-definition--') ? 'marking_ref' : 'lang'
}

function pairs(markings: readonly string[], selectors: readonly string[]): Single[] {
  return markings.flatMap((marking) =>
    selectors.map((selector) => ({ key: keyOf(marking), marking, selector })),
  )
}

function isSame(a: Single, b: Single): boolean {
  return a.marking === b.marking && a.selector === b.selector
}

/** The markings on the selected parts, each once. Throws StixError `bad-selector`. */
export function getGranular(
  object: StixObject,
  selectors: readonly string[],
  { inherited = false, descendants = false, markingRef = true, lang = true }: GranularScope,
): string[] {
  verifySelectors(object, selectors)
  const wanted = (single: Single) => (single.key === 'lang' ? lang : markingRef)
  const applies = ({ selector: marked }: Single) =>
    selectors.some(
      (asked) =>
        asked === marked ||
        (inherited && isWithin(asked, marked)) ||
        (descendants && isWithin(marked, asked)),
    )
  const found = singles(object).filter((single) => wanted(single) && applies(single))
  return [...new Set(found.map(({ marking }) => marking))]
}

export function addGranular(
  object: StixObject,
  markings: readonly string[],
  selectors: readonly string[],
): GranularMarking[] | undefined {
  verifySelectors(object, selectors)
  return join([...pairs(markings, selectors), ...singles(object)])
}

/** What is left without the markings. Throws StixError `bad-selector`, `marking-not-found` when none was there. */
export function removeGranular(
  object: StixObject,
  markings: readonly string[],
  selectors: readonly string[],
): GranularMarking[] | undefined {
  verifySelectors(object, selectors)
  const present = singles(object)
  const gone = pairs(markings, selectors)
  const left = present.filter((single) => !gone.some((other) => isSame(single, other)))
  if (left.length === present.length)
    throw new StixError('marking-not-found', 'the selected parts do not carry these markings')
  return join(left)
}

/** What is left when exactly the selected parts lose their markings. Throws as `removeGranular` does. */
export function clearGranular(
  object: StixObject,
  selectors: readonly string[],
  { markingRef = true, lang = true }: GranularScope,
): GranularMarking[] | undefined {
  verifySelectors(object, selectors)
  const present = singles(object)
  if (!present.some(({ selector }) => selectors.includes(selector)))
    throw new StixError('marking-not-found', 'the selected parts carry no marking')
  const goes = ({ key, selector }: Single) =>
    selectors.includes(selector) && (key === 'lang' ? lang : markingRef)
  return join(present.filter((single) => !goes(single)))
}

export function hasGranular(object: StixObject): boolean {
  return granularOf(object).length > 0
}
