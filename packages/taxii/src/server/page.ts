import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
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

/** A query with its cursor opened, and what a cursor to the rest is bound to and carries after the position. */
export type OpenedPage = { query: ObjectQuery; binding: string; carried: string }

/** Room for the store's own cursor, so that the length of `next` does not tell its size. */
const POSITION = 40
/** Letters by which a cursor knows its collection. */
const PLACE = 8

/**
 * Reads filters and cursor. A cursor is good only for the caller and endpoint it was given for, and carries its filters:
 * those that are not repeated stand all the same, and one that differs is refused, but for a later `added_after`, which
 * begins anew. One of another collection begins that asked for by its filters, as `next` says nothing of a position there:
 * OpenCTI's connector takes the `next` of one collection, and no `added_after`, to the one after.
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
  const binding = JSON.stringify([endpoint, caller.id, object ?? null])
  const place = toPlace(at)
  const begin = (by: ObjectQuery): OpenedPage => ({
    query: { ...by, ...ofObject },
    binding,
    carried: place + packFilters(by),
  })
  if (next === undefined) return begin(query)
  const opened = cursors.open(next, binding)
  if (opened === null) throw wrongCursor()
  const carried = opened.slice(POSITION)
  const unpacked = unpackFilters(carried.slice(PLACE), query, url.searchParams)
  if (!unpacked) throw wrongCursor()
  if (unpacked.isAnew || !carried.startsWith(place)) return begin(unpacked.query)
  const after = opened.slice(0, POSITION).trimEnd()
  return { query: { ...unpacked.query, ...ofObject, after }, binding, carried }
}

function toPlace(at: CollectionRef): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([at.root, at.id])))).slice(0, PLACE)
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
  { binding, carried }: OpenedPage,
  page: Page<unknown>,
): string | null {
  return page.next === null
    ? null
    : cursors.seal(`${page.next.padEnd(POSITION)}${carried}`, binding)
}
