/** A TAXII store in memory: for tests, for serving a fixed set, and as the example of what `TaxiiStore` means. */
import { specVersionOf } from '../admission.ts'
import { isUuid } from '../identifier.ts'
import type { ApiRoot, Collection, Discovery, Status, StatusDetails } from '../resources.ts'
import { isSameObject } from '../same-object.ts'
import { ALREADY_PRESENT, toStatus, VERSION_TAKEN } from '../status.ts'
import type { Addition, Caller, CollectionRef, Page, TaxiiStore } from '../store.ts'
import { fromMicros, fromMillis, normalTimestamp, toMicros } from '../timestamp.ts'
import { createShelf, type Row, type Shelf } from './shelf.ts'

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

export type MemoryStoreOptions<C extends Caller> = {
  discovery?: Discovery
  roots: SeedRoot[]
  /** Milliseconds since 1970. */
  now?: () => number
  /** A caller's rights on a collection, or null to hide it; default: as the collection says. */
  rights?: (caller: C, collection: Collection) => { canRead: boolean; canWrite: boolean } | null
  /** Whether a caller may see an object; default: every object of a collection it may read. */
  canSee?: (caller: C, object: { id: string; text: string }, at: CollectionRef) => boolean
}

/** The store, which can also grow by collections. */
export type MemoryStore<C extends Caller> = TaxiiStore<C> & {
  addCollection(root: string, collection: SeedCollection): void
}

type Kept = { collection: Collection; shelf: Shelf }
type KeptRoot = {
  info: ApiRoot
  collections: Kept[]
  statuses: Map<string, { owner: string | null; status: Status }>
}

const MEDIA_TYPE = 'application/stix+json;version='

export function createMemoryStore<C extends Caller>(
  options: MemoryStoreOptions<C>,
): MemoryStore<C> {
  const now = options.now ?? Date.now
  const roots = new Map(options.roots.map((root) => [root.path, keepRoot(root)]))
  const rights =
    options.rights ??
    ((_caller: C, { can_read, can_write }: Collection) => ({
      canRead: can_read,
      canWrite: can_write,
    }))
  const view = (caller: C, { collection }: Kept): Collection | null => {
    const allowed = rights(caller, collection)
    return allowed && { ...collection, can_read: allowed.canRead, can_write: allowed.canWrite }
  }
  const kept = ({ root, id }: CollectionRef): Kept => {
    const found = roots.get(root)?.collections.find(({ collection }) => collection.id === id)
    if (!found) throw new RangeError(`no collection ${id} below ${root}`)
    return found
  }
  const sees = (caller: C, at: CollectionRef) => (row: Row) =>
    options.canSee?.(caller, row, at) ?? true
  const select: (...args: Parameters<TaxiiStore<C>['objects']>) => Page<Row[]> = (
    caller,
    at,
    query,
  ) => kept(at).shelf.select(query, sees(caller, at))

  return {
    addCollection: (root, collection) => {
      roots.get(root)?.collections.push(keepCollection(collection))
    },
    discovery: async () => options.discovery ?? null,
    apiRoot: async (_caller, root) => roots.get(root)?.info ?? null,
    collections: async (caller, root) =>
      (roots.get(root)?.collections ?? [])
        .map((entry) => view(caller, entry))
        .filter((collection) => collection !== null),
    collection: async (caller, root, ref) => {
      const inRoot = roots.get(root)?.collections ?? []
      // Section 5.2.1: an alias must not look like an id, so no UUID is searched for among the aliases.
      const found =
        inRoot.find(({ collection }) => collection.id === ref) ??
        inRoot.find(({ collection }) => !isUuid(ref) && collection.alias === ref)
      return found ? view(caller, found) : null
    },
    objects: async (caller, at, query) => {
      const page = select(caller, at, query)
      return { ...page, items: page.items.map((row) => row.text).join(',') }
    },
    manifest: async (caller, at, query) => {
      const page = select(caller, at, query)
      const items = page.items.map(({ id, dateAdded, version, specVersion }) => ({
        id,
        date_added: dateAdded,
        version,
        media_type: MEDIA_TYPE + specVersion,
      }))
      return { ...page, items }
    },
    versions: async (caller, at, query) => {
      const page = select(caller, at, query)
      return { ...page, items: page.items.map((row) => row.version) }
    },
    has: async (caller, at, objectId) => kept(at).shelf.rowsOf(objectId).some(sees(caller, at)),
    add: async (caller, at, { received, accepted, rejected }) => {
      const entry = kept(at)
      const successes: StatusDetails[] = []
      const failures = [...rejected]
      for (const addition of accepted) {
        const details = place(entry, addition, now)
        if (details.message === VERSION_TAKEN) failures.push(details)
        else successes.push(details)
      }
      const status = toStatus(crypto.randomUUID(), received, successes, failures)
      roots.get(at.root)?.statuses.set(status.id, { owner: caller.id, status })
      return status
    },
    remove: async (caller, at, query) => {
      const found = select(caller, at, query).items
      for (const row of found) kept(at).shelf.remove(row)
      return found.length
    },
    status: async (caller, root, id) => {
      const found = roots.get(root)?.statuses.get(id)
      return found && (found.owner === null || found.owner === caller.id) ? found.status : null
    },
  }
}

function keepRoot({ path: _path, collections = [], statuses = [], ...info }: SeedRoot): KeptRoot {
  return {
    info,
    collections: collections.map(keepCollection),
    statuses: new Map(statuses.map((status) => [status.id, { owner: null, status }])),
  }
}

function keepCollection({ objects = [], ...collection }: SeedCollection): Kept {
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
function place({ collection, shelf }: Kept, addition: Addition, now: () => number): StatusDetails {
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
