/** What a run is to do: its file, its settings, and that it may be begun. */
import type { BodyOf, startRun, startWatch } from '@tocsin/api'
import { ROLES, type ColumnMapping, type DetectOptions } from '@tocsin/detect'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { toTargetRows, watchesForAll } from '../defended/rules.ts'
import { selectInForce } from '../defended/store.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { runStarted } from './acts.ts'
import { countOpenRuns, insertRun, selectUpload } from './store.ts'
import type { Task } from './task.ts'
import { NAMES, uploadPath } from './uploads.ts'

export type Planned = {
  id: string
  memberId: string
  task: Exclude<Task, { kind: 'describe' }>
}

/** Runs of one member that may wait or be under way, on all servers together. */
const MAX_OPEN = 20

/** A run over an export of activity. */
export async function planRun(
  ctx: Context,
  viewer: Viewer,
  body: BodyOf<typeof startRun>,
  limits: Limits,
): Promise<Planned> {
  const file = await findFile(ctx, viewer, body.uploadId)
  if (file.isNames)
    throw new ExchangeError('bad-request', 'this upload is a list of names, and no activity', {
      path: '/body/uploadId',
    })
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
  const { platform } = body
  const id = await enter(ctx, viewer, limits, {
    uploadId: body.uploadId,
    detector: 'coordination',
    parameters: { ...options, platform },
    stated: options,
  })
  return { id, memberId: viewer.memberId, task: { kind: 'detect', path: file.path, options } }
}

/** A look through a list of names for those that imitate defended parties. */
export async function planWatch(
  ctx: Context,
  viewer: Viewer,
  { uploadId, least }: BodyOf<typeof startWatch>,
  limits: Limits,
): Promise<Planned> {
  const file = await findFile(ctx, viewer, uploadId)
  if (!file.isNames)
    throw new ExchangeError('bad-request', 'this upload is no list of names', {
      path: '/body/uploadId',
    })
  const forAll = watchesForAll(viewer.memberKind)
  const parties = await selectInForce(ctx.database.db, forAll ? undefined : viewer.memberId)
  if (parties.length === 0)
    throw new ExchangeError(
      'conflict',
      forAll
        ? 'nobody is defended yet: enter parties and let another person look at them'
        : 'a body of government or a campaign watches for its own names alone, and has entered none that stands',
    )
  const seen = ctx.clock.now().toISOString()
  const targets = toTargetRows(parties.map(({ statement }) => statement))
  const settings = { ...(least === undefined ? {} : { least }), seen }
  const stated = { ...settings, targets: targets.length }
  const id = await enter(ctx, viewer, limits, {
    uploadId,
    detector: 'lookalike',
    parameters: stated,
    stated,
  })
  const options = { ...settings, targets }
  return { id, memberId: viewer.memberId, task: { kind: 'watch', path: file.path, options } }
}

async function findFile(ctx: Context, viewer: Viewer, id: string) {
  const upload = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectUpload(tx, id),
  )
  if (!upload) throw new ExchangeError('not-found', 'no such upload')
  const path = uploadPath(ctx, { id: upload.id, fileName: upload.file_name })
  if (!existsSync(path))
    throw new ExchangeError('expired', 'the file was removed after a day; upload it again')
  return { path, isNames: upload.preset === NAMES }
}

/** Enters a run that waits, with its entry of the log; gives its id. */
async function enter(
  ctx: Context,
  viewer: Viewer,
  limits: Limits,
  run: { uploadId: string; detector: string; parameters: object; stated: object },
): Promise<string> {
  const { memberId } = viewer
  const id = randomUUID()
  const at = ctx.clock.now()
  await limits.count('runsPerHour', memberId)
  await ctx.database.db.transaction().execute(async (tx) => {
    if ((await countOpenRuns(tx, memberId)) >= MAX_OPEN) throw tooManyOpen()
    await insertRun(tx, {
      id,
      member_id: memberId,
      upload_id: run.uploadId,
      detector: run.detector,
      parameters: JSON.stringify(run.parameters),
      started_at: at,
      beat_at: ctx.wall.now(),
    })
    const started = { id, uploadId: run.uploadId, options: run.stated }
    await appendLog(tx, [runStarted(started, toActor(viewer), at)])
  })
  return id
}

function tooManyOpen(): ExchangeError {
  return new ExchangeError(
    'too-many-requests',
    `${MAX_OPEN} runs of your member wait or are under way, as many as may; start another when one has ended`,
  )
}
