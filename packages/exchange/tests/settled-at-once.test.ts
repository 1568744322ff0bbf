/** Two people of one sender at once on one reply: what the second waited for is seen by it. */
import { listReplies, makeReply, settleReply } from '@tocsin/api'
import { asAnother, freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoom, type Room } from './answering.ts'

describe('two people at once, on one reply', () => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await freshPostgres()
    room = await openRoom(database)
  }, 120_000)
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  /** Until so many statements wait for a row that a transaction of this test holds. */
  const waitFor = async (statements: number) => {
    await expect
      .poll(
        async () => {
          const { rows } = await sql<{ n: number }>`
            select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db)
          return rows[0]!.n
        },
        { timeout: 30_000 },
      )
      .toBe(statements)
  }

  test('one has dealt with it, and the other is told so', async () => {
    const { platform, peer } = room
    const release = await room.share(platform, [peer])
    const { id } = await peer.call(makeReply, {
      params: { id: release },
      body: { kind: 'wrong', words: 'It is a newspaper', bodies: [], to: [platform.id] },
    })
    const settle = () => platform.call(settleReply, { params: { id } })
    const settled = await database.db.transaction().execute(async (tx) => {
      await sql`select from replies where id = ${id}::uuid for no key update`.execute(tx)
      const both = asAnother(() => Promise.allSettled([settle(), settle()]))
      await asAnother(() => waitFor(2))
      return { both }
    })
    const ends = await settled.both
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    const { items } = await platform.call(listReplies, { params: { id: release } })
    expect(items[0]!.settledAt).toBeDefined()
  })
})
