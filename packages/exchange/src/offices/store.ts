import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Place } from './pack.ts'

/** Places of one search, so that a common name cannot answer with thousands. */
const SEARCH_LIMIT = 50

/** Adds places in one statement, leaving those on file; returns how many were new. */
export async function insertPlaces(db: Db, places: Place[]): Promise<number> {
  const column = (pick: (place: Place) => string | null) => sql.val(places.map(pick))
  const added = await sql`
    insert into jurisdictions (id, kind, name, parent, ocd_id)
    select * from unnest(
      ${column((p) => p.id)}::text[], ${column((p) => p.kind)}::text[],
      ${column((p) => p.name)}::text[], ${column((p) => p.parent)}::text[],
      ${column((p) => p.ocdId)}::text[])
    on conflict (id) do nothing
    returning id`.execute(db)
  return added.rows.length
}

/** States and territories, or the children of `parent`, or names holding `search`; with contact counts. */
export async function selectPlaces(tx: Tx, filter: { parent?: string; search?: string }) {
  return tx
    .selectFrom('jurisdictions as j')
    .selectAll('j')
    .select(
      sql<number>`(select count(*)::int from contact_titles c where c.jurisdiction = j.id)`.as(
        'contacts',
      ),
    )
    .$if(filter.parent !== undefined, (query) => query.where('j.parent', '=', filter.parent ?? ''))
    .$if(filter.search !== undefined, (query) =>
      query.where('j.name', 'ilike', `%${escapeLike(filter.search ?? '')}%`).limit(SEARCH_LIMIT),
    )
    .$if(filter.parent === undefined && filter.search === undefined, (query) =>
      query.where('j.kind', 'in', ['state', 'district', 'territory']),
    )
    .orderBy('j.name')
    .orderBy('j.id')
    .execute()
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** Role holders of a place; address and number only where row-level security lets the reader have them. */
export async function selectContacts(tx: Tx, place: string) {
  return tx
    .selectFrom('contact_titles as t')
    .leftJoin('contacts as c', 'c.id', 't.id')
    .select([
      't.id',
      't.jurisdiction',
      't.role',
      't.rank',
      't.title',
      't.language',
      'c.email',
      'c.phone',
      'c.reached_at',
    ])
    .where('t.jurisdiction', '=', place)
    .orderBy('t.role')
    .orderBy('t.rank')
    .execute()
}

export type ContactRow = {
  id: string
  jurisdiction: string
  role: string
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
}

/** Which of `ids` are on file. */
export async function selectKnownPlaces(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }>`
    select id from jurisdictions where id = any(${sql.val(ids)}::text[])`.execute(tx)
  return new Set(rows.rows.map((row) => row.id))
}

/** Adds or replaces role holders by place, role and rank in one statement. */
export async function upsertContacts(
  tx: Tx,
  rows: ContactRow[],
): Promise<{ added: number; replaced: number }> {
  const result = await sql<{ added: boolean }>`
    insert into contacts (id, jurisdiction, role, rank, title, email, phone, language)
    select id, jurisdiction, role, rank, title, email, phone, language
    from json_to_recordset(${JSON.stringify(rows)}::json) as c(
      id uuid, jurisdiction text, role text, rank int, title text, email text, phone text, language text)
    on conflict (jurisdiction, role, rank) do update set
      title = excluded.title, email = excluded.email, phone = excluded.phone,
      language = excluded.language,
      reached_at = case when contacts.email = excluded.email then contacts.reached_at end
    returning (xmax = 0) as added`.execute(tx)
  const added = result.rows.filter((row) => row.added).length
  return { added, replaced: result.rows.length - added }
}
