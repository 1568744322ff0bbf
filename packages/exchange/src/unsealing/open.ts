import type { openUnsealing as openRoute, ReplyOf } from '@tocsin/api'
import type { Auditor } from '../audit/admit.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { recordStep } from './store.ts'

/**
 * Tells the auditor who asked for whom the pseudonym stands. The look is on record before anything is told. Throws `not-found` for what
 * somebody else asked, and `conflict` where two key holders have not agreed.
 */
export async function openUnsealing(
  ctx: Context,
  { viewer, reader }: Auditor,
  id: string,
): Promise<ReplyOf<typeof openRoute>> {
  const logIndex = await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const row = await tx
      .selectFrom('unsealings')
      .selectAll()
      .where('id', '=', id)
      .where('asked_by', '=', viewer.personId)
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'you asked for no such thing')
    if (row.state !== 'agreed')
      throw new ExchangeError('conflict', 'two key holders must agree first, and while it waits')
    const by = toActor(viewer)
    const at = ctx.clock.now()
    const statement = `An auditor was told for whom ${row.token} stands`
    return recordStep(tx, { kind: 'unsealing.opened', at, by, row, statement })
  })
  // As the auditor: the database counts the agreements for itself.
  const person = await asMember(ctx.database.db, reader, ctx.clock.now(), (tx) =>
    tx
      .selectFrom('audit_unsealed')
      .select(['token', 'kind', 'original'])
      .where('id', '=', id)
      .where('asked_by', '=', viewer.personId)
      .executeTakeFirst(),
  )
  if (!person) throw new ExchangeError('not-found', 'for whom this stands was erased meanwhile')
  return { ...person, kind: person.kind as ReplyOf<typeof openRoute>['kind'], logIndex }
}
