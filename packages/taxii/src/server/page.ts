import { TaxiiError } from '../errors.ts'
import { type MatchField, toFilters } from '../filters.ts'
import type { Caller, CollectionRef, ObjectQuery, Page } from '../store.ts'
import { packFilters, unpackFilters } from './carried.ts'
import type { Asked, ServerContext } from './context.ts'

/** The match fields of each paged endpoint (the tables of sections 5.3 to 5.8). */
const FIELDS = {
  manifest: ['id', 'type', 'version', 'spec_version'],
  objects: ['id', 'type', 'version', 'spec_version'],
  object: ['version', 'spec_version'],
  versions: ['spec_version'],
} as const satisfies Record<string, readonly MatchField[]>

/** A query with its cursor opened, and what a cursor to the rest is bound to and carries. */
export type OpenedPage = { query: ObjectQuery; binding: string; filters: string }

/** Room for the store's own cursor, so that the length of `next` does not tell its size. */
const POSITION = 40

/**
 * Reads filters and cursor. A cursor is good only for the caller, collection and endpoint it was given for, and carries
 * its filters: those that are not repeated stand all the same, and one that differs is refused, but for a later
 * `added_after`, which begins anew.
 */
export function openPage<C extends Caller>(
  { cursors, limits }: ServerContext<C>,
  { caller, url }: Asked<C>,
  endpoint: keyof typeof FIELDS,
  at: CollectionRef,
  object?: string,
): OpenedPage {
  const { query, next } = toFilters(url.searchParams, FIELDS[endpoint], limits)
  const ofObject = object === undefined ? {} : { ids: [object] }
  const binding = JSON.stringify([endpoint, caller.id, at.root, at.id, object ?? null])
  if (next === undefined)
    return { query: { ...query, ...ofObject }, binding, filters: packFilters(query) }
  const opened = cursors.open(next, binding)
  if (opened === null) throw wrongCursor()
  const filters = opened.slice(POSITION)
  const carried = unpackFilters(filters, query, url.searchParams)
  if (!carried) throw wrongCursor()
  if (carried.isAnew) {
    const anew = { ...carried.query, ...ofObject }
    return { query: anew, binding, filters: packFilters(carried.query) }
  }
  const after = opened.slice(0, POSITION).trimEnd()
  return { query: { ...carried.query, ...ofObject, after }, binding, filters }
}

function wrongCursor(): TaxiiError {
  return new TaxiiError(
    'bad-cursor',
    'next was not given for this request: repeat its filters or leave them out',
  )
}

/** The `next` a client sees, or null on the last page. */
export function sealNext<C extends Caller>(
  { cursors }: ServerContext<C>,
  { binding, filters }: OpenedPage,
  page: Page<unknown>,
): string | null {
  return page.next === null
    ? null
    : cursors.seal(`${page.next.padEnd(POSITION)}${filters}`.trimEnd(), binding)
}
