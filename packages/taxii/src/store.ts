/**
 * The seam between the protocol and what keeps the objects. Two implementations live on it: memory (here) and the
 * exchange's SQL; one suite runs over both.
 *
 * Objects cross it as JSON text, so that a page is answered by joining text. What a caller may not see is not there:
 * the store filters by caller before it counts, pages or picks the last version.
 *
 * A store keeps its objects in one order a collection: the order in which they became visible. `date_added` rises
 * with it, strictly for objects added over the wire, and no object may ever appear before one already seen. That is
 * what lets a poller follow `added_after` or `next` while others write and lose nothing.
 */
import type { ApiRoot, Collection, Discovery, ManifestRecord, Status } from './resources.ts'
import type { StatusDetails } from './resources.ts'

/** Who asks. A store may extend it; the package itself only compares `id`, and binds cursors to it. */
export type Caller = { readonly id: string }

/** A collection as the caller addressed it: the root's path without outer slashes, and the collection's own id. */
export type CollectionRef = { root: string; id: string }

/** Which versions of an object match (section 3.4.1). `exact` holds version keys (see `versionKey`). */
export type VersionFilter = 'all' | { first: boolean; last: boolean; exact: string[] }

/** The filters of section 3.4, parsed: fields are ANDed, the values of one field ORed. */
export type ObjectQuery = {
  /** Only objects added later than this; six fractional digits. */
  addedAfter?: string
  /** At most this many; at least 1. */
  limit: number
  /** Where the page before ended: a `next` this store gave for the same caller, collection and filters. */
  after?: string
  ids?: string[]
  types?: string[]
  /** Absent: only the latest specification version of each object. */
  specVersions?: string[]
  versions: VersionFilter
}

/** One page. `first` and `last` are the dates added of its ends, absent when it is empty. */
export type Page<T> = {
  items: T
  count: number
  first?: string
  last?: string
  /** The store's own cursor to the rest; null when this page is the last one. */
  next: string | null
}

/**
 * Objects' JSON joined by commas, as UTF-8 from `start` to `end` of a buffer. What lies before and after is room that the
 * server may write in, so that the envelope around them needs no copy of them.
 */
export type ObjectBytes = { buffer: Uint8Array<ArrayBuffer>; start: number; end: number }

/** An object that passed validation, ready to be kept byte for byte. */
export type Addition = {
  /** The object's JSON, exactly as it was received. */
  text: string
  /** The same, parsed. */
  value: Record<string, unknown>
  id: string
  type: string
  /** `modified`, else `created`; null for an unversioned object, whose version is its date added. */
  version: string | null
  specVersion: string
}

/** One POST: what was admitted, what was refused before it reached the store, and when it came. */
export type Submission = { received: string; accepted: Addition[]; rejected: StatusDetails[] }

/** What the server asks of whatever keeps the objects. Null means: not there, or not for this caller. */
export type TaxiiStore<C extends Caller = Caller> = {
  discovery(caller: C): Promise<Discovery | null>
  apiRoot(caller: C, root: string): Promise<ApiRoot | null>
  /** In a steady order. */
  collections(caller: C, root: string): Promise<Collection[]>
  /** By id or alias. */
  collection(caller: C, root: string, idOrAlias: string): Promise<Collection | null>
  /** `items` is the objects' JSON joined by commas, without brackets. */
  objects(caller: C, at: CollectionRef, query: ObjectQuery): Promise<Page<string | ObjectBytes>>
  manifest(caller: C, at: CollectionRef, query: ObjectQuery): Promise<Page<ManifestRecord[]>>
  versions(caller: C, at: CollectionRef, query: ObjectQuery): Promise<Page<string[]>>
  /** Whether the caller can see any version of the object: an empty page is not a missing object. */
  has(caller: C, at: CollectionRef, objectId: string): Promise<boolean>
  /**
   * Adds in the order given and keeps the status for `status`. An exact duplicate succeeds and changes nothing; the
   * same id and version with other content fails alone.
   */
  add(caller: C, at: CollectionRef, submission: Submission): Promise<Status>
  /** Removes the matching versions of one object; the number removed. */
  remove(caller: C, at: CollectionRef, query: ObjectQuery): Promise<number>
  /** Only to the caller who posted. */
  status(caller: C, root: string, id: string): Promise<Status | null>
}
