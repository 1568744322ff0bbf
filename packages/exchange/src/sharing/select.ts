/** What a reader sees of releases. Every function runs in a reader's transaction (`asMember`). */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { holdsWords } from '../db/holds.ts'

/** Of a release; whom its sender named is in a view of its own, for the sender alone. */
const COLUMNS = [
  'r.id',
  'r.position',
  'r.from_member',
  'r.person_id',
  'r.group_id',
  'r.title',
  'r.tlp',
  'r.pap',
  'r.purpose',
  'r.basis',
  'r.expires_at',
  'r.finding_id',
  'r.object_count',
  'r.digest',
  'r.released_at',
  'r.recalled_at',
  'r.recall_reason',
  'r.log_index',
  'r.message',
  'r.tear_commitment',
] as const

/** One release with its sender, group and the viewer's own line. */
function releasesFor(tx: Tx, viewerId: string) {
  return tx
    .selectFrom('releases as r')
    .innerJoin('members as m', 'm.id', 'r.from_member')
    .innerJoin('groups as g', 'g.id', 'r.group_id')
    .leftJoin('release_recipients as my', (join) =>
      join.onRef('my.release_id', '=', 'r.id').on('my.member_id', '=', viewerId),
    )
    .leftJoin('release_named as n', 'n.id', 'r.id')
    .select(COLUMNS)
    .select((eb) => eb.fn.coalesce('n.named', sql<string[]>`'{}'`).as('named'))
    .select(sql<boolean>`r.group_id = any((select tocsin_own_groups())::uuid[])`.as('belongs'))
    .select([
      'm.name as from_name',
      'm.kind as from_kind',
      'm.active as from_active',
      'g.name as group_name',
      'g.purposes as group_purposes',
      'g.max_tlp as group_max_tlp',
      'g.expires_at as group_expires_at',
      'my.member_id as recipient',
      'my.recall_answer as my_answer',
      'my.feed_refusal as my_feed_refusal',
    ])
}

export type ReleaseRow = Awaited<ReturnType<typeof selectReleases>>[number]

/** Releases the viewer received or sent, newest first, from before place `before`; at most `limit`. */
export async function selectReleases(
  tx: Tx,
  viewerId: string,
  filter: {
    direction: 'in' | 'out'
    before: number | undefined
    limit: number
    words?: string | undefined
  },
) {
  return releasesFor(tx, viewerId)
    .where((eb) =>
      filter.direction === 'out'
        ? eb('r.from_member', '=', viewerId)
        : eb('my.member_id', 'is not', null),
    )
    .$if(filter.before !== undefined, (query) => query.where('r.position', '<', filter.before!))
    .$if(filter.words !== undefined, (query) =>
      query.where(holdsWords(sql`concat_ws(' ', r.title, m.name)`, filter.words!)),
    )
    .orderBy('r.position', 'desc')
    .limit(filter.limit)
    .execute()
}

/** One release, or nothing when it is not there for this reader. */
export async function selectRelease(tx: Tx, viewerId: string, id: string) {
  return releasesFor(tx, viewerId).where('r.id', '=', id).executeTakeFirst()
}

/** Those of these releases that are there for this reader, by their ids. */
export async function selectReleasesById(tx: Tx, viewerId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, ReleaseRow>()
  const rows = await releasesFor(tx, viewerId).where('r.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The recipients' lines that the reader may see, by name. */
export async function selectRecipients(tx: Tx, id: string) {
  return tx
    .selectFrom('release_recipients as rr')
    .innerJoin('members as m', 'm.id', 'rr.member_id')
    .select([
      'rr.member_id',
      'rr.rule',
      'rr.reason',
      'rr.log_index',
      'rr.recall_answer',
      'rr.recall_note',
      'rr.recall_answered_at',
      'm.name',
      'm.kind',
    ])
    .where('rr.release_id', '=', id)
    .orderBy('m.name')
    .execute()
}

/**
 * When recipients read a release first, as far as the reader may know. A question of its own: joined to every line the view
 * is looked into for each, and most of what is shown has not been read by most.
 */
export async function selectReadings(tx: Tx, id: string): Promise<Map<string, Date>> {
  const rows = await tx
    .selectFrom('release_reads')
    .select(['member_id', 'read_at'])
    .where('release_id', '=', id)
    .where('read_at', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.member_id, row.read_at!]))
}

/** Refusals recorded with a release, for its sender and operators. */
export async function selectRefusalsOf(tx: Tx, id: string) {
  return tx
    .selectFrom('refusals as f')
    .innerJoin('members as m', 'm.id', 'f.to_member')
    .select(['m.id', 'm.name', 'm.kind', 'f.rule', 'f.reason'])
    .where('f.subject', '=', `release:${id}`)
    .orderBy('m.name')
    .execute()
}

/**
 * The objects of a release as STIX bundle text, joined in the database from the text that was kept, and how
 * many the reader may see.
 */
export async function selectBundle(tx: Tx, id: string): Promise<{ text: string; count: number }> {
  const joined = await sql<{ text: string; count: number }>`
    select '{"type":"bundle","id":"bundle--' || ${id} || '","objects":['
      || coalesce(string_agg(o.body, ',' order by ro.ord, o.row), '') || ']}' as text, count(*)::int as count
    from release_objects ro join objects o on o.row between ro.first_row and ro.last_row
    where ro.release_id = ${id}::uuid`.execute(tx)
  return joined.rows[0] ?? { text: '', count: 0 }
}
