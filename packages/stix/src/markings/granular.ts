/** Granular markings (STIX 2.1, 7.2.3): which part of an object carries which marking or language. */
import { StixError } from '../errors.ts'
import type { GranularMarking } from '../schema/common.ts'
import type { StixObject } from '../types.ts'
import { verifySelectors } from '../selector.ts'
import { placeIn, toTree } from './selector-tree.ts'

/** Which granular markings to look at, and how far around the selected parts. */
export type GranularScope = {
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
type Single = {
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

const MAX_PAIRS = 500_000

/** A marking is a reference to a marking-definition, or else a language. */
function keyOf(marking: string): Single['key'] {
  return marking.startsWith('marking-definition--') ? 'marking_ref' : 'lang'
}

/** Each marking on each part. Throws StixError `too-complex` where they are too many to be meant. */
function pairs(markings: readonly string[], selectors: readonly string[]): Single[] {
  if (markings.length * selectors.length > MAX_PAIRS)
    throw new StixError('too-complex', `more than ${MAX_PAIRS} pairs of a marking and a part`)
  return markings.flatMap((marking) =>
    selectors.map((selector) => ({ key: keyOf(marking), marking, selector })),
  )
}

/** The markings on the selected parts, each once. Throws StixError `bad-selector`. */
export function getGranular(
  object: StixObject,
  selectors: readonly string[],
  { inherited = false, descendants = false, markingRef = true, lang = true }: GranularScope,
): string[] {
  verifySelectors(object, selectors)
  const wanted = (single: Single) => (single.key === 'lang' ? lang : markingRef)
  const asked = toTree(selectors)
  const applies = ({ selector: marked }: Single) => {
    if (typeof marked !== 'string') return false
    const { isOne, isWithin, isAround } = placeIn(asked, marked)
    return isOne || (inherited && isAround) || (descendants && isWithin)
  }
  const found = singles(object).filter((single) => wanted(single) && applies(single))
  return [...new Set(found.map(({ marking }) => marking))]
}

/** Throws StixError `bad-selector`, `too-complex`. */
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
  const [gone, parts] = [new Set(markings), new Set(selectors)]
  const left = present.filter(({ marking, selector }) => !gone.has(marking) || !parts.has(selector))
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
  const parts = new Set(selectors)
  if (!present.some(({ selector }) => parts.has(selector)))
    throw new StixError('marking-not-found', 'the selected parts carry no marking')
  const goes = ({ key, selector }: Single) =>
    parts.has(selector) && (key === 'lang' ? lang : markingRef)
  return join(present.filter((single) => !goes(single)))
}

export function hasGranular(object: StixObject): boolean {
  return granularOf(object).length > 0
}
