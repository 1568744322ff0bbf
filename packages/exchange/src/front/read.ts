import type { Front } from '@tocsin/api'
import type { Context } from '../context.ts'
import { findReceiver } from '../public-reports/take.ts'

/** What the front page says; of who runs the exchange no more than its configuration names. */
export async function readFront(ctx: Context): Promise<Front> {
  const { name, exercise, origin, runBy = {} } = ctx.config
  const reportsTo = await findReceiver(ctx)
  return {
    name,
    exercise,
    now: ctx.clock.now().toISOString(),
    origin,
    logKey: ctx.log.verifier,
    runBy,
    ...(reportsTo ? { reportsTo } : {}),
  }
}
