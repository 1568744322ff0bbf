/** Who and where, found by words: members, people, groups, defended parties, vendors, places. Read as the member, whose rows they are. */
import { SEARCH_NAMED, type SearchHit } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { selectPlaces } from '../offices/store.ts'
import { holdsEach } from '../db/holds.ts'
import type { Wanted } from './words.ts'

/** Domains or places that stand beside a name. */
const MOST_BESIDE = 3

export async function findMembers(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const rows = await tx
    .selectFrom('members as m')
    .select(['m.id', 'm.name', 'm.kind'])
    .where(holdsEach(sql`m.name`, parts))
    .orderBy('m.name')
    .limit(SEARCH_NAMED + 1)
    .execute()
  return rows.map(({ id, name, kind }) => ({ id, title: name, of: kind }))
}

/** People by name or address: those of the own member, and for an operator all. `id` is their member's. */
export async function findPeople(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const rows = await tx
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.id', 'p.name', 'p.email', 'm.id as member_id', 'm.name as member'])
    .where('p.active', '=', true)
    .where(holdsEach(sql`concat_ws(' ', p.name, p.email)`, parts))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(SEARCH_NAMED + 1)
    .execute()
  return rows.map((row) => ({
    id: row.member_id,
    own: row.id,
    title: row.name,
    of: row.email,
    where: row.member,
  }))
}

export async function findGroups(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const rows = await tx
    .selectFrom('groups as g')
    .select(['g.id', 'g.name'])
    .where(holdsEach(sql`g.name`, parts))
    .orderBy('g.name')
    .orderBy('g.id')
    .limit(SEARCH_NAMED + 1)
    .execute()
  return rows.map(({ id, name }) => ({ id, title: name }))
}

/** Defended parties by name or domain, those that wait for a look too. */
export async function findParties(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const { rows } = await sql<Domained>`
    select p.id, p.name, coalesce(array(select jsonb_array_elements_text(v.statement -> 'domains')), '{}') as domains
    from defended_parties p
    left join lateral (select v.statement::jsonb as statement from party_versions v
      where v.party_id = p.id and v.state in ('in-force', 'proposed') order by v.version desc limit 1) v on true
    where ${holdsEach(sql`concat_ws(' ', p.name, v.statement ->> 'domains')`, parts)}
    order by lower(p.name), p.id limit ${SEARCH_NAMED + 1}`.execute(tx)
  return rows.map(toDomained)
}

/** Vendors by name, domain or system. */
export async function findVendors(tx: Tx, { parts }: Wanted): Promise<SearchHit[]> {
  const { rows } = await sql<Domained>`
    select v.id, v.name, v.domains from vendors v
    where ${holdsEach(
      sql`concat_ws(' ', v.name, array_to_string(v.domains, ' '),
        (select string_agg(s.name, ' ') from vendor_systems s where s.vendor_id = v.id))`,
      parts,
    )}
    order by lower(v.name), v.id limit ${SEARCH_NAMED + 1}`.execute(tx)
  return rows.map(toDomained)
}

type Domained = { id: string; name: string; domains: string[] }

function toDomained({ id, name, domains }: Domained): SearchHit {
  return { id, title: name, ...(domains.length > 0 ? { of: named(domains) } : {}) }
}

/** The first of many, and how many more there are. */
export function named(names: readonly string[]): string {
  const more = names.length - MOST_BESIDE
  return names.slice(0, MOST_BESIDE).join(', ') + (more > 0 ? ` + ${more}` : '')
}

/** Places whose name with those above it holds each word, the widest first. */
export async function findPlaces(tx: Tx, { text }: Wanted): Promise<SearchHit[]> {
  const rows = await selectPlaces(tx, { search: text, limit: SEARCH_NAMED + 1 })
  return rows.map(({ id, full_name: title }) => ({ id, title }))
}
