import type { BodyOf, settleVendorChange as route } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { verifySaid, verifySettles } from '../second-person/settles.ts'
import { applyEdits } from './apply.ts'
import { lockChange, type Done } from './store.ts'
import { takeBack } from './take-back.ts'

/** Lets a proposed change stand, or refuses it with a reason. Nobody settles what they proposed themselves. */
export async function settleChange(
  ctx: Context,
  by: PersonViewer,
  id: string,
  said: BodyOf<typeof route>,
): Promise<void> {
  verifySaid(said)
  const { stands, reason } = said
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    // One change of vendors at a time: each sees what those before it left.
    await sql`lock table vendors in share row exclusive mode`.execute(tx)
    const change = verifySettles(await lockChange(tx, id), by)
    const done = stands ? await unlessTaken(() => carryOut(tx, by, change, at)) : null
    await tx
      .updateTable('vendor_changes')
      .set({
        state: stands ? 'applied' : 'refused',
        done: done && JSON.stringify(done),
        settled_by_member: by.memberId,
        settled_by: by.personId,
        settled_at: at,
        reason: reason ?? null,
      })
      .where('id', '=', id)
      .execute()
    const members = [...new Set([by.memberId, change.proposed_by_member])]
    await announce(tx, { kind: 'vendors.changed', subject: id, at, members })
    const stated = { change: id, stands, ...(reason === undefined ? {} : { reason }) }
    await appendLog(tx, [
      {
        kind: 'vendors.settled',
        at,
        subject: `vendors:${id}`,
        payload: { kind: 'vendors.settled', at: at.toISOString(), ...stated },
        by: toActor(by),
        members,
      },
    ])
  })
}

/** Names that two proposals found free, or that one took since: the first has it. */
async function unlessTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    throw new ExchangeError(
      'conflict',
      'a vendor has a name of it by now; refuse it, or change that vendor first',
      { cause },
    )
  }
}

async function carryOut(
  tx: Tx,
  by: PersonViewer,
  { content, undoes }: NonNullable<Awaited<ReturnType<typeof lockChange>>>,
  at: Date,
): Promise<Done | null> {
  if (undoes === null) return applyEdits(tx, content, { by, at })
  const before = await lockChange(tx, undoes)
  if (!before?.done || before.state !== 'applied')
    throw new ExchangeError('conflict', 'what it takes back does not stand')
  await takeBack(tx, before.done, at)
  await tx.updateTable('vendor_changes').set({ state: 'undone' }).where('id', '=', undoes).execute()
  return null
}
