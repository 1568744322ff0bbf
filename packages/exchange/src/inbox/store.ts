import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Whose inbox, and from when on what comes is new to them. */
export type Whose = { memberId: string; personId: string; since: Date }

/** New is what came, or was taken back, since the person looked, or, where they never did, since they came. Of `r` and `s`. */
export function isUnseen({ since }: Pick<Whose, 'since'>): RawBuilder<boolean> {
  return sql<boolean>`case when s.seen_at is null then coalesce(r.recalled_at, r.released_at) >= ${since}
    else coalesce(r.recalled_at, r.released_at) > s.seen_at end`
}

/** All releases received that are new to a person, or whose recall waits for their member's answer; newest first. */
export async function selectWaiting(db: Db | Tx, whose: Whose) {
  const { rows } = await sql<{ id: string; unseen: boolean; recall: boolean }>`
    select * from (
      select r.id, r.position, ${isUnseen(whose)} as unseen,
        r.recalled_at is not null and my.recall_answer is null as recall
      from release_recipients my join releases r on r.id = my.release_id
      left join release_seen s on s.release_id = r.id and s.person_id = ${whose.personId}::uuid
      where my.member_id = ${whose.memberId}::uuid) w
    where w.unseen or w.recall order by w.position desc`.execute(db)
  return rows
}

/** Those of these releases that the reader of the transaction may know of. */
export async function selectVisible(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from releases where id = any(${sql.val([...ids])}::uuid[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** The place of the newest release that a member received; places grow in the order of commits. */
export async function selectNewestPlace(db: Db, memberId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('release_recipients as my')
    .innerJoin('releases as r', 'r.id', 'my.release_id')
    .select((eb) => eb.fn.max('r.position').as('position'))
    .where('my.member_id', '=', memberId)
    .executeTakeFirst()
  return row?.position ?? undefined
}

/** From when on what comes is new to a person: since they were admitted, or since there is an inbox. */
export async function selectStart(db: Db | Tx, personId: string): Promise<Date> {
  const row = await db
    .selectFrom('people as p')
    .leftJoin('inbox_starts as s', 's.person_id', 'p.id')
    .select(sql<Date>`greatest(p.created_at, s.at)`.as('at'))
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.at
}
