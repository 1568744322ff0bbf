import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { termsIdOf } from '../sharing/terms-object.ts'

/** How all feeds of the exchange stand: while both numbers are the same, so is every feed. */
export type FeedState = { changes: number; horizon: number }

export type FeedGroup = { id: string; name: string; charter: string; expires_at: Date }

function feedGroupsOf(db: Db, memberId: string) {
  return db
    .selectFrom('groups as g')
    .innerJoin('group_members as gm', 'gm.group_id', 'g.id')
    .select(['g.id', 'g.name', 'g.charter', 'g.expires_at'])
    .where('gm.member_id', '=', memberId)
}

/** The member's groups, in a steady order. */
export async function selectFeedGroups(db: Db, memberId: string): Promise<FeedGroup[]> {
  return feedGroupsOf(db, memberId).orderBy('g.name').orderBy('g.id').execute()
}

/** One group, where the member belongs to it. */
export async function selectFeedGroup(
  db: Db,
  memberId: string,
  groupId: string,
): Promise<FeedGroup | undefined> {
  return feedGroupsOf(db, memberId).where('g.id', '=', groupId).executeTakeFirst()
}

/** Gives the `FeedState` of now. */
export const SELECT_STATE = 'select changes, horizon from taxii_state'

/** The date added of the last object in the member's feed of the group, in microseconds; 0 when there is none. */
export async function selectEnd(db: Db, memberId: string, groupId: string): Promise<number> {
  const result = await sql<{ upto: number }>`select coalesce(max(upto), 0) as upto from taxii_feed
    where member_id = ${memberId}::uuid and group_id = ${groupId}::uuid`.execute(db)
  return result.rows[0]!.upto
}

/** Whether the viewing member's feed of the group holds the object. */
export async function hasItem(tx: Tx, groupId: string, stixId: string): Promise<boolean> {
  const result = await sql<{ found: boolean }>`select exists (select 1 from taxii_items
    where group_id = ${groupId}::uuid and stix_id = ${stixId}) as found`.execute(tx)
  return result.rows[0]!.found
}

/** Those of the releases that carry their terms as an object. */
export async function selectWithTerms(db: Db, releaseIds: readonly string[]): Promise<Set<string>> {
  if (releaseIds.length === 0) return new Set()
  const byTerms = new Map(releaseIds.map((id) => [termsIdOf(id), id]))
  const rows = await db
    .selectFrom('objects')
    .select('stix_id')
    .where('stix_id', 'in', [...byTerms.keys()])
    .execute()
  return new Set(rows.map((row) => byTerms.get(row.stix_id)!))
}

/** An object version of a submission that stands in the member's feed already. */
export type Present = { ord: number; version: string; body: string }

/** Which of these the member's feed of the group holds; `version` null means any. In the order asked. */
export async function selectPresent(
  tx: Tx,
  memberId: string,
  groupId: string,
  asked: readonly { id: string; version: string | null }[],
  now: Date,
): Promise<Present[]> {
  await sql`select set_config('tocsin.reader',
    tocsin_sign(${memberId}::uuid, '', false, true, ${now.toISOString()}::timestamptz), true)`.execute(
    tx,
  )
  const ids = asked.map(({ id }) => id)
  const versions = asked.map(({ version }) => version)
  const result = await sql<Present>`
    select distinct on (a.ord) a.ord::int as ord, i.version, i.body
    from unnest(${ids}::text[], ${versions}::text[]) with ordinality as a(id, version, ord)
    join taxii_items i on i.group_id = ${groupId}::uuid and i.stix_id = a.id
      and (a.version is null or i.version_at = a.version::timestamptz)
    order by a.ord, i.added`.execute(tx)
  return result.rows
}

export async function insertStatus(
  tx: Tx,
  status: { id: string; memberId: string; body: string; at: Date },
): Promise<void> {
  await sql`insert into taxii_statuses (id, member_id, body, received_at)
    values (${status.id}::uuid, ${status.memberId}::uuid, ${status.body}, ${status.at.toISOString()}::timestamptz)`.execute(
    tx,
  )
}

/** The body of a status of the viewing member. */
export async function selectStatus(tx: Tx, id: string): Promise<string | undefined> {
  const result = await sql<{
    body: string
  }>`select body from taxii_statuses where id = ${id}::uuid`.execute(tx)
  return result.rows[0]?.body
}

/** Forgets statuses older than `before`; TAXII asks for a day at least (section 4.3). */
export async function pruneStatuses(db: Db, before: Date): Promise<void> {
  await sql`delete from taxii_statuses where received_at < ${before.toISOString()}::timestamptz`.execute(
    db,
  )
}
