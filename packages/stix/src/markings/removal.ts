/** Removing parts of an object while its granular markings keep pointing at what they pointed at. */
import type { GranularMarking } from '../schema/common.ts'
import type { StixObject } from '../types.ts'
import { withChanges } from '../version.ts'
import { granularOf } from './granular.ts'

/** Where a part is: property names and list indices. */
export type Path = (string | number)[]

/** The steps of a selector. */
export function toPath(selector: string): Path {
  return selector
    .split('.')
    .map((step) => (step.startsWith('[') ? Number(step.slice(1, -1)) : step))
}

export function toSelector(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.')
}

/** The steps of a JSON Pointer into the object; digits are an index where a list stands. */
export function fromPointer(object: unknown, pointer: string): Path {
  const path: Path = []
  let value = object
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(value) ? Number(step) : step)
    value = (value as Record<string, unknown> | undefined)?.[step]
  }
  return path
}

/** Orders paths so that removing one never moves the next: inner before outer, later items before earlier. */
export function deepestFirst(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!]
    if (x === y) continue
    if (typeof x === 'number' && typeof y === 'number') return y - x
    return String(x) < String(y) ? 1 : -1
  }
  return b.length - a.length
}

/** What is to go from a value: itself, or parts of it by the next step of their paths. */
type Cut = {
  readonly parts: Map<string | number, Cut>
  isWhole: boolean
}

function toCut(paths: readonly Path[]): Cut {
  const root: Cut = { parts: new Map(), isWhole: false }
  for (const path of paths) {
    let cut = root
    for (const step of path) {
      const part: Cut = cut.parts.get(step) ?? { parts: new Map(), isWhole: false }
      cut.parts.set(step, part)
      cut = part
    }
    cut.isWhole = true
  }
  return root
}

/**
 * Removes parts of the object (changing it), which must all be there, and every container that this leaves empty. Paths
 * and granular markings are those of the object as it comes. Cost: linear in the paths, the lists and the markings.
 */
export function removeAll(object: StixObject, paths: readonly Path[]): StixObject {
  const cut = toCut(paths)
  prune(object, cut)
  const gone = new Map<Cut, number[]>()
  const markings = granularOf(object).map((entry) => ({
    ...entry,
    selectors: entry.selectors.flatMap((selector) => moved(selector, cut, gone) ?? []),
  }))
  return withGranular(object, markings)
}

/** Takes out what is cut, and notes in the cut what goes because it is left empty. */
function prune(value: unknown, cut: Cut): void {
  const container = value as Record<string | number, unknown>
  for (const [step, part] of cut.parts) {
    if (part.isWhole) continue
    prune(container[step], part)
    part.isWhole = isEmpty(container[step])
  }
  if (!Array.isArray(value)) {
    for (const [step, { isWhole }] of cut.parts)
      if (isWhole) Reflect.deleteProperty(container, step)
    return
  }
  const kept = value.filter((_, i) => cut.parts.get(i)?.isWhole !== true)
  value.length = 0
  for (const item of kept) value.push(item)
}

function isEmpty(value: unknown): boolean {
  for (const _ in value as object) return false
  return true
}

/** Where the selected part is after the cut; undefined where it is gone. */
function moved(selector: string, root: Cut, gone: Map<Cut, number[]>): string | undefined {
  const path = toPath(selector)
  let cut: Cut | undefined = root
  for (let i = 0; i < path.length && cut !== undefined; i++) {
    const step: string | number = path[i]!
    const part: Cut | undefined = cut.parts.get(step)
    if (part?.isWhole === true) return undefined
    if (typeof step === 'number') path[i] = step - countBelow(step, indicesGone(cut, gone))
    cut = part
  }
  return toSelector(path)
}

/** The indices that go from a list, in order; each list is sorted once. */
function indicesGone(cut: Cut, known: Map<Cut, number[]>): number[] {
  const found = known.get(cut)
  if (found !== undefined) return found
  const indices: number[] = []
  for (const [step, { isWhole }] of cut.parts)
    if (isWhole && typeof step === 'number') indices.push(step)
  indices.sort((a, b) => a - b)
  known.set(cut, indices)
  return indices
}

/** How many of the sorted numbers are smaller. */
function countBelow(limit: number, sorted: readonly number[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The object with these granular markings; those that select nothing any more are left out. */
export function withGranular(object: StixObject, list: readonly GranularMarking[]): StixObject {
  const kept = list.filter(({ selectors }) => selectors.length > 0)
  return withChanges(object, { granular_markings: kept.length > 0 ? kept : undefined })
}
