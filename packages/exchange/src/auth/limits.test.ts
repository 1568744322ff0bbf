import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { manualClock } from '../clock.ts'
import { createLimits, LIMITS, pruneTries, type Limits } from './limits.ts'

const START = new Date('2026-10-01T12:00:00.000Z')
const { points, duration } = LIMITS.linksPerEmail

onEachDatabase('limits', (open) => {
  let database: TestDatabase
  const wall = manualClock(START)

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    wall.set(START)
    await database.db.deleteFrom('tries').execute()
  })
  afterAll(() => database?.close())

  const server = () => createLimits(database.db, wall)
  /** How many of `times` tries at once are admitted, dealt to these servers in turn. */
  async function admitted(servers: Limits[], times: number, who = 'a@member.example') {
    const tries = Array.from({ length: times }, (_, i) =>
      servers[i % servers.length]!.count('linksPerEmail', who).then(
        () => 1,
        () => 0,
      ),
    )
    return (await Promise.all(tries)).reduce<number>((sum, one) => sum + one, 0)
  }
  const tries = () => database.db.selectFrom('tries').selectAll().execute()

  test('bound what all servers on one database admit together, even at the same moment', async () => {
    expect(await admitted([server(), server(), server()], 60)).toBe(points)
  })

  test('admit again once their time is over, and not before', async () => {
    const one = server()
    expect(await admitted([one], points + 1)).toBe(points)
    wall.advance(duration * 1000 - 1)
    expect(await admitted([one, server()], 2)).toBe(0)
    wall.advance(1)
    expect(await admitted([one, server()], 60)).toBe(points)
  })

  test('say what is limited, to how much, and when they admit again', async () => {
    const one = server()
    await admitted([one], points)
    wall.advance(60_000)
    await expect(one.count('linksPerEmail', 'a@member.example')).rejects.toMatchObject({
      code: 'too-many-requests',
      message: `too many sign-in links to one mailbox: ${points} in 15 minutes are taken; wait ${duration - 60} seconds, until 2026-10-01T12:15:00.000Z`,
      retryAfter: duration - 60,
    })
  })

  test('cost the database nothing more for a caller that floods', async () => {
    const one = server()
    await admitted([one], points + 1)
    const before = await tries()
    expect(await admitted([one], 500)).toBe(0)
    expect(await tries()).toEqual(before)
  })

  test('count all addresses of one IPv6 network as one caller, and other networks apart', async () => {
    const one = server()
    let network = 0
    for (let i = 0; i < 20; i++) network += await admitted([one], 1, `2001:db8:0:1::${i}`)
    expect(network).toBe(points)
    expect(await admitted([one], 1, '2001:db8:0:2::1')).toBe(1)
  })

  test('keep no address, and nothing at all once their time is over', async () => {
    await admitted([server()], 1, 'a@member.example')
    expect(JSON.stringify(await tries())).not.toContain('member.example')
    await pruneTries(database.db, new Date(START.getTime() + duration * 1000))
    expect(await tries()).toEqual([])
  })
})
