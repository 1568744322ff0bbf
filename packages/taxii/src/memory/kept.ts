/** Roots, collections and objects as the store in memory keeps them. */
import { specVersionOf } from '../admission.ts'
import type { ApiRoot, Collection, Status, StatusDetails } from '../resources.ts'
import { isSameObject } from '../same-object.ts'
import { ALREADY_PRESENT, VERSION_TAKEN } from '../status.ts'
import type { Addition } from '../store.ts'
import { fromMicros, fromMillis, normalTimestamp, toMicros } from '../timestamp.ts'
import { createShelf, type Shelf } from './shelf.ts'

/** An object to start with. Without `version` it is the object's `modified`, `created` or `date_added`. */
export type SeedObject = {
  date_added: string
  object: Record<string, unknown>
  version?: string
  media_type?: string
}

export type SeedCollection = Collection & { objects?: SeedObject[] }

export type SeedRoot = ApiRoot & {
  /** The root's path without outer slashes, such as `taxii2/hub`. */
  path: string
  collections?: SeedCollection[]
  statuses?: Status[]
}

export type Kept = { collection: Collection; shelf: Shelf }
export type KeptRoot = {
  info: ApiRoot
  collections: Kept[]
  statuses: Map<string, { owner: string | null; status: Status }>
}

export const MEDIA_TYPE = 'application/stix+json;version='

/** A root as the store keeps it; throws RangeError where a seed's date is no timestamp. */
export function keepRoot({
  path: _path,
  collections = [],
  statuses = [],
  ...info
}: SeedRoot): KeptRoot {
  return {
    info,
    collections: collections.map(keepCollection),
    statuses: new Map(statuses.map((status) => [status.id, { owner: null, status }])),
  }
}

/** A collection as the store keeps it; throws RangeError where a seed's date is no timestamp. */
export function keepCollection({ objects = [], ...collection }: SeedCollection): Kept {
  const entry: Kept = { collection, shelf: createShelf() }
  // What the seed says of its collection stands, as long as nothing is added to it.
  const isOpen = collection.media_types === undefined
  const rows = objects.map(({ date_added, object, version, media_type }) => {
    const dateAdded = normalTimestamp(date_added)
    if (dateAdded === null) throw new RangeError(`seed: ${date_added} is no timestamp`)
    const stamp = version ?? object['modified'] ?? object['created'] ?? dateAdded
    const text = JSON.stringify(object)
    const specVersion = media_type?.split('version=')[1] ?? specVersionOf(object) ?? '2.1'
    return { dateAdded, text, version: String(stamp), specVersion, object }
  })
  rows.sort((a, b) => (a.dateAdded < b.dateAdded ? -1 : a.dateAdded > b.dateAdded ? 1 : 0))
  for (const { object, ...row } of rows) {
    entry.shelf.append({ ...row, id: String(object['id']), type: String(object['type']) })
    if (isOpen) describeMediaType(entry, row.specVersion)
  }
  return entry
}

/** Adds one object, or says why not; never two of the same id, version and specification version. */
export function place(
  { collection, shelf }: Kept,
  addition: Addition,
  now: () => number,
): StatusDetails {
  const { id, type, text, specVersion } = addition
  const present = shelf.find(id, addition.version, specVersion)
  if (present) {
    const message = isSameObject(present.text, text) ? ALREADY_PRESENT : VERSION_TAKEN
    return { id, version: present.version, message }
  }
  const dateAdded = nextDate(shelf.lastAdded(), fromMillis(now()))
  const version = addition.version ?? dateAdded
  shelf.append({ dateAdded, id, type, version, specVersion, text })
  describeMediaType({ collection, shelf }, specVersion)
  return { id, version }
}

/**
 * Later than the last, even where the clock stands still or goes back. The step is random, so that a gap does not count
 * the objects in it that a caller may not see.
 */
function nextDate(last: string | undefined, clock: string): string {
  const step = 1n + BigInt(Math.floor(Math.random() * 16))
  return last === undefined || clock > last ? clock : fromMicros(toMicros(last) + step)
}

/** Section 5.2.1: the list describes every media type the collection can hold. */
function describeMediaType({ collection }: Kept, specVersion: string): void {
  const mediaType = MEDIA_TYPE + specVersion
  const known = collection.media_types ?? []
  if (!known.includes(mediaType)) collection.media_types = [...known, mediaType]
}
