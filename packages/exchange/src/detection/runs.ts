import type { BodyOf, startRun, startWatch } from '@tocsin/api'
import type { Finding } from '@tocsin/detect'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog, type Act } from '../log/append.ts'
import { runEnded } from './acts.ts'
import { keepFindings } from './keep.ts'
import { planRun, planWatch, type Planned } from './plan.ts'
import { toProcessLimits } from './process-limits.ts'
import { describeRun, selectLostRuns, updateRun } from './store.ts'
import { startTask, type Running } from './task.ts'
import { openTurns } from './turns.ts'

/** Detection runs of this server: one at a time, each in a process of its own; the others wait, members in turn. */
export type Runs = {
  start: (viewer: Viewer, body: BodyOf<typeof startRun>) => Promise<string>
  /** Looks through names for those that imitate defended parties. */
  watch: (viewer: Viewer, body: BodyOf<typeof startWatch>) => Promise<string>
  cancel: (by: Actor, id: string) => Promise<void>
  close: () => Promise<void>
}

const PROGRESS_MS = 300
const BEAT_MS = 5000
/** A run whose process was not heard of for this long was lost with it. */
const LOST_MS = 60_000

export function openRuns(ctx: Context, limits: Limits): Runs {
  const mine = new Map<string, Running | undefined>()
  const turns = openTurns(1)
  const open = new Set<Promise<void>>()
  const stopBeating = beat(ctx, () => mine.keys())

  async function perform(planned: Planned): Promise<void> {
    if (!mine.has(planned.id)) return
    try {
      if (!(await change(ctx, planned, { state: 'running', phase: 'starting' }))) return
      const bounds = toProcessLimits(ctx.config, 'detect')
      const running = startTask(planned.task, bounds, throttled(ctx, planned))
      mine.set(planned.id, running)
      const report = await running.done
      if (report.kind !== 'detected')
        throw new ExchangeError('internal', 'the detector lost its way')
      await finish(ctx, planned, report)
    } catch (error) {
      await fail(ctx, planned, error)
    } finally {
      mine.delete(planned.id)
    }
  }

  function begin(planned: Planned): string {
    mine.set(planned.id, undefined)
    const work = turns
      .take(planned.memberId, () => perform(planned))
      .catch((err: unknown) => {
        ctx.logger.error({ err, run: planned.id }, 'a detection run could not be recorded')
      })
    open.add(work)
    void work.finally(() => open.delete(work))
    return planned.id
  }

  return {
    start: async (viewer, body) => begin(await planRun(ctx, viewer, body, limits)),
    watch: async (viewer, body) => begin(await planWatch(ctx, viewer, body, limits)),
    cancel: async (by, id) => {
      const at = ctx.clock.now()
      const run = { id, memberId: by.memberId }
      const ended = { state: 'cancelled', phase: 'cancelled', ended_at: at }
      const act = runEnded(run, { state: 'cancelled' }, by, at)
      if (!(await change(ctx, run, ended, act))) {
        throw new ExchangeError('conflict', 'this run has ended already')
      }
      mine.get(id)?.cancel()
      mine.delete(id)
    },
    close: async () => {
      stopBeating()
      for (const [id, running] of mine) {
        running?.cancel()
        if (!running) mine.delete(id)
      }
      await Promise.all(open)
    },
  }
}

/** Writes now and then that runs are alive; gives what ends it. */
function beat(ctx: Context, alive: () => Iterable<string>): () => void {
  const timer = setInterval(() => {
    for (const id of alive()) {
      updateRun(ctx.database.db, id, { beat_at: ctx.wall.now() }).catch((err: unknown) => {
        ctx.logger.warn({ err, run: id }, 'that a run is alive could not be written')
      })
    }
  }, BEAT_MS)
  timer.unref()
  return () => clearInterval(timer)
}

type Change = Omit<Parameters<typeof updateRun>[2], 'beat_at'>

/** Changes a run and tells the member's screens; false when it had ended. */
async function change(
  ctx: Context,
  run: { id: string; memberId: string },
  to: Change,
  act?: Act,
): Promise<boolean> {
  return ctx.database.db.transaction().execute(async (tx) => {
    if (!(await updateRun(tx, run.id, { ...to, beat_at: ctx.wall.now() }))) return false
    await tell(ctx, tx, run)
    if (act) await appendLog(tx, [act])
    return true
  })
}

async function tell(ctx: Context, tx: Tx, run: { id: string; memberId: string }): Promise<void> {
  const at = ctx.clock.now()
  await announce(tx, { kind: 'run.changed', subject: run.id, at, members: [run.memberId] })
}

function throttled(ctx: Context, run: Planned) {
  let last = 0
  return (phase: string, progress: number) => {
    const now = ctx.wall.now().getTime()
    if (now - last < PROGRESS_MS) return
    last = now
    void change(ctx, run, { phase, progress }).catch((err: unknown) => {
      ctx.logger.warn({ err, run: run.id }, 'progress of a run could not be written')
    })
  }
}

async function finish(
  ctx: Context,
  run: Planned,
  { findings, warnings }: { findings: readonly Finding[]; warnings: readonly string[] },
): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const ended = { state: 'done', phase: 'done', progress: 1, ended_at: at }
    if (!(await updateRun(tx, run.id, { ...ended, beat_at: ctx.wall.now() }))) return
    const kept = await keepFindings(tx, ctx, run, { findings, at })
    await describeRun(tx, run.id, {
      findings: kept.findings,
      warnings: JSON.stringify([...warnings, ...kept.warnings]),
    })
    await tell(ctx, tx, run)
    const end = { state: 'done', findings: kept.findings }
    await appendLog(tx, [runEnded(run, end, 'exchange', at)])
  })
}

async function fail(ctx: Context, run: Planned, error: unknown): Promise<void> {
  const known = error instanceof ExchangeError
  if (!known || error.code === 'internal')
    ctx.logger.error({ err: error, run: run.id }, 'a detection run failed')
  const words = known ? error.message : 'the detector failed; the operator can see why'
  await changeToFailed(ctx, run, words)
}

async function changeToFailed(
  ctx: Context,
  run: { id: string; memberId: string },
  error: string,
): Promise<void> {
  const at = ctx.clock.now()
  const to = { state: 'failed', phase: 'failed', error, ended_at: at }
  await change(ctx, run, to, runEnded(run, { state: 'failed', error }, 'exchange', at))
}

/** Shows runs that were lost with their process as failed, wherever that process was. */
export async function failLostRuns(ctx: Context): Promise<boolean> {
  const lost = await selectLostRuns(ctx.database.db, new Date(ctx.wall.now().getTime() - LOST_MS))
  for (const run of lost) {
    await changeToFailed(
      ctx,
      { id: run.id, memberId: run.member_id },
      'the server stopped during this run; start it again',
    )
  }
  return false
}
