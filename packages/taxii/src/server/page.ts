import { TaxiiError } from '../errors.ts'
import { filterKey, type MatchField, toFilters } from '../filters.ts'
import type { Caller, CollectionRef, ObjectQuery, Page } from '../store.ts'
import type { Asked, ServerContext } from './context.ts'

/** The match fields of each paged endpoint (the tables of sections 5.3 to 5.8). */
const FIELDS = {
  manifest: ['id', 'type', 'version', 'spec_version'],
  objects: ['id', 'type', 'version', 'spec_version'],
  object: ['version', 'spec_version'],
  versions: ['spec_version'],
} as const satisfies Record<string, readonly MatchField[]>

/** A query with its cursor opened, and what a cursor to the rest is bound to. */
export type OpenedPage = { query: ObjectQuery; binding: string }

/** Reads filters and cursor; a cursor is good only for the caller, collection, endpoint and filters it was given for. */
export function openPage<C extends Caller>(
  { cursors, limits }: ServerContext<C>,
  { caller, url }: Asked<C>,
  endpoint: keyof typeof FIELDS,
  at: CollectionRef,
  object?: string,
): OpenedPage {
  const { query, next } = toFilters(url.searchParams, FIELDS[endpoint], limits)
  if (object !== undefined) query.ids = [object]
  const binding = JSON.stringify([endpoint, caller.id, at.root, at.id, filterKey(query)])
  if (next === undefined) return { query, binding }
  const after = cursors.open(next, binding)
  if (after === null)
    throw new TaxiiError('bad-cursor', 'next was not given for this request: repeat its filters')
  return { query: { ...query, after }, binding }
}

/** The `next` a client sees, or null on the last page. */
export function sealNext<C extends Caller>(
  { cursors }: ServerContext<C>,
  { binding }: OpenedPage,
  page: Page<unknown>,
): string | null {
  return page.next === null ? null : cursors.seal(page.next, binding)
}
