/** Sections 5.1 to 5.3: collections, one collection, manifest. */
import type { Caller } from '../store.ts'
import {
  type Asked,
  findCollection,
  findRoot,
  type ServerContext,
  verifyRights,
} from './context.ts'
import { openPage, sealNext } from './page.ts'
import { respond, respondPage } from './respond.ts'

/** GET {api-root}/collections/. */
export async function getCollections<C extends Caller>(
  context: ServerContext<C>,
  { caller }: Asked<C>,
  { root }: { root: string },
): Promise<Response> {
  await findRoot(context, caller, root)
  const collections = await context.store.collections(caller, root)
  return respond(collections.length > 0 ? { collections } : {})
}

/** GET {api-root}/collections/{id}/. */
export async function getCollection<C extends Caller>(
  context: ServerContext<C>,
  { caller }: Asked<C>,
  route: { root: string; collection: string },
): Promise<Response> {
  return respond((await findCollection(context, caller, route)).collection)
}

/** GET {api-root}/collections/{id}/manifest/. */
export async function getManifest<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: { root: string; collection: string },
): Promise<Response> {
  const { collection, at } = await findCollection(context, asked.caller, route)
  verifyRights(collection, 'read')
  const opened = openPage(context, asked, 'manifest', at)
  const page = await context.store.manifest(asked.caller, at, opened.query)
  const items = page.items.map((record) => JSON.stringify(record)).join(',')
  return respondPage(page, items, 'objects', sealNext(context, opened, page))
}
