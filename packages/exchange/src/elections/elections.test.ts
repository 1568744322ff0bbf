import {
  addElection,
  addToGroup,
  changeElection,
  createGroup,
  listElections,
  listGroups,
  type BodyOf,
  type ElectionDraft,
} from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, daysUntil, isDay, startOfDay } from './rules.ts'

const DRAFT: ElectionDraft = {
  name: 'General election',
  kind: 'general',
  date: '2026-11-03',
  places: ['12', '13'],
  deadlines: [{ name: 'Last day to register', date: '2026-10-05' }],
}

const CHARTER: BodyOf<typeof createGroup> = {
  name: 'Election room',
  charter: 'Threats to the running of the election.',
  purposes: ['election-security'],
  legalBasis: 'Agreement',
  maxTlp: 'amber',
  expiresAt: '2027-01-01T00:00:00.000Z',
}

test('days are counted by the calendar of the place, also across a change of the clocks', () => {
  const late = new Date('2026-11-03T03:00:00Z')
  expect(daysUntil('2026-11-03', late, 'America/New_York')).toBe(1)
  expect(daysUntil('2026-11-03', late, 'Europe/Paris')).toBe(0)
  expect(daysUntil('2026-11-02', late, null)).toBe(-1)
  expect(daysUntil('2026-11-03', new Date('2026-10-01T12:00:00Z'), 'America/New_York')).toBe(33)
})

