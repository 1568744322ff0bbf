/** Section 4: discovery, API root, status. */
import { TaxiiError } from '../errors.ts'
import { isUuid } from '../identifier.ts'
import type { Caller } from '../store.ts'
import { type Asked, findRoot, type ServerContext } from './context.ts'
import { respond } from './respond.ts'

/** GET /taxii2/. Roots known by path are answered as absolute URLs below `base`. */
export async function getDiscovery<C extends Caller>(
  { store }: ServerContext<C>,
  { caller }: Asked<C>,
  base: string,
): Promise<Response> {
  const discovery = await store.discovery(caller)
  if (!discovery) throw new TaxiiError('not-found', 'no discovery here')
  const { default: first, api_roots: roots, ...rest } = discovery
  const absolute = (root: string): string => new URL(root, base).href
  return respond({
    ...rest,
    ...(first !== undefined && { default: absolute(first) }),
    ...(roots && roots.length > 0 && { api_roots: roots.map(absolute) }),
  })
}

/** GET {api-root}/. */
export async function getRoot<C extends Caller>(
  context: ServerContext<C>,
  { caller }: Asked<C>,
  { root }: { root: string },
): Promise<Response> {
  return respond(await findRoot(context, caller, root))
}

/** GET {api-root}/status/{id}/. */
export async function getStatus<C extends Caller>(
  context: ServerContext<C>,
  { caller }: Asked<C>,
  { root, id }: { root: string; id: string },
): Promise<Response> {
  await findRoot(context, caller, root)
  const status = isUuid(id) ? await context.store.status(caller, root, id) : null
  if (!status) throw new TaxiiError('not-found', 'no such status')
  return respond(status)
}
