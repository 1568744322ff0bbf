/** Rosters, hand-overs and duty desks: a member's own, nobody is put on duty unasked, and nobody else learns of it. */
import {
  addShifts,
  answerCaseInvitation,
  answerHandover,
  answerShift,
  editCaseStep,
  getDesks,
  getRoster,
  listHandovers,
  listOpenSteps,
  openCase,
  setDesk,
  writeCaseStep,
  writeHandover,
  type OwnDesk,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, linesOf, openRoom, type Room } from './answering.ts'

const HOUR = 3_600_000

let database: TestDatabase
let room: Room
beforeAll(async () => {
  database = await freshPostgres()
  room = await openRoom(database)
})
afterAll(async () => {
  await room?.close()
  await database?.close()
})

const inHours = (hours: number) =>
  new Date(room.stage.clock.now().getTime() + hours * HOUR).toISOString()
const shift = (of: Actor, from: number, until: number, more: object = {}) => ({
  shiftId: randomUUID(),
  personId: of.personId,
  from: inHours(from),
  until: inHours(until),
  zone: 'Europe/Dublin',
  ...more,
})
const put = (by: Actor, ...shifts: ReturnType<typeof shift>[]) =>
  by.call(addShifts, { body: { shifts } })
const answer = (by: Actor, { id }: { id: string }, how: 'taken' | 'declined' | 'given-back') =>
  by.call(answerShift, { params: { id }, body: { answer: how } })
const rosterOf = (by: Actor, query: { from?: string; days?: number } = { days: 1 }) =>
  by.call(getRoster, { query })
const onDutyOf = async (by: Actor) => (await rosterOf(by)).onDuty.map(({ id }) => id)
const handOver = (by: Actor, more: object = {}) =>
  by.call(writeHandover, {
    body: { handoverId: randomUUID(), steps: [], waits: 'An answer of the county', ...more },
  })
const settle = (by: Actor, { id }: { id: string }, how: 'taken' | 'declined' | 'withdrawn') =>
  by.call(answerHandover, { params: { id }, body: { answer: how } })
const waitingOf = async (by: Actor) =>
  (await by.call(listHandovers, { query: { state: 'open' } })).items
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: { code: string }) => error.code,
  )
const member = async () => {
  const first = await room.stage.admit(`Hollowmere ${randomUUID()}`, 'researcher', ['analyst'])
  return { first, second: await room.stage.join(first, ['analyst']) }
}

test('a person is on duty once they have taken the shift: own ones are, those of colleagues are offered', async () => {
  const { first, second } = await member()
  const made = await put(first, shift(first, 0, 8), shift(second, 6, 16))
  const [own, offered] = made.shifts
  expect([own!.state, offered!.state]).toEqual(['taken', 'offered'])
  expect(await rosterOf(second)).toMatchObject({
    gaps: [{ from: inHours(8), until: inHours(24) }],
    overlaps: [],
    onDuty: [{ id: first.personId }],
  })
  expect(await faultOf(answer(first, offered!, 'taken'))).toBe('forbidden')
  expect((await answer(second, offered!, 'taken')).own).toBe(true)
  expect(await rosterOf(first)).toMatchObject({
    gaps: [{ from: inHours(16), until: inHours(24) }],
    overlaps: [{ from: inHours(6), until: inHours(8), people: [{}, {}] }],
  })
  room.stage.clock.advance(7 * HOUR)
  expect((await onDutyOf(first)).toSorted()).toEqual([first.personId, second.personId].toSorted())
  await answer(second, offered!, 'given-back')
  expect(await onDutyOf(first)).toEqual([first.personId])
  expect(await faultOf(answer(second, offered!, 'taken'))).toBe('conflict')
  // Who may not sign in is on duty for nobody.
  await sql`update people set active = false where id = ${first.personId}::uuid`.execute(
    database.db,
  )
  const without = await rosterOf(second)
  expect([without.onDuty, without.shifts[0]!.person.away]).toEqual([[], true])
})

