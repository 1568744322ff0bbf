/** A TAXII store in memory: for tests, for serving a fixed set, and as the example of what `TaxiiStore` means. */
import { isUuid } from '../identifier.ts'
import type { Collection, Discovery, StatusDetails } from '../resources.ts'
import { toStatus, VERSION_TAKEN } from '../status.ts'
import type { Caller, CollectionRef, Page, TaxiiStore } from '../store.ts'
import { type Kept, keepCollection, keepRoot, type KeptRoot, MEDIA_TYPE, place } from './kept.ts'
import type { SeedCollection, SeedRoot } from './kept.ts'
import type { Row } from './shelf.ts'

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

/** What the three parts of the store share: what is kept, and what of it a caller sees. */
type Shelves<C extends Caller> = {
  roots: Map<string, KeptRoot>
  kept: (at: CollectionRef) => Kept
  sees: (caller: C, at: CollectionRef) => (row: Row) => boolean
  select: (...args: Parameters<TaxiiStore<C>['objects']>) => Page<Row[]>
}

/** Throws RangeError where a seed's date is no timestamp. */
export function createMemoryStore<C extends Caller>(
  options: MemoryStoreOptions<C>,
): MemoryStore<C> {
  const roots = new Map(options.roots.map((root) => [root.path, keepRoot(root)]))
  const kept = ({ root, id }: CollectionRef): Kept => {
    const found = roots.get(root)?.collections.find(({ collection }) => collection.id === id)
    if (!found) throw new RangeError(`no collection ${id} below ${root}`)
    return found
  }
  const sees = (caller: C, at: CollectionRef) => (row: Row) =>
    options.canSee?.(caller, row, at) ?? true
  const shelves: Shelves<C> = {
    roots,
    kept,
    sees,
    select: (caller, at, query) => kept(at).shelf.select(query, sees(caller, at)),
  }
  return {
    addCollection: (root, collection) => {
      roots.get(root)?.collections.push(keepCollection(collection))
    },
    ...informationOf(shelves, options),
    ...readingOf(shelves),
    ...writingOf(shelves, options.now ?? Date.now),
  }
}

function informationOf<C extends Caller>(
  { roots }: Shelves<C>,
  options: MemoryStoreOptions<C>,
): Pick<TaxiiStore<C>, 'discovery' | 'apiRoot' | 'collections' | 'collection'> {
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
  return {
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
  }
}

function readingOf<C extends Caller>({
  kept,
  sees,
  select,
}: Shelves<C>): Pick<TaxiiStore<C>, 'objects' | 'manifest' | 'versions' | 'has'> {
  return {
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
  }
}

function writingOf<C extends Caller>(
  { roots, kept, select }: Shelves<C>,
  now: () => number,
): Pick<TaxiiStore<C>, 'add' | 'remove' | 'status'> {
  return {
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
