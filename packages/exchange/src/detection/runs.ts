import type { BodyOf, startRun } from '@tocsin/api'
import { ROLES, type ColumnMapping, type DetectOptions, type Finding } from '@tocsin/detect'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor, type Actor } from '../log/actor.ts'
import { appendLog, type Act } from '../log/append.ts'
import { runEnded, runStarted } from './acts.ts'
import { linkEarlier } from './earlier.ts'
import { toFindingRows } from './findings.ts'
import { toProcessLimits } from './process-limits.ts'
import {
  countOpenRuns,
  insertFindings,
  insertRun,
  selectLostRuns,
  selectUpload,
  updateRun,
} from './store.ts'
import { startTask, type Running } from './task.ts'
import { openTurns } from './turns.ts'
import { uploadPath } from './uploads.ts'

/** Detection runs of this server: one at a time, each in a process of its own; the others wait, members in turn. */
export type Runs = {
  start: (viewer: Viewer, body: BodyOf<typeof startRun>) => Promise<string>
  cancel: (by: Actor, id: string) => Promise<void>
  close: () => Promise<void>
}

type Planned = {
  id: string
  memberId: string
  path: string
  options: DetectOptions & { columns: ColumnMapping }
}

const PROGRESS_MS = 300
const BEAT_MS = 5000
/** A run whose process was not heard of for this long was lost with it. */
const LOST_MS = 60_000

/** Runs of one member that may wait or be under way, on all servers together. */
const MAX_OPEN = 20

export function openRuns(ctx: Context, limits: Limits): Runs {
  const mine = new Map<string, Running | undefined>()
  const turns = openTurns(1)
  const open = new Set<Promise<void>>()
  const stopBeating = beat(ctx, () => mine.keys())

  async function perform(planned: Planned): Promise<void> {
    if (!mine.has(planned.id)) return
    try {
      if (!(await change(ctx, planned, { state: 'running', phase: 'starting' }))) return
      const { path, options } = planned
      const bounds = toProcessLimits(ctx.config, 'detect')
      const running = startTask({ kind: 'detect', path, options }, bounds, throttled(ctx, planned))
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

  return {
    start: async (viewer, body) => {
      const planned = await plan(ctx, viewer, body, limits)
      mine.set(planned.id, undefined)
      const work = turns
        .take(planned.memberId, () => perform(planned))
        .catch((err: unknown) => {
          ctx.logger.error({ err, run: planned.id }, 'a detection run could not be recorded')
        })
      open.add(work)
      void work.finally(() => open.delete(work))
      return planned.id
    },
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

async function plan(
  ctx: Context,
  viewer: Viewer,
  body: BodyOf<typeof startRun>,
  limits: Limits,
): Promise<Planned> {
  const at = ctx.clock.now()
  const upload = await asMember(ctx.database.db, toReader(viewer), at, (tx) =>
    selectUpload(tx, body.uploadId),
  )
  if (!upload) throw new ExchangeError('not-found', 'no such upload')
  const path = uploadPath(ctx, { id: upload.id, fileName: upload.file_name })
  if (!existsSync(path))
    throw new ExchangeError('expired', 'the file was removed after a day; upload it again')
  for (const role of Object.keys(body.mapping)) {
    if (!ROLES.some((known) => known === role)) {
      throw new ExchangeError('bad-request', `no column role is named ${role}`, {
        path: `/body/mapping/${role}`,
      })
    }
  }
  const options = {
    columns: body.mapping as ColumnMapping,
    ...(body.traces && { traces: body.traces as NonNullable<DetectOptions['traces']> }),
    // Without a window the detector judges at every scale of time.
    ...(body.window === undefined ? {} : { window: body.window }),
    ...(body.min === undefined ? {} : { minWeight: body.min }),
    ...(body.timeFormat === undefined ? {} : { timeFormat: body.timeFormat }),
  }
  const { memberId } = viewer
  const id = randomUUID()
  await limits.count('runsPerHour', memberId)
  await ctx.database.db.transaction().execute(async (tx) => {
    if ((await countOpenRuns(tx, memberId)) >= MAX_OPEN) throw tooManyOpen()
    const { platform } = body
    const parameters = JSON.stringify({ ...options, platform })
    await insertRun(tx, {
      id,
      member_id: memberId,
      upload_id: upload.id,
      detector: 'coordination',
      parameters,
      started_at: at,
      beat_at: ctx.wall.now(),
    })
    await appendLog(tx, [runStarted({ id, uploadId: upload.id, options }, toActor(viewer), at)])
  })
  return { id, memberId, path, options }
}

function tooManyOpen(): ExchangeError {
  return new ExchangeError(
    'too-many-requests',
    `${MAX_OPEN} runs of your member wait or are under way, as many as may; start another when one has ended`,
  )
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
  const facts = { memberId: run.memberId, runId: run.id, at }
  const rows = toFindingRows(findings, facts)
  await ctx.database.db.transaction().execute(async (tx) => {
    const ended = { state: 'done', phase: 'done', progress: 1, ended_at: at, findings: rows.length }
    const said = { ...ended, warnings: JSON.stringify(warnings) }
    if (!(await updateRun(tx, run.id, { ...said, beat_at: ctx.wall.now() }))) return
    await insertFindings(tx, rows)
    await linkEarlier(
      tx,
      rows.map(({ id }) => id),
    )
    await tell(ctx, tx, run)
    const end = { state: 'done', findings: rows.length }
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
