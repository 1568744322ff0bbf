/**
 * Semantic equivalence of objects, for deduplication across sources: the weighted mean of how alike their
 * telling properties are. score = 100 · Σ weightᵢ·alikeᵢ / Σ weightᵢ over the properties both objects have.
 * Source: OASIS CTI TC, "STIX 2.1 semantic equivalence" committee note.
 */
import { deterministicId } from '../id.ts'
import { reading } from '../reading.ts'
import type { StixObject } from '../types.ts'
import { exact } from './compare.ts'
import { COORDINATES, WEIGHTS } from './weights.ts'

/** Above this score two objects are taken for one thing. */
export const EQUIVALENCE_THRESHOLD = 70

/**
 * How alike two objects are, 0 to 100. Objects of two types are not alike; observables that share their
 * deterministic id are the same; types nobody gave weights are compared by what they hold.
 * Throws StixError `invalid` for what is no object, `unreadable` and as `canonicalize` for values that cannot be compared.
 */
export function similarity(a: StixObject, b: StixObject): number {
  return reading({ a, b }, () => score(a, b))
}

function score(a: StixObject, b: StixObject): number {
  if (a.type !== b.type) return 0
  if (a.id === b.id) return 100
  const id = deterministicId(a)
  if (id !== null && id === deterministicId(b)) return 100
  const weights = WEIGHTS.get(a.type)
  if (weights === undefined) return id === null ? 100 * exact(ownContent(a), ownContent(b)) : 0
  let sum = 0
  let most = 0
  for (const [name, { weight, compare }] of Object.entries(weights)) {
    const [x, y] = [valueOf(a, name), valueOf(b, name)]
    if (x === undefined || y === undefined) continue
    sum += weight * compare(x, y)
    most += weight
  }
  return most === 0 ? 0 : (100 * sum) / most
}

/** Whether two objects tell of one thing, as far as their properties say. */
export function isEquivalent(
  a: StixObject,
  b: StixObject,
  threshold: number = EQUIVALENCE_THRESHOLD,
): boolean {
  return reading({}, () => similarity(a, b) >= threshold)
}

function valueOf(object: StixObject, name: string): unknown {
  if (name !== COORDINATES) return Object.hasOwn(object, name) ? object[name] : undefined
  const { latitude, longitude } = object
  const isPlace = typeof latitude === 'number' && typeof longitude === 'number'
  return isPlace ? [latitude, longitude] : undefined
}

/** What an object says of the world, without who said it when. */
const BOOKKEEPING = new Set([
  'id',
  'created',
  'modified',
  'created_by_ref',
  'revoked',
  'labels',
  'confidence',
  'lang',
  'spec_version',
  'object_marking_refs',
  'granular_markings',
  'external_references',
])

function ownContent(object: StixObject): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !BOOKKEEPING.has(name)))
}
