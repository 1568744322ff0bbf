/** Selectors of granular markings (STIX 2.1, 7.2.3): paths of property names and list indices, joined by dots. */
import { StixError } from './errors.ts'
import { reading } from './reading.ts'
import { shown } from './shown.ts'

const INDEX = /^\[(\d{1,9})\]$/

/**
 * The value a selector names, or undefined where the object has nothing there (null is no STIX value).
 * Throws StixError: `bad-selector` for what is no text, `invalid` for what is no object, `unreadable` where it cannot be read.
 */
export function select(object: object, selector: string): unknown {
  if (typeof selector !== 'string')
    throw new StixError('bad-selector', `${shown(selector)} is no selector`)
  return reading({ object }, () => valueAt(object, selector))
}

/** The same for a caller that has checked both. */
export function valueAt(object: unknown, selector: string): unknown {
  let value = object
  for (const step of selector.split('.')) {
    const index = INDEX.exec(step)
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) value = index === null ? undefined : value[Number(index[1])]
    else if (index !== null || !Object.hasOwn(value, step)) return undefined
    else value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** Throws StixError `bad-selector` unless there is a selector and every one finds something. */
export function verifySelectors(object: object, selectors: readonly string[]): void {
  if (selectors.length === 0) throw new StixError('bad-selector', 'no selector is given')
  for (const selector of selectors)
    if (typeof selector !== 'string' || valueAt(object, selector) === undefined)
      throw new StixError('bad-selector', `${shown(selector)} selects nothing in this object`)
}

/** Whether `inner` lies within what `outer` selects, or is the same. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`)
}
