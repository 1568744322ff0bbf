import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { settleDue } from '../jobs/settle-due.ts'
import { findHolding } from './answer.ts'
import { queueOutcome, queueToHolders } from './mails.ts'
import { recordStep } from './store.ts'

const BATCH = 100

/** So long before it lapses key holders that have not answered are reminded. */
const REMIND_MS = 2 * 86_400_000

/** Background work: key holders are reminded, what too few of them answer in time lapses, and whoever asked is told. */
export function unsealingJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'lapse what auditors asked of key holders',
    everyMs: 5000,
    run: () =>
      deadlines.hold(async () => {
        const more = [await lapseUnsealings(ctx), await remindHolders(ctx), await tellUntold(ctx)]
        return more.some(Boolean)
      }),
  }
}

/** Ends the wait of asks whose time has run out, on record; tells whether more are due. */
export function lapseUnsealings(ctx: Context): Promise<boolean> {
  return settleDue(ctx, { select: selectDue, settle: (tx, due, at) => lapse(tx, ctx, due, at) })
}

type Due = Awaited<ReturnType<typeof selectDue>>[number]

async function lapse(tx: Tx, ctx: Context, due: readonly Due[], at: Date): Promise<void> {
  for (const row of due) {
    await queueOutcome(tx, ctx, row, { state: 'lapsed', at })
    await tx
      .updateTable('unsealings')
      .set({
        state: 'lapsed',
        due_at: null,
        settled_at: at,
        held: await findHolding(tx, row),
      })
      .where('id', '=', row.id)
      .execute()
    const statement = `Too few key holders agreed in time that an auditor is told for whom ${row.token} stands`
    const silent = await findSilent(tx, row)
    const details = { silent }
    await recordStep(tx, { kind: 'unsealing.lapsed', at, by: 'clock', row, statement, details })
  }
}

/** Mails key holders that have not answered once, before it lapses; tells whether more are due. */
async function remindHolders(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('unsealings')
      .select(['id', 'holders'])
      .where('due_at', '>', at)
      .where('due_at', '<=', new Date(at.getTime() + REMIND_MS))
      .where('reminded_at', 'is', null)
      .orderBy('due_at')
      .limit(BATCH)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    for (const { id, holders } of due) {
      await tx.updateTable('unsealings').set({ reminded_at: at }).where('id', '=', id).execute()
      await queueToHolders(tx, ctx, 'reminded', { id, holders, at })
    }
    return due.length === BATCH
  })
}

/** Mails whoever asked of what an erasure settled, which knows nothing of these mails; tells whether more are due. */
async function tellUntold(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('unsealings')
      .select(['id', 'asked_by', 'state'])
      .where('state', '=', 'erased')
      .where('told', 'is distinct from', 'erased')
      .limit(BATCH)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    for (const row of due) await queueOutcome(tx, ctx, row, { state: row.state, at })
    return due.length === BATCH
  })
}

/** Who never answered stands in the record by its id. */
async function findSilent(tx: Tx, row: { id: string; holders: string[] }): Promise<string[]> {
  const steps = await tx
    .selectFrom('unsealing_steps')
    .select('holder')
    .where('unsealing_id', '=', row.id)
    .execute()
  return row.holders.filter((id) => !steps.some(({ holder }) => holder === id))
}

function selectDue(tx: Tx, at: Date, limit: number) {
  return tx
    .selectFrom('unsealings')
    .select(['id', 'release_id', 'token', 'asker', 'asked_by', 'sender', 'holders'])
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}
