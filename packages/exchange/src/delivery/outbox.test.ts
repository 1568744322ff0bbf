import { onEachDatabase, startTestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { begin, claim, writeOutcomes } from './outbox.ts'

const LEASE_AND_MORE = 130_000

onEachDatabase('what one process has in hand', (open) => {
  test('who was held up until another took a message over neither begins it nor takes it out of that hand', async () => {
    const database = await open()
    const node = await startTestExchange({ database })
    const { db } = database
    const now = node.clock.now()
    const id = randomUUID()
    const row = { purpose: 'notice', channel: 'sms', address: '+15055550100', state: 'queued' }
    await db
      .insertInto('deliveries')
      .values({ ...row, id, queued_at: now, next_at: now, attempts: 0 })
      .execute()
    const due = { channel: 'sms' as const, purposes: ['notice'], limit: 10, now, begins: false }
    const wall = node.context.wall.now()
    const held = await claim(db, { ...due, wall })
    const other = await claim(db, { ...due, wall: new Date(wall.getTime() + LEASE_AND_MORE) })
    expect(other.map((one) => [one.id, one.unknown])).toEqual([[id, false]])
    expect([...(await begin(db, other))]).toEqual([id])

    expect([...(await begin(db, held))]).toEqual([])
    const back = held.map((delivery) => ({ delivery, ending: 'put-back' as const }))
    await db.transaction().execute((tx) => writeOutcomes(tx, back, now))
    const kept = await db
      .selectFrom('deliveries')
      .select(['begun', 'leased_until', 'attempts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(kept).toEqual({ begun: true, leased_until: other[0]!.leasedUntil, attempts: 2 })
    await node.close()
    await database.close()
  })
})
