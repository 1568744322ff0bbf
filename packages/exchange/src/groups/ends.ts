import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { readEnds } from '../elections/ends.ts'
import type { Actor } from '../log/actor.ts'
import type { Act } from '../log/append.ts'

type Hanging = { id: string; ends_days: number; expires_at: Date; members: string[] }

/** Moves the ends of the charters that hang on an election to what its day now comes to; gives the log entry of each. */
export async function moveCharterEnds(
  tx: Tx,
  election: string,
  at: Date,
  by: Actor,
): Promise<Act[]> {
  const endAfter = await readEnds(tx, election)
  if (!endAfter) return []
  const found = await sql<Hanging>`
    select id, ends_days, expires_at, array(select member_id from group_members where group_id = g.id) as members
    from groups g where ends_with = ${election}::uuid order by id for no key update`.execute(tx)
  const acts: Act[] = []
  for (const { id, ends_days: days, expires_at: before, members } of found.rows) {
    const end = endAfter(days)
    if (end.getTime() === before.getTime()) continue
    await tx.updateTable('groups').set({ expires_at: end }).where('id', '=', id).execute()
    acts.push({
      kind: 'group.end-moved',
      at,
      subject: `group:${id}`,
      payload: {
        group: id,
        election,
        days,
        before: before.toISOString(),
        expiresAt: end.toISOString(),
      },
      by,
      members: [...new Set([by.memberId, ...members])],
    })
  }
  return acts
}
