import { getFirstRun, getOverview, openApi, stateFirstRun, type Overview } from '@tocsin/api'
import type { Auth } from '../auth/auth.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { readTextHealth, readMailHealth } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'
import { addressOf, isLoopback } from '../http/address.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader } from '../http/viewer.ts'
import { selectHead } from '../log/store.ts'
import { alertDoubts } from './alert-signing.ts'
import { readFirstRun, stateItem } from './first-run.ts'
import { createHealth } from './health.ts'
import type { Metrics } from './metrics.ts'
import { channelRoutes } from './channel-routes.ts'
import { selectStrayTexts } from './stray-texts.ts'
import {
  selectCounts,
  selectFaultyDeliveries,
  selectFaultySignInMails,
  selectHeard,
  selectLooks,
  selectUnread,
  selectUnreachedParties,
} from './store.ts'

const DATABASE_NAMES = { pglite: 'embedded (PGlite)', postgres: 'PostgreSQL' } as const

/** What an operator and a machine that watches need to know, and the description of the API. */
export function overviewRoutes(ctx: Context, http: Http, auth: Auth, metrics: Metrics): void {
  const { db, kind } = ctx.database
  const health = createHealth(ctx)

  http.route(getOverview, async ({ viewer }): Promise<Overview> => {
    const now = ctx.clock.now()
    const [counts, faulty, signIns] = await asMember(db, toReader(viewer), now, async (tx) => [
      await selectCounts(tx, now),
      await selectFaultyDeliveries(tx),
      await selectFaultySignInMails(tx),
    ])
    const head = await selectHead(db)
    const { faults, doubts } = await health()
    const unreached = await selectUnreachedParties(db)
    return {
      ...counts,
      faultyDeliveries: faulty.map(toLine),
      faultyDeliveriesTotal: faulty[0]?.total ?? 0,
      faultySignInMails: signIns.map(toLine),
      faultySignInMailsTotal: signIns[0]?.total ?? 0,
      unreachedParties: unreached.map(({ total: _total, ...party }) => party),
      unreachedPartiesTotal: unreached[0]?.total ?? 0,
      mail: await readMailHealth(ctx),
      ...(await readTextHealth(ctx)),
      strayTexts: await selectStrayTexts(db),
      heard: { listens: ctx.config.inbound !== undefined, counts: await selectHeard(db) },
      looks: await selectLooks(db),
      log: { size: head?.size ?? 0, root: Buffer.from(head?.root ?? []).toString('base64') },
      database: DATABASE_NAMES[kind],
      faults: [...faults, ...doubts, ...alertDoubts(ctx), ...(await selectUnread(db))],
    }
  })

  channelRoutes(ctx, http, auth.limits)

  // Of this process alone: what other servers of the exchange are asked is not known here.
  let watchedAt: Date | undefined
  const watched = () => watchedAt
  http.route(getFirstRun, () => readFirstRun(ctx, watched))
  http.route(stateFirstRun, async ({ viewer, body }) => {
    await stateItem(ctx, asPerson(viewer), body)
    return afterAct(() => readFirstRun(ctx, watched))
  })

  http.app.get('/healthz', async (c) => {
    watchedAt = ctx.wall.now()
    const { ok, faults, doubts } = await health()
    const said = { ok, ...(ok ? {} : { faults }), ...(doubts.length > 0 && { doubts }) }
    return c.json(said, ok ? 200 : 503)
  })

  const document = openApi('Tocsin exchange', '0.1.0')
  http.app.get('/api/openapi.json', (c) => c.json(document))

  http.app.get('/metrics', async (c) => {
    const address = addressOf(c, ctx.config.trustedProxies)
    // A proxy on this machine calls from loopback on behalf of the whole world.
    const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
    if (!isLoopback(address) || forwarded !== undefined) {
      const viewer = await auth.authenticate(c.req.raw, address)
      if (!viewer?.roles.includes('operator'))
        throw new ExchangeError('forbidden', "metrics need an operator's key")
    }
    watchedAt = ctx.wall.now()
    return c.text(await metrics.collect(), 200, { 'content-type': metrics.contentType })
  })
}

function toLine<T extends { at: Date; total: number }>(row: T) {
  const { total: _total, ...line } = row
  return { ...line, at: line.at.toISOString() }
}
