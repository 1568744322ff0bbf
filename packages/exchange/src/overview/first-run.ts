import type { BodyOf, FirstRun, stateFirstRun } from '@tocsin/api'
import { parseNote } from '@tocsin/proof'
import { MAILED_LINK_SPENT } from '../auth/links.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { readSetting } from '../db/settings.ts'
import { readMailHealth } from '../delivery/health.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectHead } from '../log/store.ts'
import { judgeFirstRun, type Facts } from './first-run-rules.ts'
import { readBackup, selectArchived, selectFirstRun, selectStatement } from './first-run-store.ts'

/** When something last asked this server how it fares, as a machine that watches does; real time. */
export type Watched = () => Date | undefined

/** How far the exchange is from being one to rely on. */
export async function readFirstRun(ctx: Context, watched: Watched): Promise<FirstRun> {
  return {
    exercise: ctx.config.exercise,
    items: judgeFirstRun(await gather(ctx, watched), ctx.wall.now()),
  }
}

async function gather(ctx: Context, watched: Watched): Promise<Facts> {
  const { config, database, log } = ctx
  const { db, kind } = database
  const mail = await readMailHealth(ctx)
  const note = (await selectHead(db))?.note
  const signers = note ? parseNote(note).signatures.map(({ name }) => name) : []
  return {
    origin: config.origin,
    runBy: config.runBy ?? {},
    mail,
    mailReceivedAt: await readSetting(db, MAILED_LINK_SPENT),
    counts: await selectFirstRun(db, ctx.clock.now()),
    policies: await selectStatement(db, 'policies-read', ctx.policies.version),
    restore: await selectStatement(db, 'restore-tried', ''),
    backupAt: await readBackup(config.dataDir),
    archivedAt: kind === 'postgres' ? await selectArchived(db) : undefined,
    watchedAt: watched(),
    otherSigners: new Set(signers.filter((name) => name !== log.origin)).size,
  }
}

/** Keeps what a person states, under their name and on record. */
export async function stateItem(
  ctx: Context,
  viewer: PersonViewer,
  { item }: BodyOf<typeof stateFirstRun>,
): Promise<void> {
  const of = item === 'policies-read' ? ctx.policies.version : ''
  await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    await tx
      .insertInto('first_run_statements')
      .values({ item, of, person_id: viewer.personId, at: ctx.wall.now() })
      .execute()
    await appendLog(tx, [
      {
        kind: 'exchange.stated',
        at: ctx.clock.now(),
        subject: 'exchange',
        payload: { item, ...(of === '' ? {} : { policies: of }) },
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ])
  })
}
