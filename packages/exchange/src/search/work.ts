/** What members work on, found by words: findings, names that imitate, notices, cases, meetings, elections. Read as the member. */
import { SEARCH_NAMED, type SearchHit } from '@tocsin/api'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { selectAlerts } from '../alerts/store.ts'
import { selectShownCases } from '../cases/store.ts'
import type { Tx } from '../db/database.ts'
import { holdsEach } from '../db/holds.ts'
import { selectShownMeetings } from '../meetings/store.ts'
import { named } from './parties.ts'
import type { Wanted } from './words.ts'

/**
 * Findings of the member: by what they are called, or by an account that stands in their document under exactly this name. A
 * trace that folds under a network is found as the network.
 */
export async function findFindings(tx: Tx, { text, parts }: Wanted): Promise<SearchHit[]> {
  const name = holdsEach(sql`coalesce(f.headline, f.title)`, parts)
  const accounts = [...new Set([text, text.replace(/^@/, '')])].map(keyOf)
  const { rows } = await sql<{ id: string; title: string; at: Date; file: string | null }>`
    select l.id, coalesce(l.headline, l.title) as title, l.found_at as at, u.file_name as file
    from (select distinct coalesce(f.leader, f.id) as id from findings f
      where ${name} or f.account_keys && ${sql.val(accounts)}::bigint[]) hit
    join findings l on l.id = hit.id
    left join detection_runs r on r.id = l.run_id left join uploads u on u.id = r.upload_id
    order by l.found_at desc, l.id limit ${SEARCH_NAMED + 1}`.execute(tx)
  return rows.map(({ id, title, at, file }) => ({
    id,
    title,
    at: at.toISOString(),
    ...(file === null ? {} : { of: file }),
  }))
}

/** As `detection` keys an account of a document. */
function keyOf(account: string): string {
  return createHash('sha256').update(account).digest().readBigInt64BE(0).toString()
}

/** Names that imitate a party, by the name, what it imitates or the party. */
export async function findAlerts(tx: Tx, { text }: Wanted): Promise<SearchHit[]> {
  const page = { after: undefined, limit: SEARCH_NAMED + 1 }
  const rows = await selectAlerts(tx, { words: text }, page)
  return rows.map((row) => ({ id: row.id, title: row.name, of: row.party_name }))
}

/** Notices by a subject in any language; newest first, `limit` of them for the rules to be asked of. */
export async function selectNoticesNamed(
  tx: Tx,
  { parts, text }: Wanted,
  limit: number,
): Promise<SearchHit[]> {
  const { rows } = await sql<{ id: string; title: string; of: string; at: Date }>`
    select n.id, n.texts -> n.main_language ->> 'subject' as title, m.name as of, n.sent_at as at
    from notices n join members m on m.id = n.from_member
    where n.id::text = lower(${text})
      or exists (select 1 from jsonb_each(n.texts::jsonb) t where ${holdsEach(sql`(t.value ->> 'subject')`, parts)})
    order by n.log_index desc limit ${limit}`.execute(tx)
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** Cases that the member is in or invited to, by their title. */
export async function findCases(tx: Tx, memberId: string, { parts }: Wanted): Promise<SearchHit[]> {
  const rows = await selectShownCases(tx, memberId)
    .where(holdsEach(sql`c.title`, parts))
    .orderBy('c.position', 'desc')
    .limit(SEARCH_NAMED + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    at: row.opened_at.toISOString(),
    ...(row.group_name === null ? {} : { of: row.group_name }),
  }))
}

/** Meetings that the member was called to, by their title. */
export async function findMeetings(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const rows = await selectShownMeetings(tx)
    .where(holdsEach(sql`t.title`, parts))
    .orderBy('t.position', 'desc')
    .limit(SEARCH_NAMED + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    at: row.starts_at.toISOString(),
    ...(row.group_name === null ? {} : { of: row.group_name }),
  }))
}

/** Elections by name, day (2026-11-03) or a place that votes; the next first. */
export async function findElections(tx: Tx, { parts }: Wanted, now: Date): Promise<SearchHit[]> {
  const { rows } = await sql<{ id: string; name: string; day: string; places: string[] }>`
    select e.id, e.name, to_char(e.held_on, 'YYYY-MM-DD') as day, p.places
    from elections e
    cross join lateral (select array(select coalesce(j.full_name, w.id) from unnest(e.places) with ordinality as w(id, ord)
      left join jurisdictions j on j.id = w.id order by w.ord) as places) p
    where ${holdsEach(sql`concat_ws(' ', e.name, to_char(e.held_on, 'YYYY-MM-DD'), array_to_string(p.places, ' '))`, parts)}
    order by e.held_on < ${now}::date, e.held_on, e.name, e.id limit ${SEARCH_NAMED + 1}`.execute(
    tx,
  )
  return rows.map(({ id, name, day, places }) => ({
    id,
    title: name,
    of: [day, named(places)].filter(Boolean).join(' · '),
  }))
}
