/** What an ask was about, erased: at the wish of whoever asked, or because its time is over. */
import type { NamedAsk } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Doer } from '../log/actor.ts'
import { erasePayloads } from '../log/erase.ts'
import { toAsk } from './shape.ts'
import { deleteIdentifier, findAsk } from './store.ts'

/** Erases the identifier, the answer and what the log's entries committed to, at once. Throws `not-found`. */
export async function eraseAsk(ctx: Context, token: string): Promise<NamedAsk> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const ask = await findAsk(tx, token, 'lock')
    if (ask.erased_at === null)
      await forget(tx, ask.id, ctx.clock.now(), {
        reason: 'whoever asked wished it',
        by: { ask: ask.id },
      })
    return toAsk(await findAsk(tx, token, 'read'), undefined)
  })
}

/** Erases one ask whose time is over, if there is one; tells whether there was. */
export async function forgetDue(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('named_asks')
      .select('id')
      .where('erased_at', 'is', null)
      .where('ends_at', '<=', at)
      .orderBy('ends_at')
      .limit(1)
      .forNoKeyUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!due) return false
    await forget(tx, due.id, at, { reason: 'the time for which it is kept is over', by: 'clock' })
    return true
  })
}

async function forget(
  tx: Tx,
  id: string,
  at: Date,
  { reason, by }: { reason: string; by: Doer },
): Promise<void> {
  await deleteIdentifier(tx, id)
  // What was not answered by now never is: nothing is left to look for.
  await sql`update named_asks set erased_at = ${at.toISOString()}::timestamptz, answer = null, reason = null,
      state = case when state in ('asked', 'proven') then 'lapsed' else state end
    where id = ${id}::uuid`.execute(tx)
  await erasePayloads(tx, { subject: `named:${id}`, reason, at, by, members: [] })
}
