/** A person of the exchange looks whether an account or a name is theirs who ask; no machine can tell. */
import { NAMED_KEEP_DAYS } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { markProven } from './prove.ts'

const DAY_MS = 86_400_000

/** Throws `not-found`, `conflict` where it is settled or its time is over, and `forbidden` for what a machine proves. */
export async function settleAsk(
  ctx: Context,
  by: PersonViewer,
  id: string,
  { isTheirs, reason }: { isTheirs: boolean; reason: string },
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const ask = await tx
      .selectFrom('named_asks')
      .select(['kind', 'state', 'ends_at'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!ask) throw new ExchangeError('not-found', 'no such ask')
    if (ask.kind === 'email' || ask.kind === 'domain')
      throw new ExchangeError('forbidden', 'this is proven by a machine alone')
    if (ask.state !== 'asked' || ask.ends_at <= at)
      throw new ExchangeError('conflict', 'it is settled already, or its time is over')
    await tx
      .updateTable('named_asks')
      .set({ settled_by: by.personId, settled_at: at, reason })
      .where('id', '=', id)
      .execute()
    if (isTheirs) return markProven(tx, id, at, { how: 'person', by: toActor(by), reason })
    await tx
      .updateTable('named_asks')
      .set({ state: 'not-proven', ends_at: new Date(at.getTime() + NAMED_KEEP_DAYS * DAY_MS) })
      .where('id', '=', id)
      .execute()
    await appendLog(tx, [
      {
        kind: 'named.not-proven',
        at,
        subject: `named:${id}`,
        payload: {
          statement:
            'A person of the exchange looked, and did not see that an identifier is theirs who asked',
          ask: id,
          reason,
        },
        by: toActor(by),
        members: [by.memberId],
      },
    ])
  })
}
