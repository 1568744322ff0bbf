import { freshPostgres, onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const NEXT = `select nextval('numbers') as n`

async function openWithNumbers(open: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await open()
  await database.run('create sequence numbers')
  return database
}

onEachDatabase('a standing statement', (open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openWithNumbers(open)
  })
  afterAll(() => database.close())

  test('is asked anew each time', async () => {
    const ask = database.stand<{ n: number }>(NEXT)
    expect([await ask(), await ask()]).toEqual([{ n: 1 }, { n: 2 }])
    const both = await Promise.all([ask(), ask()])
    expect(both.map(({ n }) => n).toSorted()).toEqual([3, 4])
  })

  test('that fails says why each time and leaves the others alone', async () => {
    const ask = database.stand('select * from nowhere')
    for (const time of [1, 2]) await expect(ask(), `time ${time}`).rejects.toThrow('nowhere')
    expect(await database.stand<{ n: number }>('select 7::int as n')()).toEqual({ n: 7 })
  })

  test('is not asked of a closed database', async () => {
    const closed = await open()
    const [asked, never] = [closed.stand('select 1 as n'), closed.stand('select 1 as n')]
    await asked()
    await closed.close()
    for (const ask of [asked, never]) await expect(ask()).rejects.toThrow(/closed|destroyed/)
  })
})

describe('a standing statement on PostgreSQL', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openWithNumbers(freshPostgres)
  })
  afterAll(() => database.close())

  test('is answered while every other connection is busy', async () => {
    const ask = database.stand<{ n: number }>(NEXT)
    let end: () => void = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    const busy = Array.from({ length: 10 }, () =>
      database.db.connection().execute(async (db) => {
        await sql`select 1`.execute(db)
        await ended
      }),
    )
    expect(await ask()).toEqual({ n: 1 })
    end()
    await Promise.all(busy)
  })

  test('refuses who is waiting when its connection is cut, and answers the next', async () => {
    const ask = database.stand<{ slept: string }>('select pg_sleep(60)::text as slept')
    const asked = ask().catch((error: Error) => error.message)
    const cut = sql<{ cut: boolean }>`select pg_terminate_backend(pid) as cut from pg_stat_activity
      where datname = current_database() and query like 'select pg_sleep%' and state = 'active'`
    while ((await cut.execute(database.db)).rows.length === 0);
    expect(await asked).toMatch('terminat')

    const next = database.stand<{ n: number }>(NEXT)
    const { n } = await next()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = ${NEXT}`.execute(database.db)
    await expect.poll(async () => (await next().catch(() => undefined))?.n).toBe(n + 1)
  })
})
