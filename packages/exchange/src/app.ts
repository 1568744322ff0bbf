import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { openAuth, type Auth } from './auth/auth.ts'
import { authRoutes } from './auth/routes.ts'
import { pruneSignIns } from './auth/sessions.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { openPglite, openPostgres, type Database } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { writeSettingOnce } from './db/settings.ts'
import { ExchangeError } from './errors.ts'
import { createHttp, type Http } from './http/server.ts'
import { startJobs, type Job, type Jobs } from './jobs/loop.ts'
import { openLiveHub } from './live/hub.ts'
import { smtpMailer, type Mailer } from './mail/outgoing.ts'

/** How long requests under way, live streams among them, may take once the exchange is told to end. */
const GRACE_MS = 3000

/** Parts given from outside instead of made from the configuration; those given are not closed here. */
export type Parts = {
  /** Domain time; virtual in a drill. */
  clock?: Clock
  /** Real time, for sessions and links. */
  wall?: Clock
  logger?: Logger
  mailer?: Mailer
  database?: Database
}

/** A running exchange. `app.request()` answers without a port; `listen` opens one. */
export type Exchange = {
  app: Hono
  context: Context
  auth: Auth
  /** Starts work in the background, once; `listen` does too. */
  startJobs: () => Jobs
  listen: () => Promise<{ port: number; close: () => Promise<void> }>
  /** Ends what was started: requests under way are answered, background work finishes its batch. */
  close: () => Promise<void>
}

/** Builds an exchange from its configuration: opens and migrates the database, hangs every feature's routes. */
export async function createExchange(config: Config, parts: Parts = {}): Promise<Exchange> {
  const database = parts.database ?? (await openDatabase(config))
  try {
    return await assemble(config, parts, database)
  } catch (error) {
    if (!parts.database) await database.close()
    throw error
  }
}

async function assemble(config: Config, parts: Parts, database: Database): Promise<Exchange> {
  await migrate(database.db)
  await refuseMixing(config, database)
  const ctx: Context = {
    config,
    clock: parts.clock ?? systemClock,
    database,
    live: await openLiveHub(database),
    mailer: parts.mailer ?? openMailer(config),
    logger: parts.logger ?? pino({ name: 'tocsin' }),
  }
  const wall = parts.wall ?? systemClock
  const auth = await openAuth(ctx, wall)
  const http = createHttp(ctx, auth.authenticate)
  hangRoutes(ctx, http, auth)

  let jobs: Jobs | undefined
  const startAll = () => (jobs ??= startJobs(allJobs(ctx, auth), ctx.logger))
  const listeners = new Set<() => Promise<void>>()
  return {
    app: http.app,
    context: ctx,
    auth,
    startJobs: startAll,
    listen: async () => {
      startAll()
      const listener = await listen(http.app, config)
      listeners.add(listener.close)
      return listener
    },
    close: async () => {
      for (const close of listeners) await close()
      await jobs?.stop()
      await auth.close()
      await ctx.live.close()
      if (!parts.mailer) ctx.mailer?.close()
      if (!parts.database) await database.close()
    },
  }
}

/** Every feature's routes; a feature adds its line here. */
function hangRoutes(ctx: Context, http: Http, auth: Auth): void {
  authRoutes(ctx, http, auth)
}

/** Every feature's background work; a feature adds its line here. */
function allJobs(ctx: Context, auth: Auth): Job[] {
  const hourly = 3_600_000
  return [
    {
      name: 'prune sign-ins',
      everyMs: hourly,
      run: async () => {
        await pruneSignIns(ctx.database.db, auth.wall.now())
        return false
      },
    },
  ]
}

async function openDatabase(config: Config): Promise<Database> {
  return config.databaseUrl
    ? openPostgres(config.databaseUrl)
    : openPglite(join(config.dataDir, 'db'))
}

/** A drill sends no mail to any address. */
function openMailer(config: Config): Mailer | undefined {
  if (config.exercise || !config.smtpUrl) return undefined
  return smtpMailer(config.smtpUrl, config.mailFrom)
}

/** A drill and a real exchange never share a database: whichever came first has it for good. */
async function refuseMixing(config: Config, database: Database): Promise<void> {
  const mine = config.exercise ? 'yes' : 'no'
  const stands = await writeSettingOnce(database.db, 'exercise', mine)
  if (stands === mine) return
  throw new ExchangeError(
    'conflict',
    stands === 'yes'
      ? 'this database holds a drill; a real exchange needs one of its own'
      : 'this database holds a real exchange; a drill needs one of its own',
  )
}

function listen(app: Hono, config: Config): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, hostname: config.host, port: config.port },
      (info: AddressInfo) => {
        const close = () =>
          new Promise<void>((done) => {
            const cut = setTimeout(
              () => 'closeAllConnections' in server && server.closeAllConnections(),
              GRACE_MS,
            )
            server.close(() => {
              clearTimeout(cut)
              done()
            })
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          })
        resolve({ port: info.port, close })
      },
    )
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new ExchangeError('unavailable', `cannot listen on ${config.host}:${config.port}`, {
          cause,
        }),
      )
    })
  })
}
