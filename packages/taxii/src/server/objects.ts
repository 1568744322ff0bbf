/** Sections 5.4 to 5.8: objects, one object, its versions. */
import { decideAdmission } from '../admission.ts'
import { splitEnvelope } from '../envelope.ts'
import { TaxiiError } from '../errors.ts'
import { isStixId } from '../identifier.ts'
import { isObjectsContentType } from '../media-type.ts'
import type { StatusDetails } from '../resources.ts'
import type { Addition, Caller, Submission } from '../store.ts'
import { fromMillis } from '../timestamp.ts'
import { readBody } from './body.ts'
import {
  type Asked,
  findCollection,
  findRoot,
  type ServerContext,
  verifyRights,
} from './context.ts'
import { openPage, sealNext } from './page.ts'
import { respond, respondEmpty, respondPage } from './respond.ts'

type ObjectRoute = { root: string; collection: string; object: string }

/** GET {api-root}/collections/{id}/objects/. */
export async function getObjects<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: { root: string; collection: string },
): Promise<Response> {
  const { collection, at } = await findCollection(context, asked.caller, route)
  verifyRights(collection, 'read')
  const opened = openPage(context, asked, 'objects', at)
  const page = await context.store.objects(asked.caller, at, opened.query)
  return respondPage(page, page.items, 'objects', sealNext(context, opened, page))
}

/**
 * POST {api-root}/collections/{id}/objects/: each object stands or falls alone. The body is read and judged while the store
 * looks the collection up; what is wrong with it is told only to a caller who may add.
 */
export async function addObjects<C extends Caller>(
  context: ServerContext<C>,
  { request, caller }: Asked<C>,
  route: { root: string; collection: string },
): Promise<Response> {
  const received = fromMillis(context.now())
  const { max_content_length: max } = await findRoot(context, caller, route.root)
  const finding = findCollection(context, caller, route)
  const reading = readSubmission(context, request, max, received)
  reading.catch(() => undefined)
  const { collection, at } = await finding
  verifyRights(collection, 'add')
  return respond(await context.store.add(caller, at, await reading), 202)
}

function verifyEncoding({ headers }: Request): void {
  if (!isObjectsContentType(headers.get('content-type')))
    throw new TaxiiError(
      'unsupported-media-type',
      'Content-Type must be application/taxii+json;version=2.1',
    )
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw new TaxiiError('unsupported-media-type', 'bodies are taken only without encoding')
}

/** How long the objects of one body are judged before other callers have a turn. */
const TURN_MS = 20

async function readSubmission<C extends Caller>(
  { validate }: ServerContext<C>,
  request: Request,
  max: number,
  received: string,
): Promise<Submission> {
  verifyEncoding(request)
  const accepted: Addition[] = []
  const rejected: StatusDetails[] = []
  let since = performance.now()
  for (const [index, part] of splitEnvelope(await readBody(request, max)).entries()) {
    if (performance.now() - since > TURN_MS) {
      await new Promise((resolve) => setTimeout(resolve))
      since = performance.now()
    }
    const verdict = decideAdmission(part, index, received, validate)
    if ('accepted' in verdict) accepted.push(verdict.accepted)
    else rejected.push(verdict.rejected)
  }
  return { received, accepted, rejected }
}

/** GET {api-root}/collections/{id}/objects/{object-id}/. */
export async function getObject<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: ObjectRoute,
): Promise<Response> {
  const { collection, at } = await findCollection(context, asked.caller, route)
  verifyRights(collection, 'read')
  const opened = openPage(context, asked, 'object', at, route.object)
  verifyObjectId(route.object)
  const page = await context.store.objects(asked.caller, at, opened.query)
  if (page.count === 0 && !(await context.store.has(asked.caller, at, route.object)))
    throw noObject()
  return respondPage(page, page.items, 'objects', sealNext(context, opened, page))
}

/** DELETE {api-root}/collections/{id}/objects/{object-id}/. Without a version it takes the last, as 3.4.1 says. */
export async function deleteObject<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: ObjectRoute,
): Promise<Response> {
  const { collection, at } = await findCollection(context, asked.caller, route)
  verifyRights(collection, 'remove')
  const { query } = openPage(context, asked, 'object', at, route.object)
  verifyObjectId(route.object)
  const everything = { ...query, limit: Number.MAX_SAFE_INTEGER }
  if ((await context.store.remove(asked.caller, at, everything)) === 0) throw noObject()
  return respondEmpty()
}

/** GET {api-root}/collections/{id}/objects/{object-id}/versions/. */
export async function getVersions<C extends Caller>(
  context: ServerContext<C>,
  asked: Asked<C>,
  route: ObjectRoute,
): Promise<Response> {
  const { collection, at } = await findCollection(context, asked.caller, route)
  verifyRights(collection, 'read')
  const opened = openPage(context, asked, 'versions', at, route.object)
  verifyObjectId(route.object)
  const page = await context.store.versions(asked.caller, at, opened.query)
  if (page.count === 0 && !(await context.store.has(asked.caller, at, route.object)))
    throw noObject()
  const items = page.items.map((version) => JSON.stringify(version)).join(',')
  return respondPage(page, items, 'versions', sealNext(context, opened, page))
}

function verifyObjectId(id: string): void {
  if (!isStixId(id)) throw noObject()
}

function noObject(): TaxiiError {
  return new TaxiiError('not-found', 'no such object')
}
