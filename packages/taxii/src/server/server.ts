/** A TAXII 2.1 server: authentication, negotiation and dispatch over any store. */
import { validate } from '@tocsin/stix'
import type { Validate } from '../admission.ts'
import { createCursorSeal } from '../cursor.ts'
import { TaxiiError } from '../errors.ts'
import { isAcceptable } from '../media-type.ts'
import type { Caller, TaxiiStore } from '../store.ts'
import { getCollection, getCollections, getManifest } from './collections.ts'
import type { Asked, ServerContext } from './context.ts'
import { getDiscovery, getRoot, getStatus } from './information.ts'
import { addObjects, deleteObject, getObject, getObjects, getVersions } from './objects.ts'
import { respondError } from './respond.ts'
import { METHODS, type Route, routeOf } from './route.ts'

export type TaxiiServerOptions<C extends Caller> = {
  store: TaxiiStore<C>
  /** Who sent the request; null answers 401. See `credentialsOf`. */
  authenticate: (request: Request) => Promise<C | null>
  /** Judges each posted object; default: `validate` of @tocsin/stix. */
  validate?: Validate
  /** The address clients use, for absolute API root URLs; default: that of the request. */
  publicUrl?: string
  /** Objects on a page without `limit`, and at most; default 100 and 1000. */
  pageLimit?: { default?: number; max?: number }
  /** At least 32 bytes, the same on every process that answers for one store; default: random. */
  cursorSecret?: Uint8Array
  /** Answer requests whose Accept names no TAXII range but only wildcards or nothing; default: 406 (section 3.1). */
  acceptWildcard?: boolean
  /** Shown in sign-in prompts; no quotes. */
  realm?: string
  /** Milliseconds since 1970. */
  now?: () => number
  /** Told of every fault that became a 500. */
  onError?: (error: unknown) => void
}

/** Builds the handler. It never rejects: every failure is a TAXII error resource. */
export function createTaxiiServer<C extends Caller>(
  options: TaxiiServerOptions<C>,
): (request: Request) => Promise<Response> {
  const realm = options.realm ?? 'TAXII'
  const limits = { default: 100, max: 1000, ...options.pageLimit }
  const context: ServerContext<C> = {
    store: options.store,
    validate: options.validate ?? validate,
    cursors: createCursorSeal(options.cursorSecret ?? crypto.getRandomValues(new Uint8Array(32))),
    limits,
    now: options.now ?? Date.now,
  }

  return async (request) => {
    const url = new URL(request.url)
    let allow = ''
    try {
      const route = routeOf(url.pathname)
      if (!route) return misrouted(url, realm)
      const caller = await options.authenticate(request)
      if (!caller) throw new TaxiiError('unauthorized', 'send credentials this server knows')
      const methods = METHODS[route.name]
      allow = ['HEAD', ...methods].join(', ')
      const method = request.method === 'HEAD' ? 'GET' : request.method
      if (!methods.includes(method))
        throw new TaxiiError('method-not-allowed', `this endpoint takes ${allow}`)
      if (!isAcceptable(request.headers.get('accept'), options.acceptWildcard))
        throw new TaxiiError(
          'not-acceptable',
          'Accept must name application/taxii+json, version 2.1 or none',
        )
      const base = options.publicUrl ?? url.origin
      const response = await dispatch(context, { request, url, caller }, route, method, base)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      if (error instanceof TaxiiError && error.code !== 'internal')
        return respondError(error, realm, allow)
      options.onError?.(error)
      return respondError(new TaxiiError('internal', 'the server failed; try again later'), realm)
    }
  }
}

/** A path without its last slash is shown the right one, to be asked with the same method; anything else is not there. */
function misrouted(url: URL, realm: string): Response {
  if (!url.pathname.endsWith('/') && routeOf(`${url.pathname}/`)) {
    const location = `${url.pathname.replace(/^\/+/, '/')}/${url.search}`
    return new Response(null, { status: 308, headers: { location } })
  }
  return respondError(new TaxiiError('not-found', 'no such endpoint'), realm)
}

async function dispatch<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: Route,
  method: string,
  base: string,
): Promise<Response> {
  switch (route.name) {
    case 'discovery':
      return getDiscovery(context, asked, base)
    case 'root':
      return getRoot(context, asked, route)
    case 'status':
      return getStatus(context, asked, route)
    case 'collections':
      return getCollections(context, asked, route)
    case 'collection':
      return getCollection(context, asked, route)
    case 'manifest':
      return getManifest(context, asked, route)
    case 'objects':
      return method === 'POST'
        ? addObjects(context, asked, route)
        : getObjects(context, asked, route)
    case 'object':
      return method === 'DELETE'
        ? deleteObject(context, asked, route)
        : getObject(context, asked, route)
    case 'versions':
      return getVersions(context, asked, route)
    default:
      return route satisfies never
  }
}
