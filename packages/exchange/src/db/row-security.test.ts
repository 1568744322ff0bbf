import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from './as-member.ts'

const NOW = new Date('2026-10-01T00:00:00.000Z')
const SECRET_TABLES = [
  'objects',
  'releases',
  'release_objects',
  'release_recipients',
  'refusals',
  'uploads',
  'detection_runs',
  'findings',
  'notices',
  'notice_targets',
  'notice_events',
  'deliveries',
]

onEachDatabase('row-level security', (open) => {
  let database: TestDatabase
  const owner = randomUUID()
  const other = randomUUID()

  beforeAll(async () => {
    database = await open()
    for (const [id, name] of [
      [owner, 'Platform A'],
      [other, 'Platform B'],
    ] as const) {
      await database.db
        .insertInto('members')
        .values({ id, name, kind: 'platform', created_at: NOW })
        .execute()
    }
    await database.db
      .insertInto('objects')
      .values({
        stix_id: 'note--1',
        version: '2026',
        type: 'note',
        spec_version: '2.1',
        body: '{}',
        sha256: new Uint8Array(32),
        owner,
        received_at: NOW,
      })
      .execute()
  })
  afterAll(() => database?.close())

  test('member B asking in raw SQL for the rows of member A gets none, and A gets its own', async () => {
    const count = (memberId: string) =>
      asMember(database.db, { memberId }, NOW, async (tx) => {
        const rows = await sql<{ n: number }>`select count(*)::int as n from objects`.execute(tx)
        return rows.rows[0]?.n
      })
    expect(await count(other)).toBe(0)
    expect(await count(owner)).toBe(1)
  })

  test('a reader can write nothing and reach no table of secrets', async () => {
    for (const statement of [
      'delete from objects',
      'select * from api_keys',
      'select * from notice_contacts',
    ]) {
      const run = asMember(database.db, { memberId: owner }, NOW, (tx) =>
        sql.raw(statement).execute(tx),
      )
      await expect(run, statement).rejects.toThrow(/permission denied/)
    }
  })

  test('every table of shared content has row-level security switched on', async () => {
    const on = await sql<{
      relname: string
    }>`select relname from pg_class where relrowsecurity`.execute(database.db)
    expect(on.rows.map((row) => row.relname)).toEqual(expect.arrayContaining(SECRET_TABLES))
  })
})
