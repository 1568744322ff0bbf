import type { Validate } from '../admission.ts'
import type { CursorSeal } from '../cursor.ts'
import { TaxiiError } from '../errors.ts'
import type { PageLimits } from '../filters.ts'
import type { ApiRoot, Collection } from '../resources.ts'
import type { Caller, CollectionRef, TaxiiStore } from '../store.ts'

/** What every endpoint needs; built once a server. */
export type ServerContext<C extends Caller> = {
  store: TaxiiStore<C>
  validate: Validate
  cursors: CursorSeal
  limits: PageLimits
  now: () => number
}

/** One authenticated request. */
export type Asked<C extends Caller> = { request: Request; url: URL; caller: C }

/** The API root, or 404: whether it is missing or hidden is not told. */
export async function findRoot<C extends Caller>(
  { store }: ServerContext<C>,
  caller: C,
  root: string,
): Promise<ApiRoot> {
  const found = await store.apiRoot(caller, root)
  if (!found) throw new TaxiiError('not-found', 'no such API root')
  return found
}

/** The collection and its own id, or 404. */
export async function findCollection<C extends Caller>(
  context: ServerContext<C>,
  caller: C,
  route: { root: string; collection: string },
): Promise<{ root: ApiRoot; collection: Collection; at: CollectionRef }> {
  const root = await findRoot(context, caller, route.root)
  const collection = await context.store.collection(caller, route.root, route.collection)
  if (!collection) throw new TaxiiError('not-found', 'no such collection')
  return { root, collection, at: { root: route.root, id: collection.id } }
}

/** Section 5: reading needs `can_read`, adding `can_write`; removing needs both, and without either it is a 404. */
export function verifyRights(collection: Collection, act: 'read' | 'add' | 'remove'): void {
  const { can_read: read, can_write: write } = collection
  if (act === 'remove' && !read && !write) throw new TaxiiError('not-found', 'no such collection')
  if (act !== 'add' && !read) throw new TaxiiError('forbidden', 'no right to read this collection')
  if (act !== 'read' && !write)
    throw new TaxiiError('forbidden', 'no right to write to this collection')
}
