import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { PAGE_SIZE } from '../db/keyset.ts'
import type { Node } from './tree.ts'

/** Adds places in one statement, leaving those on file; returns how many were new. */
export async function insertPlaces(db: Db, nodes: readonly Node[]): Promise<number> {
  const rows = nodes.map((node) => ({
    id: node.id,
    kind: node.kind,
    name: node.name,
    parent: node.parent,
    ocd_id: node.ocdId,
    lineage: node.lineage,
    full_name: node.fullName,
    accountable: node.accountable,
    told_with: node.toldWith,
    languages: node.languages,
    time_zone: node.timeZone,
  }))
  const added = await sql`
    insert into jurisdictions (id, kind, name, parent, ocd_id, lineage, full_name, accountable, told_with, languages, time_zone)
    select id, kind, name, parent, ocd_id, lineage, full_name, accountable, told_with, languages, time_zone
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(
      id text, kind text, name text, parent text, ocd_id text, lineage text[], full_name text, accountable text,
      told_with text, languages text[], time_zone text)
    on conflict do nothing
    returning id`.execute(db)
  return added.rows.length
}

/** Letters that a search takes for their plain ones; those without a partner it does not see. */
const SMALL = 'áàâäãåéèêëíìîïóòôöõúùûüÿñç'
// Capitals too: a database of the C locale lowers letters of ASCII alone.
const ACCENTED = `${SMALL}${SMALL.normalize().toUpperCase()}.'’ʻ`
const PLAIN = 'aaaaaaeeeeiiiiooooouuuuync'.repeat(2)

/**
 * Places directly below the country, or below `parent`, or whose name with those above it holds every word of
 * `search`; a word may be the short code of a place above, such as `OH`. A search gives `limit` places and `found` counts
 * beyond them; `after` is the last place of the page before.
 */
export async function selectPlaces(
  tx: Tx,
  filter: {
    parent?: string | undefined
    search?: string | undefined
    after?: string | undefined
    limit?: number | undefined
  },
) {
  const words =
    filter.search
      ?.toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean) ?? []
  return (
    tx
      .selectFrom('jurisdictions as j')
      .selectAll('j')
      // Vendors are told under nodes of the tree and are no places.
      .where('j.kind', '<>', 'vendor')
      .select([
        sql<number>`(select count(*)::int from contact_titles c where c.jurisdiction = j.id)`.as(
          'contacts',
        ),
        sql<number>`(select count(*)::int from jurisdictions b where b.parent = j.id)`.as('below'),
        sql<number>`(count(*) over ())::int`.as('found'),
      ])
      .$if(filter.parent !== undefined, (query) =>
        query.where('j.parent', '=', filter.parent ?? ''),
      )
      .$if(filter.search !== undefined, (query) =>
        words.reduce((q, word) => q.where(holdsWord(word)), query).limit(filter.limit ?? PAGE_SIZE),
      )
      .$if(filter.search !== undefined && filter.after !== undefined, (query) =>
        query.where(sql<boolean>`(cardinality(j.lineage), j.name, j.id) >
          (select cardinality(l.lineage), l.name, l.id from jurisdictions l where l.id = ${filter.after ?? ''})`),
      )
      .$if(filter.parent === undefined && filter.search === undefined, (query) =>
        query.where('j.parent', 'in', (q) =>
          q.selectFrom('jurisdictions as r').select('r.id').where('r.parent', 'is', null),
        ),
      )
      // A name alone finds the state before its many counties.
      .$if(filter.search !== undefined, (query) => query.orderBy(sql`cardinality(j.lineage)`))
      .orderBy('j.name')
      .orderBy('j.id')
      .execute()
  )
}

function holdsWord(word: string) {
  const plain = (text: RawBuilder<string>) =>
    sql<string>`translate(lower(replace(replace(${text}, 'œ', 'oe'), 'Œ', 'oe')), ${ACCENTED}, ${PLAIN})`
  const named = sql<boolean>`${plain(sql`j.full_name`)} like '%' || ${plain(sql`${escapeLike(word)}::text`)} || '%'`
  // `oh` is in `country:us/state:oh/county:franklin`, and in many a name too.
  return /^[a-z]{2}$/.test(word)
    ? sql<boolean>`(${named} or j.ocd_id like ${`%:${word}/%`} or j.ocd_id like ${`%:${word}`})`
    : named
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
      'c.sms',
      'c.voice',
      'c.fax',
      'c.ways',
      'c.time_zone',
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
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
}

/** Which of `ids` are on file, each with its time zone if it has one. */
export async function selectKnownPlaces(
  tx: Tx,
  ids: string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql<{ id: string; time_zone: string | null }>`
    select id, time_zone from jurisdictions where id = any(${sql.val(ids)}::text[])`.execute(tx)
  return new Map(rows.rows.map((row) => [row.id, row.time_zone]))
}

/** Which of `ids` are nodes under which vendors are told. */
export async function selectVendorNodes(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }>`
    select id from jurisdictions where kind = 'vendor' and id = any(${sql.val(ids)}::text[])`.execute(
    tx,
  )
  return new Set(rows.rows.map((row) => row.id))
}

/** Adds or replaces role holders by place, role and rank in one statement. */
export async function upsertContacts(
  tx: Tx,
  rows: ContactRow[],
): Promise<{ added: number; replaced: number }> {
  const result = await sql<{ added: boolean }>`
    insert into contacts (id, jurisdiction, role, rank, title, email, phone, language, sms, voice, fax, ways, time_zone)
    select id, jurisdiction, role, rank, title, email, phone, language, sms, voice, fax, ways, time_zone
    from json_to_recordset(${JSON.stringify(rows)}::json) as c(
      id uuid, jurisdiction text, role text, rank int, title text, email text, phone text, language text, sms text, voice text,
      fax text, ways text, time_zone text)
    on conflict (jurisdiction, role, rank) do update set
      title = excluded.title, email = excluded.email, phone = excluded.phone,
      language = excluded.language, sms = excluded.sms, voice = excluded.voice, fax = excluded.fax,
      ways = excluded.ways, time_zone = excluded.time_zone,
      reached_at = case when contacts.email = excluded.email then contacts.reached_at end
    returning (xmax = 0) as added`.execute(tx)
  const added = result.rows.filter((row) => row.added).length
  return { added, replaced: result.rows.length - added }
}

/** Facts on places and on all places that they are told with, by id; ids that are not on file are left out. */
export async function selectTold(db: Db, ids: readonly string[]) {
  const found = await sql<Pick<Node, 'id' | 'kind' | 'lineage' | 'accountable' | 'toldWith'>>`
    with recursive told as (
      select id, kind, lineage, accountable, told_with from jurisdictions where id = any(${sql.val([...ids])}::text[])
      union
      select j.id, j.kind, j.lineage, j.accountable, j.told_with from told t join jurisdictions j on j.id = t.told_with)
    select id, kind, lineage, accountable, told_with as "toldWith" from told`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** Whether places stand below this one. */
export async function hasBelow(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('jurisdictions')
    .select('id')
    .where('parent', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every place on file, parents before their children. */
export async function selectTree(tx: Db): Promise<Node[]> {
  const found = await sql<Node>`
    select id, kind, name, parent, ocd_id as "ocdId", lineage, full_name as "fullName", accountable,
      told_with as "toldWith", languages, time_zone as "timeZone"
    from jurisdictions order by cardinality(lineage), id`.execute(tx)
  return found.rows
}
