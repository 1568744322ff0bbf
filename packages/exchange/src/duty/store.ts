/** Rosters in SQL. Who stands on one is named to its own member alone. */
import type { Colleague } from '@tocsin/api'
import { sql } from 'kysely'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toReader } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'

/** Reads as this person's member. */
export function readAs<T>(
  ctx: Context,
  who: PersonViewer,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return asMember(ctx.database.db, toReader(who), ctx.clock.now(), run)
}

/** Everybody who is or was of a member, by id; `away` of whoever may not sign in now, or only looks on as an auditor. */
export async function selectColleagues(
  db: Db,
  memberId: string,
  now: Date,
): Promise<Map<string, Colleague>> {
  const { rows } = await sql<{ id: string; name: string; isAway: boolean }>`
    select p.id, p.name, not (p.active and m.active and p.roles <> '{auditor}' and (p.ends_at is null or p.ends_at > ${now})) as "isAway"
    from people p join members m on m.id = p.member_id where p.member_id = ${memberId}::uuid order by p.name, p.id`.execute(
    db,
  )
  return new Map(
    rows.map(({ id, name, isAway }) => [id, { id, name, ...(isAway ? { away: true } : {}) }]),
  )
}

/**
 * Records what a person did with the roster or a hand-over of their member, for that member alone and in no entry of its own: when a
 * member changes shifts is nobody else's. Tells its screens. Call it last.
 */
export async function recordDuty(
  tx: Tx,
  who: PersonViewer,
  { statement, at, payload }: { statement: string; at: Date; payload: object },
): Promise<void> {
  const { memberId } = who
  const by = toActor(who)
  await recordAnswer(tx, { at, payload: { statement, ...payload }, by, members: [memberId] })
  await announce(tx, { kind: 'duty.changed', subject: memberId, at, members: [memberId] })
}
