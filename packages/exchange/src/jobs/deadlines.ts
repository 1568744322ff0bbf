import type { Context } from '../context.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { appendLog } from '../log/append.ts'
import { watchClock, type Leap } from './clock-watch.ts'

const SEEN = 'seen_running'
const SEEN_EVERY_MS = 60_000

/** Work that hangs on deadlines, held while the clock cannot be believed. */
export type Deadlines = { hold: (work: () => Promise<boolean>) => Promise<boolean> }

/** Watches `ctx.clock` against `steady` milliseconds; what it sees is in the log of the exchange and on its record. */
export async function watchDeadlines(ctx: Context, steady: () => number): Promise<Deadlines> {
  const { db } = ctx.database
  const seen = await readSetting(db, SEEN)
  const watch = watchClock(ctx.clock.now, steady, seen === undefined ? undefined : new Date(seen))
  let written = -Infinity
  return {
    hold: async (work) => {
      const leap = watch.look()
      if (leap) await record(ctx, leap)
      if (steady() - written >= SEEN_EVERY_MS) {
        written = steady()
        await writeSetting(db, SEEN, ctx.clock.now().toISOString())
      }
      return watch.waits() ? false : work()
    },
  }
}

async function record(ctx: Context, leap: Leap): Promise<void> {
  const [from, to, until] = [leap.from, leap.to, leap.until].map((at) => at.toISOString())
  const words =
    leap.kind === 'clock.leapt'
      ? `the clock of this machine leapt from ${from} to ${to}`
      : `the exchange did not run from ${from} to ${to}`
  ctx.logger.error({ from, to, until }, `${words}; no deadline counts as missed until ${until}`)
  await ctx.database.db.transaction().execute((tx) =>
    appendLog(tx, [
      {
        kind: leap.kind,
        at: leap.to,
        subject: 'clock',
        payload: { from, to, until },
        by: 'exchange',
        members: [],
      },
    ]),
  )
}

/** Deadlines of a clock that leaps by design, as in a drill. */
export const unwatched: Deadlines = { hold: (work) => work() }
