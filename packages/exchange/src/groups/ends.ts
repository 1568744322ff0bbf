import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { NextCharter } from '../db/group-tables.ts'
import { readEnds } from '../elections/ends.ts'
import type { Actor } from '../log/actor.ts'
import type { Act } from '../log/append.ts'

type Hanging = {
  id: string
  /** Null where the charter in force does not hang on this election. */
  days: number | null
  expires_at: Date
  next_charters: NextCharter[] | null
  /** Days after this election of the versions to come that hang on it, by number. */
  coming: Record<string, number>
  members: string[]
}

/** What moved of a group: the end of its charter, or of a version still to come, by number. */
type Moved = { days: number; before: Date; end: Date; charter?: number }

/**
 * Moves the ends of the charters that hang on an election, in force or to come, to what its day now comes to; gives the log
 * entry of each.
 */
export async function moveCharterEnds(
  tx: Tx,
  election: string,
  at: Date,
  by: Actor,
): Promise<Act[]> {
  const endAfter = await readEnds(tx, election)
  if (!endAfter) return []
  const acts: Act[] = []
  for (const group of await lockHanging(tx, election)) {
    const { id, members } = group
    for (const moved of await moveGroup(tx, group, endAfter)) {
      const { days, before, end, charter } = moved
      acts.push({
        kind: 'group.end-moved',
        at,
        subject: `group:${id}`,
        payload: {
          group: id,
          ...(charter === undefined ? {} : { charter }),
          election,
          days,
          before: before.toISOString(),
          expiresAt: end.toISOString(),
        },
        by,
        members: [...new Set([by.memberId, ...members])],
      })
    }
  }
  return acts
}

async function lockHanging(tx: Tx, election: string): Promise<Hanging[]> {
  const coming = sql`from charter_versions v where v.group_id = g.id and v.state = 'adopted'
    and v.number > g.charter_number and v.terms -> 'endsWith' ->> 'election' = ${election}`
  const found = await sql<Hanging>`
    select id, case when ends_with = ${election}::uuid then ends_days end as days, expires_at, next_charters,
      (select coalesce(jsonb_object_agg(v.number, v.terms -> 'endsWith' -> 'days'), '{}') ${coming}) as coming,
      array(select member_id from group_members where group_id = g.id) as members
    from groups g where ends_with = ${election}::uuid or next_charters is not null and exists (select ${coming})
    order by id for no key update`.execute(tx)
  return found.rows
}

async function moveGroup(
  tx: Tx,
  { id, days, expires_at: before, next_charters: next, coming }: Hanging,
  endAfter: (days: number) => Date,
): Promise<Moved[]> {
  const moved: Moved[] = []
  if (days !== null) moved.push({ days, before, end: endAfter(days) })
  const left = (next ?? []).map((version) => {
    const { number: charter, expiresAt } = version
    const after = coming[charter]
    if (after === undefined) return version
    const end = endAfter(after)
    moved.push({ days: after, before: new Date(expiresAt), end, charter })
    return { ...version, expiresAt: end.toISOString() }
  })
  const changed = moved.filter((one) => one.end.getTime() !== one.before.getTime())
  if (changed.length > 0)
    await tx
      .updateTable('groups')
      .set({
        ...(days === null ? {} : { expires_at: endAfter(days) }),
        ...(next ? { next_charters: JSON.stringify(left) } : {}),
      })
      .where('id', '=', id)
      .execute()
  return changed
}