test('a shift that is sent twice is kept once; what is over, too long, in no zone or of another member is refused', async () => {
  const { first, second } = await member()
  const one = shift(first, 1, 9)
  await Promise.all([put(first, one), put(first, one), put(first, one)])
  expect((await rosterOf(first)).shifts).toHaveLength(1)
  const faults = await Promise.all(
    [
      put(second, { ...one, until: inHours(10) }),
      put(room.platform, shift(room.platform, 1, 2, { shiftId: one.shiftId })),
      put(first, shift(first, -9, -1)),
      put(first, shift(first, 2, 1)),
      put(first, shift(first, 1, 24 * 15)),
      put(first, shift(first, 1, 2, { zone: 'Atlantis/Port' })),
      put(first, shift(room.platform, 1, 2)),
      put(first, shift(first, 1, 2, { from: '2026-13-41T25:61:61Z' })),
      rosterOf(first, { days: 63 }),
      rosterOf(first, { from: '2026-13-41T25:61:61Z' }),
    ].map(faultOf),
  )
  expect(faults).toEqual([
    'conflict',
    'conflict',
    ...Array.from({ length: 8 }, () => 'bad-request'),
  ])
  // One zone has several names.
  for (const zone of ['Asia/Kolkata', 'Asia/Calcutta'])
    expect((await put(second, shift(second, 1, 2, { zone }))).shifts[0]!.zone).toBe(zone)
  // All of what is sent together, or none.
  expect(await faultOf(put(first, shift(first, 3, 4), shift(first, 4, 3)))).toBe('bad-request')
  expect((await rosterOf(first)).shifts).toHaveLength(3)
})

test('a hand-over waits until a colleague takes it by an act of their own, and of two at once one does', async () => {
  const { first, second } = await member()
  const third = await room.stage.join(first, ['analyst'])
  const one = await handOver(first, { forId: second.personId, watch: 'The log of the county' })
  expect(await waitingOf(third)).toMatchObject([{ state: 'open', forMe: false, own: false }])
  expect(await faultOf(settle(first, one, 'taken'))).toBe('forbidden')
  expect(await faultOf(settle(third, one, 'declined'))).toBe('forbidden')
  expect((await settle(second, one, 'declined')).declinedAt).toBeDefined()
  expect(await waitingOf(first)).toMatchObject([{ id: one.id }])
  const both = await Promise.all([
    faultOf(settle(second, one, 'taken')),
    faultOf(settle(third, one, 'taken')),
  ])
  expect(both.toSorted()).toEqual(['conflict', 'none'])
  expect(await waitingOf(first)).toEqual([])
  const { items } = await first.call(listHandovers)
  const taker = both[0] === 'none' ? second : third
  expect(items).toMatchObject([{ state: 'taken', answeredBy: { id: taker.personId } }])
  expect(await faultOf(settle(taker, one, 'taken'))).toBe('none')
  expect(await faultOf(settle(first, one, 'withdrawn'))).toBe('conflict')
  const two = await handOver(first)
  expect((await settle(first, two, 'withdrawn')).state).toBe('withdrawn')
  expect(await faultOf(handOver(first, { waits: undefined }))).toBe('bad-request')
  expect(await faultOf(handOver(first, { forId: first.personId }))).toBe('bad-request')
  expect(await faultOf(handOver(first, { forId: room.peer.personId }))).toBe('bad-request')
})

test('whoever takes over is on duty from then, until when they say', async () => {
  const { first, second } = await member()
  const one = await handOver(first)
  const body = { answer: 'taken' as const, until: inHours(8), zone: 'Asia/Singapore' }
  const over = { ...body, until: inHours(-1) }
  const params = { id: one.id }
  expect(await faultOf(second.call(answerHandover, { params, body: over }))).toBe('bad-request')
  expect(await waitingOf(first)).toHaveLength(1)
  await second.call(answerHandover, { params, body })
  expect(await onDutyOf(first)).toEqual([second.personId])
})

