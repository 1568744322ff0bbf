import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Context } from '../context.ts'
import { selectHead } from '../log/store.ts'
import { selectCounts } from './store.ts'

/** Numbers for Prometheus. */
export type Metrics = {
  /** Times every request by method, route pattern and status. */
  middleware: MiddlewareHandler
  collect: () => Promise<string>
  contentType: string
}

const GAUGES = {
  openRecalls: 'Recalled releases that a holder has not answered for',
  openNotices: 'Notices that are not closed',
  overdueTargets: 'Offices past their time to answer',
  unreachableTargets: 'Offices that nobody on file can be reached at',
  queuedDeliveries: 'Mails waiting to be sent',
} as const

/** Not timed: how often members answer, and so whether, is nobody's to count, operators among them. */
const UNTIMED = /\/(replies|answers|decisions?|decision-keys?|openings)(\/|$)/

/** Each exchange has a registry of its own, so that several may run in one process. */
export function createMetrics(ctx: Context): Metrics {
  const register = new Registry()
  const seconds = new Histogram({
    name: 'tocsin_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [register],
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [register] })
  const screens = gauge('tocsin_live_screens', 'Open live screens of this process')
  const logSize = gauge('tocsin_log_size', 'Entries in the log')
  const counted = Object.entries(GAUGES).map(([key, help]) => ({
    key: key as keyof typeof GAUGES,
    gauge: gauge(`tocsin_${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, help),
  }))
  let watchesProcess = false
  return {
    contentType: register.contentType,
    middleware: async (c, next) => {
      const start = performance.now()
      await next()
      if (UNTIMED.test(routeOf(c))) return
      seconds.observe(
        { method: c.req.method, route: routeOf(c), status: c.res.status },
        (performance.now() - start) / 1000,
      )
    },
    collect: async () => {
      // Watching the event loop costs a little, so it begins with the first question.
      if (!watchesProcess) collectDefaultMetrics({ register })
      watchesProcess = true
      screens.set(ctx.live.listeners())
      logSize.set((await selectHead(ctx.database.db))?.size ?? 0)
      const counts = await selectCounts(ctx.database.db, ctx.clock.now())
      for (const { key, gauge: one } of counted) one.set(counts[key])
      return register.metrics()
    },
  }
}

/** The pattern that answered, so that ids and tokens never become labels; anything else is a page. */
function routeOf(c: HonoContext): string {
  const patterns = matchedRoutes(c).map((route) => route.path)
  return patterns.findLast((path) => path !== '*' && path !== '/*') ?? 'page'
}