test('a day begins by the clocks of its place, also on the day on which they change', () => {
  const starts = (day: string, zone: string | null) => startOfDay(day, zone).toISOString()
  expect(starts('2026-11-03', 'America/New_York')).toBe('2026-11-03T05:00:00.000Z')
  expect(starts('2026-11-01', 'America/New_York')).toBe('2026-11-01T04:00:00.000Z')
  expect(starts('2026-11-02', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z')
  expect(starts('2026-03-29', 'Europe/Paris')).toBe('2026-03-28T23:00:00.000Z')
  expect(starts('2026-11-03', 'Pacific/Honolulu')).toBe('2026-11-03T10:00:00.000Z')
  expect(starts('2026-11-03', null)).toBe('2026-11-03T00:00:00.000Z')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})

test('the thirtieth of February is no day, nor is one of a year that no election is of', () => {
  const days = ['1900-01-01', '2026-02-28', '2999-12-31']
  expect(days.map(isDay)).toEqual([true, true, true])
  const none = ['2026-02-30', '2026-13-01', '0000-01-01', '0001-01-01', '9999-12-31']
  expect(none.map(isDay)).toEqual(none.map(() => false))
})

onEachDatabase('elections', (open) => {
  let node: TestExchange
  let platformId: string
  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    await node.admit({ name: 'Hub', kind: 'hub', email: 'hub@hub.example', roles: ['operator'] })
    const platform = { name: 'Platform A', kind: 'platform', email: 'a@a.example' } as const
    platformId = await node.admit({ ...platform, roles: ['analyst'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  test('an operator adds and changes one, everyone reads it with the days left, and the log keeps what it was', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const added = await hub(addElection, { body: DRAFT })
    expect(added).toMatchObject({ ...DRAFT, daysLeft: 33, deadlines: [{ daysLeft: 4 }] })
    const body = { ...DRAFT, date: '2026-11-10', edition: added.edition }
    await hub(changeElection, { params: { id: added.id }, body })
    const platform = await node.stage.as('a@a.example')
    const { items } = await platform(listElections)
    expect(items).toMatchObject([{ id: added.id, date: '2026-11-10', daysLeft: 40 }])
    node.clock.advance(86_400_000)
    expect((await platform(listElections)).items[0]?.daysLeft).toBe(39)
    const rows = await node.context.database.db
      .selectFrom('log_payloads')
      .select('payload')
      .where('subject', '=', `election:${added.id}`)
      .execute()
    expect(rows.map((row) => String(row.payload)).join()).toMatch(/"before":\{[^}]*2026-11-03/)
  })

  test('a charter ends so many days after an election, shows its date, and moves with it on the record', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const { id: election, edition } = await hub(addElection, {
      body: { ...DRAFT, name: 'Runoff' },
    })
    const { expiresAt: _, ...charter } = CHARTER
    const body = { ...charter, endsWith: { election, days: 30 } }
    const group = await hub(createGroup, { body })
    expect(group).toMatchObject({
      expiresAt: '2026-12-04T05:00:00.000Z',
      endsWith: { election, days: 30, name: 'Runoff' },
    })
    await hub(addToGroup, { params: { id: group.id, memberId: platformId } })
    await hub(changeElection, {
      params: { id: election },
      body: { ...DRAFT, name: 'Runoff', date: '2026-11-10', edition },
    })
    const platform = await node.stage.as('a@a.example')
    const [seen] = (await platform(listGroups)).items
    expect(seen).toMatchObject({ id: group.id, expiresAt: '2026-12-11T05:00:00.000Z' })
    const moved = await node.context.database.db
      .selectFrom('log_payloads')
      .select(['payload', 'members'])
      .where('subject', '=', `group:${group.id}`)
      .orderBy('index', 'desc')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(moved.payload)).toMatchObject({
      election,
      before: '2026-12-04T05:00:00.000Z',
      expiresAt: '2026-12-11T05:00:00.000Z',
      by: { member: expect.any(String), person: expect.any(String) },
    })
    expect(moved.members).toContain(platformId)
  })

  test('what is kept of an election that was changed since it was opened is refused, and says what differs', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const opened = await hub(addElection, { body: { ...DRAFT, name: 'Opened twice' } })
    const params = { id: opened.id }
    const { edition } = opened
    const first = { ...DRAFT, name: 'Opened twice', date: '2026-11-10', edition }
    const changed = await hub(changeElection, { params, body: first })
    expect(changed.edition).not.toBe(edition)
    const second = { ...DRAFT, name: 'Opened thrice', edition }
    await expect(hub(changeElection, { params, body: second })).rejects.toMatchObject({
      code: 'conflict',
      path: '/body/edition',
      message: expect.stringContaining('differs from yours in: name, day.'),
    })
    const [onFile] = (await hub(listElections)).items.filter(({ id }) => id === opened.id)
    expect(onFile).toEqual(changed)
    await hub(changeElection, { params, body: { ...second, edition: changed.edition } })
  })

  test('of two who change one election at once the later is refused, and no charter founded meanwhile ends by its day of before', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const { id: election } = await hub(addElection, { body: { ...DRAFT, name: 'Moved often' } })
    const { expiresAt: _, ...charter } = CHARTER
    for (let round = 0; round < 12; round++) {
      const [opened] = (await hub(listElections)).items.filter(({ id }) => id === election)
      const { edition } = opened!
      const days = [0, 1].map((day) => addDays('2026-11-10', 2 * round + day))
      const [one, other] = await Promise.allSettled([
        ...days.map((date) =>
          hub(changeElection, { params: { id: election }, body: { ...DRAFT, date, edition } }),
        ),
        ...['a', 'b'].map((name) =>
          hub(createGroup, {
            body: { ...charter, name: `Room ${round}${name}`, endsWith: { election, days: 1 } },
          }),
        ),
      ])
      expect([one!.status, other!.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    }
    const { rows } = await sql<{ payload: string }>`
      select payload from log_payloads where subject = ${`election:${election}`} order by index`.execute(
      node.context.database.db,
    )
    const kept = rows.map(({ payload }) => JSON.parse(payload))
    expect(kept).toHaveLength(13)
    expect(kept.slice(1).map(({ before }) => before.date)).toEqual(
      kept.slice(0, -1).map(({ date }) => date),
    )
    const ends = (await hub(listGroups)).items
      .filter(({ endsWith }) => endsWith?.election === election)
      .map((group) => group.expiresAt)
    expect(ends).toHaveLength(24)
    expect(new Set(ends)).toEqual(
      new Set([startOfDay(addDays(kept.at(-1).date, 2), 'America/New_York').toISOString()]),
    )
  })

  test('a charter names one end, and an election that is on file', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const { id: election } = await hub(addElection, { body: DRAFT })
    const { expiresAt, ...charter } = CHARTER
    const faulty: [BodyOf<typeof createGroup>, string][] = [
      [charter, '/body/expiresAt'],
      [{ ...charter, expiresAt, endsWith: { election, days: 1 } }, '/body/expiresAt'],
      [{ ...charter, endsWith: { election: randomUUID(), days: 1 } }, '/body/endsWith/election'],
    ]
    for (const [body, path] of faulty)
      await expect(hub(createGroup, { body })).rejects.toMatchObject({ path })
  })

  test('nobody else adds one, and a place or day that does not exist is refused with its path', async () => {
    const platform = await node.stage.as('a@a.example')
    await expect(platform(addElection, { body: DRAFT })).rejects.toMatchObject({ status: 403 })
    const hub = await node.stage.as('hub@hub.example')
    const faulty = [
      [{ ...DRAFT, date: '2026-02-30' }, '/body/date'],
      [{ ...DRAFT, places: ['12', 'XX'] }, '/body/places/1'],
      [{ ...DRAFT, deadlines: [{ name: 'None', date: '2026-99-01' }] }, '/body/deadlines/0/date'],
    ] as const
    for (const [body, path] of faulty)
      await expect(hub(addElection, { body: body as ElectionDraft })).rejects.toMatchObject({
        path,
      })
    const unknown = { params: { id: randomUUID() }, body: { ...DRAFT, edition: '0'.repeat(16) } }
    await expect(hub(changeElection, unknown)).rejects.toMatchObject({ status: 404 })
  })
})
