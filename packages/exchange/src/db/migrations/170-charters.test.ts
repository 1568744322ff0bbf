import { CharterTerms } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../../charters/store.ts'
import { lawOf } from '../../policy/law.ts'
import { type Database, openPglite, runScript } from '../database.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from './index.ts'

let database: Database
const vote = randomUUID()
const GROUPS = [
  { name: 'Long over', end: '2020-01-01T00:00:00.123456Z', basis: 'Agreement' },
  { name: 'Of some words', end: '2030-01-01T00:00:00Z', basis: String.raw`The "Act" \ of 'them'` },
  { name: 'After a vote', end: '2028-12-07T05:00:00Z', basis: 'Act', election: vote },
]

beforeAll(async () => {
  database = await openPglite(undefined)
  const { db } = database
  await runScript(db, 'create table schema_version (number int primary key, name text not null)')
  for (const { number, name, sql: text } of MIGRATIONS.filter(({ number: n }) => n < 170)) {
    await db.transaction().execute(async (tx) => {
      await runScript(tx, text)
      await sql`insert into schema_version (number, name) values (${number}, ${name})`.execute(tx)
    })
  }
  await sql`insert into elections (id, name, kind, held_on, places, deadlines, clocks)
    values (${vote}, 'Vote', 'general', '2028-11-07', '{}', '[]', '[]')`.execute(db)
  for (const { name, end, basis, election } of GROUPS)
    await sql`insert into groups (id, name, charter, purposes, legal_basis, max_tlp, expires_at, ends_with, ends_days,
        created_at, markings)
      values (${randomUUID()}, ${name}, 'What they agree on', '{research}', ${basis}, 'amber+strict', ${end},
        ${election ?? null}, ${election ? 30 : null}, '2019-01-01T00:00:00Z', '{"Own marking"}')`.execute(
      db,
    )
})
afterAll(() => database?.close())

test('each group of a database without versions has its charter as the first one, which loads and says what it said', async () => {
  const { db } = database
  expect(await migrate(db)).toContain('170-charters')
  const rows = await db
    .selectFrom('charter_versions as v')
    .innerJoin('groups as g', 'g.id', 'v.group_id')
    .selectAll('v')
    .select(['g.name', 'g.charter_number', 'g.law as lawOfGroup', 'g.next_charters'])
    .orderBy('g.expires_at')
    .execute()
  expect(rows.map(({ name, terms }) => [name, terms.until, terms.endsWith])).toEqual([
    ['Long over', '2020-01-01T00:00:00.123Z', undefined],
    ['After a vote', undefined, { election: vote, days: 30 }],
    ['Of some words', '2030-01-01T00:00:00.000Z', undefined],
  ])
  for (const row of rows) {
    expect(row).toMatchObject({
      number: 1,
      state: 'adopted',
      charter_number: 1,
      lawOfGroup: null,
      next_charters: null,
      proposed_by: null,
    })
    expect([...Value.Errors(CharterTerms, row.terms)]).toEqual([])
    expect(row.terms).toMatchObject({
      purposes: ['research'],
      maxTlp: 'amber+strict',
      markings: ['Own marking'],
      legalBasis: GROUPS.find(({ name }) => name === row.name)!.basis,
    })
    expect(lawOf(textOf(row)).rules.map(({ id }) => id)).toContain('group-marking')
  }
})
