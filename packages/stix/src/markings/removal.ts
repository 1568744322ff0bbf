/** Removing parts of an object while its granular markings keep pointing at what they pointed at. */
import type { GranularMarking } from '../schema/common.ts'
import type { StixObject } from '../types.ts'
import { withChanges } from '../version.ts'
import { granularOf } from './granular.ts'
import { isWithin } from './selector.ts'

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

/** Removes a part from the object (changing it) and every container that this leaves empty. */
export function removeAt(object: StixObject, path: Path): StixObject {
  let at = path
  for (;;) {
    const last = at.at(-1)!
    const container = at.slice(0, -1).reduce<unknown>(child, object) as object
    if (Array.isArray(container)) container.splice(Number(last), 1)
    else Reflect.deleteProperty(container, last)
    if (at.length === 1 || Object.keys(container).length > 0) break
    at = at.slice(0, -1)
  }
  return withGranular(
    object,
    granularOf(object).map((entry) => without(entry, at)),
  )
}

function child(value: unknown, step: string | number): unknown {
  return (value as Record<string | number, unknown>)[step]
}

/** The granular marking after the part is gone: selectors into it dropped, indices behind it moved up. */
function without(entry: GranularMarking, path: Path): GranularMarking {
  const gone = toSelector(path)
  const index = path.at(-1)
  const list = toSelector(path.slice(0, -1))
  const selectors = entry.selectors
    .filter((selector) => !isWithin(selector, gone))
    .map((selector) => (typeof index === 'number' ? moved(selector, list, index) : selector))
  return { ...entry, selectors }
}

function moved(selector: string, list: string, removed: number): string {
  if (!selector.startsWith(`${list}.[`)) return selector
  const steps = toPath(selector)
  const depth = toPath(list).length
  const index = steps[depth]
  if (typeof index !== 'number' || index < removed) return selector
  steps[depth] = index - 1
  return toSelector(steps)
}

/** The object with these granular markings; those that select nothing any more are left out. */
export function withGranular(object: StixObject, list: readonly GranularMarking[]): StixObject {
  const kept = list.filter(({ selectors }) => selectors.length > 0)
  return withChanges(object, { granular_markings: kept.length > 0 ? kept : undefined })
}
