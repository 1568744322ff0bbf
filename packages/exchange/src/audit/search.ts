import type { AuditFilter, AuditSearch } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { countEntries } from '../log/store.ts'
import type { Auditor } from './admit.ts'
import { toSearch } from './shape.ts'
import { countActs } from './store.ts'

/**
 * Searches the record as it is now, and records that it was searched, by whom, for what, and how much was found. What is
 * found is read by pages (`list.ts`). Throws `bad-request` for a time that is none.
 */
export async function searchRecord(
  ctx: Context,
  { viewer, reader }: Auditor,
  filter: AuditFilter,
): Promise<AuditSearch> {
  // What is found in a history that was rewritten is nobody's record.
  await ctx.log.head()
  const { db } = ctx.database
  const at = ctx.clock.now()
  const upTo = await countEntries(db)
  const counts = await asMember(db, reader, at, (tx) => countActs(tx, filter, upTo))
  const id = randomUUID()
  return db.transaction().execute(async (tx) => {
    const payload = { search: id, filter, upTo, ...counts }
    const [logIndex] = await appendLog(tx, [
      {
        kind: 'audit.searched',
        at,
        subject: `search:${id}`,
        payload,
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ])
    const row = await tx
      .insertInto('audit_searches')
      .values({
        id,
        person_id: viewer.personId,
        member_id: viewer.memberId,
        at,
        filter: JSON.stringify(filter),
        up_to: upTo,
        ...counts,
        log_index: logIndex!,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toSearch({ ...row, filter })
  })
}
