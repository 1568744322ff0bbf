/** The TAXII exit: `/taxii2/…`, signed in to by API key, as Bearer or as the password of HTTP Basic. */
import { createTaxiiServer, TaxiiError, type TaxiiStore } from '@tocsin/taxii'
import type { Auth } from '../auth/auth.ts'
import { openPostQuota, type PostQuota } from '../auth/post-quota.ts'
import type { Context } from '../context.ts'
import { readCursorSecret } from '../db/cursors.ts'
import { toCodedFailure } from '../db/failures.ts'
import { ExchangeError, STATUS_OF } from '../errors.ts'
import { addressOf } from '../http/address.ts'
import type { Http } from '../http/server.ts'
import type { TaxiiCaller } from './caller.ts'
import { pruneStatuses } from './feed.ts'
import { createTaxiiStore, MAX_BODY } from './store.ts'

const STATUS_DAYS = 7

export function taxiiRoutes(ctx: Context, http: Http, auth: Auth): void {
  const addresses = new WeakMap<Request, string>()
  const quota = openPostQuota(ctx.wall, ctx.config.quotas)
  let serving: Promise<(request: Request) => Promise<Response>> | undefined
  const start = async () =>
    createTaxiiServer<TaxiiCaller>({
      store: tellOutages(createTaxiiStore(ctx)),
      authenticate: (request) =>
        toCaller({ auth, quota }, request, addresses.get(request) ?? '').catch(rethrow),
      publicUrl: ctx.config.origin,
      cursorSecret: await readCursorSecret(ctx.database.db),
      realm: ctx.config.name.replaceAll(/["\\\r\n]/g, ''),
      onError: (error) => ctx.logger.error({ err: error }, 'TAXII request failed'),
    })
  http.app.all('/taxii2/*', async (c) => {
    addresses.set(c.req.raw, addressOf(c, ctx.config.trustedProxies))
    serving ??= start().catch((error: unknown) => {
      // The next request tries again.
      serving = undefined
      throw error
    })
    return (await serving)(c.req.raw)
  })
}

/** Tells a client of an outage of the database as what it is, not as a fault of the server. */
function tellOutages<S extends TaxiiStore<TaxiiCaller>>(store: S): S {
  const entries = Object.entries(store) as [string, (...given: never[]) => Promise<unknown>][]
  return Object.fromEntries(
    entries.map(([name, run]) => [name, (...given: never[]) => run(...given).catch(rethrow)]),
  ) as S
}

function rethrow(error: unknown): never {
  const failure = toCodedFailure(error)
  if (!failure) throw error
  const code = failure.code === 'unavailable' ? 'unavailable' : 'bad-request'
  throw new TaxiiError(code, failure.message, { cause: error, status: STATUS_OF[failure.code] })
}

/** Forgets statuses that are older than a client may still ask for. */
export async function pruneTaxii(ctx: Context): Promise<boolean> {
  await pruneStatuses(
    ctx.database.db,
    new Date(ctx.wall.now().getTime() - STATUS_DAYS * 86_400_000),
  )
  return false
}

/** Only keys sign in here: a browser's cookie must not make its holder's browser poll for somebody else. */
async function toCaller(
  { auth, quota }: { auth: Auth; quota: PostQuota },
  request: Request,
  address: string,
): Promise<TaxiiCaller | null> {
  if (!request.headers.has('authorization')) return null
  try {
    const viewer = await auth.authenticate(request, address)
    if (viewer?.via !== 'key') return null
    if (request.method === 'POST') {
      // One that does not say its length is counted as the largest that is taken.
      // What is declared larger is refused unread, so it costs no more than the largest that is read.
      quota.count(
        viewer.memberId,
        Math.min(Number(request.headers.get('content-length') ?? MAX_BODY), MAX_BODY),
      )
    }
    return { id: viewer.memberId, viewer, enterAgain: () => enterAgain(auth, request, address) }
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    if (error.code === 'not-signed-in') return null
    if (error.code === 'too-many-requests')
      throw new TaxiiError('too-many-requests', error.message, {
        cause: error,
        ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter * 1000 }),
      })
    throw error
  }
}

async function enterAgain(auth: Auth, request: Request, address: string): Promise<void> {
  try {
    await auth.authenticate(request, address)
  } catch (error) {
    if (!(error instanceof ExchangeError) || error.code !== 'not-signed-in') throw error
    throw new TaxiiError('unauthorized', error.message, { cause: error })
  }
}
