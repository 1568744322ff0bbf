/**
 * Keyset pages: a list in a fixed order is read a page at a time, `next` names the last row that was given, and the list
 * goes on after it. A list that has `next` is not whole.
 */
import type { CursorSeal } from '@tocsin/taxii'
import { isInstant } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'

/** What a caller asks of a list; `after` is the `next` of the page before. */
export type PageQuery = { after?: string | undefined; limit?: number | undefined }

/** Rows of a page, unless the caller says how many. */
export const PAGE_SIZE = 50

/** The page out of rows of which at most one more was read than fits: that one tells that the list goes on. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  {
    key,
    shape,
    seal = (place) => place,
  }: {
    key: (row: R) => readonly (string | number)[]
    shape: (row: R) => T
    /** Of a list whose places are sealed. */
    seal?: SealedList['seal']
  },
): { items: T[]; next?: string } {
  const items = rows.slice(0, limit).map(shape)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items, ...(last ? { next: seal(key(last).join('_')) } : {}) }
}

/** A list in an order of numbers that count, across all members, what a reader is not shown: its places leave sealed. */
export type SealedList = {
  seal: (place: string) => string
  /** The place that a text names, if it was sealed for this list. */
  find: (sealed: string) => string | undefined
  /** The place that `after` names; throws `bad-request` for what was never sealed for this list. */
  open: (after: string | undefined) => string | undefined
}

/** The list of that name, under the seal of this database; the same place always seals to the same text. */
export function sealedList(cursors: CursorSeal, name: string): SealedList {
  const binding = `list ${name}`
  const find = (sealed: string) => cursors.open(sealed, binding) ?? undefined
  return {
    seal: (place) => cursors.seal(place, binding),
    find,
    open: (after) => (after === undefined ? undefined : (find(after) ?? refuseAfter())),
  }
}

/** Parts of a row's key, each a pattern. */
export const NUMBER = String.raw`\d{1,15}`
export const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
export const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
/** As JavaScript writes any number that is finite. */
export const REAL = String.raw`-?\d{1,21}(?:\.\d{1,25})?(?:e[+-]\d{1,3})?`

/** The key that `after` names, part by part; throws `bad-request` for what names no place in this list. */
export function readKey(
  after: string | undefined,
  ...parts: readonly string[]
): string[] | undefined {
  if (after === undefined) return undefined
  const found = new RegExp(`^${parts.map((part) => `(${part})`).join('_')}$`).exec(after)
  return found ? found.slice(1) : refuseAfter()
}

/** Throws `bad-request` for an `after` that names no place in the list. */
export function refuseAfter(): never {
  throw new ExchangeError('bad-request', 'after is no place in this list', { path: '/query/after' })
}

/** The instant that a part of a key is. Throws `bad-request` for one that no calendar has. */
export function readInstant(part: string): Date {
  return isInstant(part) ? new Date(part) : refuseAfter()
}

/** The number that a part of a key written as `REAL` is. Throws `bad-request` for one that is beyond every number. */
export function readReal(part: string): number {
  const number = Number(part)
  return Number.isFinite(number) ? number : refuseAfter()
}

/** The key of a list in the order of whole numbers. */
export function readNumber(after: string | undefined): number | undefined {
  const [number] = readKey(after, NUMBER) ?? []
  return number === undefined ? undefined : Number(number)
}
