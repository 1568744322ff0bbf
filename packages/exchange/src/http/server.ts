import type { BodyOf, ErrorBody, ParamsOf, QueryOf, ReplyOf, Route } from '@tocsin/api'
import { Hono, type Context as HonoContext } from 'hono'
import { Compile, type Validator } from 'typebox/compile'
import type { Context } from '../context.ts'
import { toCodedFailure } from '../db/failures.ts'
import { ExchangeError, STATUS_OF } from '../errors.ts'
import { openQuietLog, type QuietLog } from '../quiet-log.ts'
import { addressOf, warnOfUnnamedProxies } from './address.ts'
import { faultOf } from './fault-of.ts'
import { securityHeaders } from './headers.ts'
import { openLargeBodies } from './large-bodies.ts'
import { parseScalars, readJson } from './parse.ts'
import { mayAct, type Authenticate, type Viewer } from './viewer.ts'

type Call<T extends Route> = {
  params: ParamsOf<T>
  query: QueryOf<T>
  body: BodyOf<T>
  /** The body as it came; empty where the route takes none. */
  bodyText: string
  request: Request
  /** Throws as the door does for whoever would not be let in any more: a body that a handler reads itself may take many minutes to come. */
  enterAgain: () => Promise<void>
  /** The caller's network address. */
  address: string
  /** Headers put on the reply, such as cookies. */
  headers: Headers
}

/** The viewer is certain on every route but public ones. */
type ViewerOf<T extends Route> = T extends { access: 'public' } ? Viewer | undefined : Viewer

/** A reply as is, when a route does not reply JSON made by us. */
type Handler<T extends Route> = (
  call: Call<T> & { viewer: ViewerOf<T> },
) => Promise<ReplyOf<T> | Response>

/** The HTTP side of the exchange: features hang their routes on it. */
export type Http = {
  app: Hono
  route: <T extends Route>(route: T, handler: Handler<T>) => void
}

/** Builds the server: every route is parsed by its contract, authorised, and answered in one place. */
export function createHttp(ctx: Context, authenticate: Authenticate): Http {
  const app = new Hono()
  app.use(securityHeaders(ctx.config.origin))
  app.use(
    warnOfUnnamedProxies(ctx.config.trustedProxies, (peer) =>
      ctx.logger.warn(
        { peer },
        'this peer forwards requests and is not named in trustedProxies of config.json: all its callers count as one address and share its limits',
      ),
    ),
  )
  const quiet = openQuietLog()
  const admitBody = openLargeBodies()
  app.onError((error, c) => toReply(ctx, error, c, quiet))
  app.notFound((c) => c.json(errorBody(new ExchangeError('not-found', 'no such page')), 404))
  return {
    app,
    route: (route, handler) => {
      const checks = compile(route)
      const answer = async (c: HonoContext, { address, ...caller }: Caller): Promise<Response> => {
        const params = check(checks.params, parseScalars(route.params, c.req.param()), 'path')
        const query = check(checks.query, parseScalars(route.query, c.req.query()), 'query')
        const read = checks.body ? await readJson(c.req.raw, route.maxBody) : undefined
        const body = checks.body && read ? check(checks.body, read.value, 'body') : undefined
        // It may have taken many minutes to come: whoever sent it may be let in no more, or have another role.
        const viewer = read && route.access !== 'public' ? await caller.enter() : caller.viewer
        const headers = new Headers()
        const reply = await handler({
          params,
          query,
          body,
          bodyText: read?.text ?? '',
          request: c.req.raw,
          enterAgain: async () => void (await caller.enter()),
          address,
          headers,
          viewer,
        } as never)
        return respond(reply, route.status, headers)
      }
      app.on(route.method, route.path, async (c) => {
        const address = addressOf(c, ctx.config.trustedProxies)
        const enter = async () => authorise(route, await authenticate(c.req.raw, address))
        const viewer = await enter()
        const done = admitBody(route, c.req.raw, address)
        try {
          return await answer(c, { address, viewer, enter })
        } finally {
          done()
        }
      })
    },
  }
}

/** Who asks, and from where. */
type Caller = {
  address: string
  viewer: Viewer | undefined
  /** Lets them in anew. */
  enter: () => Promise<Viewer | undefined>
}

function compile(route: Route) {
  const wantsBody = Object.keys((route.body as { properties?: object }).properties ?? {}).length > 0
  return {
    params: Compile(route.params),
    query: Compile(route.query),
    body: wantsBody ? Compile(route.body) : undefined,
  }
}

function check(validator: Validator, value: unknown, where: string): unknown {
  const fault = faultOf(validator, value)
  if (!fault) return value
  const { path, words } = fault
  throw new ExchangeError('bad-request', `${where}${path.replaceAll('/', '.')}: ${words}`, {
    path: `/${where}${path}`,
  })
}

async function authorise(route: Route, viewer: Viewer | undefined): Promise<Viewer | undefined> {
  if (route.access === 'public') return viewer
  if (!viewer) throw new ExchangeError('not-signed-in', 'sign in first')
  if (route.method !== 'GET' && !viewer.canWrite)
    throw new ExchangeError('forbidden', 'this key may only read')
  if (route.access === 'acting' && !mayAct(viewer))
    throw new ExchangeError('forbidden', 'an auditor reads and does not act for the member')
  const role = route.access.startsWith('role:') ? route.access.slice(5) : undefined
  if (role && !viewer.roles.some((held) => role.split(' or ').includes(held))) {
    throw new ExchangeError('forbidden', `this needs the role ${role}`)
  }
  return viewer
}

function respond(reply: unknown, status: number, headers: Headers): Response {
  const response =
    reply instanceof Response
      ? new Response(reply.body, reply)
      : new Response(JSON.stringify(reply ?? {}), {
          status,
          headers: { 'content-type': 'application/json' },
        })
  for (const [name, value] of headers) response.headers.append(name, value)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}

function errorBody(error: ExchangeError): ErrorBody {
  const { code, message, path, rule } = error
  return { error: { code, message, ...(path ? { path } : {}), ...(rule ? { rule } : {}) } }
}

/** A coded failure keeps its words; anything else becomes a 500 that tells nothing and is logged whole. */
function toReply(ctx: Context, thrown: unknown, c: HonoContext, quiet: QuietLog): Response {
  const error = thrown instanceof ExchangeError ? thrown : (toCodedFailure(thrown) ?? thrown)
  if (error instanceof ExchangeError && error.code !== 'internal') {
    const { code, message, cause, retryAfter } = error
    const warn = (unsaid = 0) =>
      ctx.logger.warn({ err: cause, ...(unsaid > 0 && { unsaid }) }, message)
    // While the database is away every request says so.
    if (cause && code === 'unavailable') quiet(warn)
    else if (cause) warn()
    if (retryAfter !== undefined) c.header('retry-after', String(retryAfter))
    return c.json(errorBody(error), STATUS_OF[code])
  }
  ctx.logger.error({ err: error, path: c.req.path }, 'request failed')
  return c.json(
    errorBody(new ExchangeError('internal', 'something failed here; it was recorded')),
    500,
  )
}
