import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { settleDue } from '../jobs/settle-due.ts'
import { recordStep } from './store.ts'

/** Background work: what nobody answers in time is settled. */
export function unmaskingJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'time out asks for masked persons',
    everyMs: 5000,
    run: () => deadlines.hold(() => timeOutUnmaskings(ctx)),
  }
}

/** Ends the wait of asks that nobody answered in time; tells whether more are due. */
export function timeOutUnmaskings(ctx: Context): Promise<boolean> {
  return settleDue(ctx, { select: selectDue, settle: timeOut })
}

type Due = Awaited<ReturnType<typeof selectDue>>[number]

async function timeOut(tx: Tx, due: readonly Due[], at: Date): Promise<void> {
  for (const row of due) {
    await tx
      .updateTable('unmaskings')
      .set({ state: 'timed-out', due_at: null, decided_at: at })
      .where('id', '=', row.id)
      .execute()
    const statement = `Nobody decided in time whether a member is told for whom ${row.token} stands`
    await recordStep(tx, { kind: 'unmasking.timed-out', at, by: 'clock', row, statement })
  }
}

function selectDue(tx: Tx, at: Date, limit: number) {
  return tx
    .selectFrom('unmaskings')
    .select(['id', 'release_id', 'token', 'asker', 'sender'])
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}
