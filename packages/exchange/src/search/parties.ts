/** Who and where, found by words: members, people, groups, places. Read as the member, whose rows they are. */
import { SEARCH_NAMED, type SearchHit } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { selectPlaces } from '../offices/store.ts'
import { holdsEach } from '../db/holds.ts'
import type { Wanted } from './words.ts'

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

/** Places whose name with those above it holds each word, the widest first. */
export async function findPlaces(tx: Tx, { text }: Wanted): Promise<SearchHit[]> {
  const rows = await selectPlaces(tx, { search: text, limit: SEARCH_NAMED + 1 })
  return rows.map(({ id, full_name: title }) => ({ id, title }))
}
