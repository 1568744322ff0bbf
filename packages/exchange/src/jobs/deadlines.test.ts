import { parseLeaf } from '@tocsin/proof'
import { onEachDatabase, openExchange, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../app.ts'
import { manualClock } from '../clock.ts'
import { watchDeadlines } from './deadlines.ts'

const START = new Date('2026-10-01T12:00:00.000Z')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

onEachDatabase('deadlines', (open) => {
  let database: TestDatabase
  let exchange: Exchange
  const clock = manualClock(START)
  let steady = 0

  beforeAll(async () => {
    database = await open()
    exchange = await openExchange(database, {}, { clock, steady: () => steady })
  })
  afterAll(async () => {
    await exchange?.close()
    await database?.close()
  })

  const acts = async () => {
    const rows = await database.db
      .selectFrom('log_entries')
      .select('leaf')
      .orderBy('index')
      .execute()
    return rows.map(({ leaf }) => parseLeaf(leaf).kind)
  }

  test('do not count as missed when the clock of the machine leaps, and the log says that it did', async () => {
    await exchange.drain()
    expect(await acts()).toEqual([])
    clock.advance(3 * DAY)
    await exchange.drain()
    expect(await acts()).toEqual(['clock.leapt'])
    const { payload } = await database.db
      .selectFrom('log_payloads')
      .select('payload')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(payload)).toEqual({
      by: 'exchange',
      from: '2026-10-01T12:00:00.000Z',
      to: '2026-10-04T12:00:00.000Z',
      until: '2026-10-04T12:15:00.000Z',
    })
  })

  test('wait after a standstill of the exchange, and are worked through when the wait is over', async () => {
    clock.advance(DAY)
    let now = 0
    let worked = 0
    const deadlines = await watchDeadlines(exchange.context, () => now)
    const tick = () => deadlines.hold(async () => (worked++, false))
    await tick()
    expect(worked).toBe(0)
    expect((await acts()).at(-1)).toBe('exchange.stood-still')
    now += 15 * MINUTE
    clock.advance(15 * MINUTE)
    await tick()
    expect(worked).toBe(1)
  })
})