test('a hand-over names steps by reference: they are shown as they stand, and no more to whoever may not read them', async () => {
  const { platform, peer } = room
  const colleague = await room.stage.join(platform, ['clerk'])
  const invited = { groupId: room.group, purpose: 'election-security' as const, invited: [peer.id] }
  const { id } = await platform.call(openCase, { body: invited })
  await peer.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
  const step = (by: Actor, words: string) =>
    by.call(writeCaseStep, { params: { id }, body: { editId: randomUUID(), words } })
  const own = await step(platform, 'Look at our logs')
  const foreign = await step(peer, 'Look at theirs')
  expect((await colleague.call(listOpenSteps)).items).toMatchObject([
    { id: own.id, words: 'Look at our logs', state: 'open' },
  ])
  expect(await faultOf(handOver(platform, { steps: [foreign.id] }))).toBe('bad-request')
  const one = await handOver(platform, { steps: [own.id] })
  await platform.call(editCaseStep, {
    params: { id, step: own.id },
    body: { editId: randomUUID(), base: own.current.id, words: 'Looked', state: 'done' },
  })
  const [seen] = await waitingOf(colleague)
  expect(seen).toMatchObject({ steps: [{ words: 'Looked', state: 'done' }], withheld: 0 })
  expect((await colleague.call(listOpenSteps)).items).toEqual([])
  await platform.call(answerCaseInvitation, { params: { id }, body: { answer: 'left' } })
  const [after] = await waitingOf(colleague)
  expect([after!.id, after!.steps, after!.withheld]).toEqual([one.id, [], 1])
})

test('what a member does with roster and hand-over leaves nothing for others: no route, row, event or entry of the log', async () => {
  const { agency, platform, hub } = room
  const machine = await room.stage.withKey(platform)
  const toldOthers = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from live_events
      where kind = 'duty.changed' and members <> array[${platform.id}::uuid]`.execute(database.db)
    return rows[0]!.n
  }
  const before = { log: await linesOf(agency), told: await toldOthers() }
  const made = await put(platform, shift(platform, 0, 8))
  const handed = await handOver(platform)
  expect(await toldOthers()).toBe(before.told)
  expect(await linesOf(agency)).toEqual(before.log)
  for (const by of [agency, room.peer, hub]) {
    const roster = await rosterOf(by)
    expect([roster.shifts, roster.onDuty, await waitingOf(by)]).toEqual([[], [], []])
    expect(roster.people.map((one) => one.id)).not.toContain(platform.personId)
    expect(await faultOf(answer(by, made.shifts[0]!, 'taken'))).toBe('not-found')
    expect(await faultOf(settle(by, handed, 'taken'))).toBe('not-found')
    const after = { query: { after: handed.id } }
    expect(await faultOf(by.call(listHandovers, after))).toBe('bad-request')
  }
  for (const path of ['/api/duty', '/api/duty/handovers', '/api/duty/desks', '/api/duty/steps'])
    expect((await machine.send(path)).status).toBe(403)
  const readers = [
    { memberId: agency.id, operator: true },
    { memberId: hub.id, operator: true },
    { memberId: platform.id, machine: true },
  ]
  for (const reader of readers) {
    const rows = await asMember(database.db, reader, room.stage.clock.now(), async (tx) => [
      ...(await tx.selectFrom('duty_shifts').select('id').execute()),
      ...(await tx.selectFrom('duty_handovers').select('id').execute()),
      ...(await tx.selectFrom('duty_handover_steps').select('step_id').execute()),
    ])
    expect(rows).toEqual([])
  }
})

test('how a duty desk is reached is shown to whom its member chooses, in numbers and addresses and no words', async () => {
  const { agency, platform, peer, outside } = room
  const set = (by: Actor, body: OwnDesk) => by.call(setDesk, { body })
  const reach = { phone: '+44 20 7946 0000', email: 'desk@platform.example' }
  const seen = async (by: Actor) =>
    (await by.call(getDesks)).others.map((one) => `${one.member.name} ${one.phone}`)
  const shown: Record<OwnDesk['shownTo'], string[][]> = {
    nobody: [[], [], []],
    'all-but-government': [['Platform +44 20 7946 0000'], [], []],
    all: [['Platform +44 20 7946 0000'], ['Platform +44 20 7946 0000'], []],
  }
  for (const [shownTo, lists] of Object.entries(shown)) {
    await set(platform, { ...reach, shownTo: shownTo as OwnDesk['shownTo'] })
    expect([await seen(peer), await seen(agency), await seen(outside)]).toEqual(lists)
  }
  const { own } = await platform.call(getDesks)
  expect(own).toEqual({ ...reach, shownTo: 'all' })
  expect(await faultOf(set(agency, { shownTo: 'all' }))).toBe('bad-request')
  const words = { phone: 'Please remove these accounts', shownTo: 'all' as const }
  expect(await faultOf(set(agency, words))).toBe('bad-request')
})
