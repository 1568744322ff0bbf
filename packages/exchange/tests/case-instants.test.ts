/** The joint clock of a case: an instant holds for whoever said yes, and for nobody else. */
import {
  answerCaseInvitation,
  type CaseInstant,
  inviteToCase,
  leadCase,
  listCaseEvents,
  listCaseInstants,
  mergeCase,
  openCase,
  partCase,
  proposeCaseInstant,
  sayToCaseInstant,
  withdrawCaseInstant,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openRoom, type Room } from './answering.ts'

const HOUR = 3_600_000

let database: TestDatabase
let room: Room
let hub: Actor
beforeAll(async () => {
  database = await freshPostgres()
  room = await openRoom(database)
  hub = await room.stage.join(room.hub, ['analyst'])
})
afterAll(async () => {
  await room?.close()
  await database?.close()
})

const opened = async (by: Actor, joins: Actor[]) => {
  const invited = joins.map((one) => one.id)
  const body = { groupId: room.group, purpose: 'election-security' as const, invited }
  const { id } = await by.call(openCase, { body })
  for (const one of joins) await answer(one, id, 'joined')
  return id
}
const answer = (by: Actor, id: string, how: 'joined' | 'left') =>
  by.call(answerCaseInvitation, { params: { id }, body: { answer: how } })
const inHours = (hours: number) =>
  new Date(room.stage.clock.now().getTime() + hours * HOUR).toISOString()
const propose = (by: Actor, id: string, more: object = {}) =>
  by.call(proposeCaseInstant, {
    params: { id },
    body: {
      instantId: randomUUID(),
      kind: 'disclosure',
      words: 'All publish',
      at: inHours(4),
      ...more,
    },
  })
const say = (by: Actor, id: string, { id: instant }: { id: string }, says: 'yes' | 'no') =>
  by.call(sayToCaseInstant, { params: { id, instant }, body: { says } })
const withdraw = (by: Actor, id: string, { id: instant }: { id: string }) =>
  by.call(withdrawCaseInstant, { params: { id, instant } })
const instantsOf = async (by: Actor, id: string) =>
  (await by.call(listCaseInstants, { params: { id } })).items
const saidIn = ({ says }: CaseInstant) => says.map((one) => `${one.member.name} ${one.says}`)
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
  )

test('each member says yes, no or nothing for itself, takes it back until the instant comes, and then it stands', async () => {
  const { platform, peer, third } = room
  const id = await opened(platform, [peer, third])
  const one = await propose(platform, id)
  expect(saidIn(one)).toEqual(['Other platform unsaid', 'Platform yes', 'Third platform unsaid'])
  await say(peer, id, one, 'yes')
  await say(third, id, one, 'yes')
  const [now] = await Promise.all([say(third, id, one, 'no'), say(peer, id, one, 'yes')])
  expect(now.says.find(({ member }) => member.id === third.id)!.says).toBe('no')
  const acts = (await platform.call(listCaseEvents, { params: { id } })).items.map(
    ({ act, by }) => `${by.name} ${act}`,
  )
  expect(acts.slice(0, 4)).toEqual([
    'Third platform instant-declined',
    'Third platform instant-agreed',
    'Other platform instant-agreed',
    'Platform instant-proposed',
  ])
  room.stage.clock.advance(5 * HOUR)
  expect(await faultOf(say(third, id, one, 'yes'))).toBe('conflict')
  expect(await faultOf(withdraw(platform, id, one))).toBe('conflict')
  const [past] = await instantsOf(third, id)
  expect([past!.past, saidIn(past!)]).toEqual([
    true,
    ['Other platform yes', 'Platform yes', 'Third platform no'],
  ])
})

test('an instant that has passed, is sent twice, or was withdrawn comes to a defined end', async () => {
  const { platform, peer } = room
  const id = await opened(platform, [peer])
  const other = await opened(platform, [peer])
  const instantId = randomUUID()
  const at = inHours(3)
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => propose(platform, id, { instantId, at })),
  )
  expect(new Set(sent.map((one) => one.id))).toEqual(new Set([instantId]))
  expect(await instantsOf(peer, id)).toHaveLength(1)
  expect(await faultOf(propose(platform, id, { instantId, at: inHours(9) }))).toBe('conflict')
  expect(await faultOf(propose(platform, other, { instantId, at }))).toBe('conflict')
  expect(await faultOf(propose(peer, id, { instantId, at }))).toBe('conflict')
  expect(await faultOf(propose(platform, id, { at: inHours(0) }))).toBe('bad-request')
  expect(await faultOf(propose(platform, id, { at: '2026-13-41T25:61:61Z' }))).toBe('bad-request')
  const [one] = sent
  expect(await faultOf(withdraw(peer, id, one!))).toBe('not-found')
  expect((await withdraw(platform, id, one!)).withdrawnAt).toBeDefined()
  expect((await withdraw(platform, id, one!)).withdrawnAt).toBeDefined()
  expect(await faultOf(say(peer, id, one!, 'yes'))).toBe('conflict')
  const two = await propose(platform, id)
  // Withdrawn while somebody says yes: either it was said before, or it is refused.
  const said = await Promise.all([
    faultOf(withdraw(platform, id, two)),
    faultOf(say(peer, id, two, 'yes')),
  ])
  expect(said[0]).toBe('none')
  expect(['none', 'conflict']).toContain(said[1])
  await platform.call(leadCase, { params: { id }, body: { act: 'close' } })
  expect(await faultOf(propose(platform, id))).toBe('conflict')
})

test('an instant holds no more for whoever leaves the case, and is said to nobody who comes later', async () => {
  const { platform, peer, third } = room
  const id = await opened(platform, [peer])
  const one = await propose(platform, id)
  await say(peer, id, one, 'yes')
  await answer(peer, id, 'left')
  expect((await instantsOf(platform, id)).map(saidIn)).toEqual([['Platform yes']])
  for (const by of [third, peer]) {
    await platform.call(inviteToCase, { params: { id }, body: { memberId: by.id } })
    await answer(by, id, 'joined')
  }
  expect((await instantsOf(platform, id)).map(saidIn)).toEqual([
    ['Other platform unsaid', 'Platform yes'],
  ])
  const late = await third.call(listCaseInstants, { params: { id } })
  expect([late.items, late.withheld]).toEqual([[], 1])
  expect(await faultOf(say(third, id, one, 'yes'))).toBe('not-found')
})

test('between a body of government and a platform no instant is proposed, and neither is shown what the other says to that of a third', async () => {
  const { agency, platform, researcher } = room
  const id = await opened(hub, [agency, platform, researcher])
  const ofAgency = await propose(agency, id, { kind: 'act' })
  expect(await faultOf(propose(agency, id, { words: 'Please remove these accounts' }))).toBe(
    'refused-by-policy case-words-ask-nothing',
  )
  expect(await faultOf(say(platform, id, ofAgency, 'yes'))).toBe('not-found')
  const seen = await platform.call(listCaseInstants, { params: { id } })
  expect([seen.items, seen.withheld]).toEqual([[], 1])
  const ofPlatform = await propose(platform, id)
  expect(await faultOf(say(agency, id, ofPlatform, 'yes'))).toBe('not-found')
  const ofHub = await propose(hub, id)
  await say(platform, id, ofHub, 'yes')
  await say(agency, id, ofHub, 'no')
  await say(researcher, id, ofHub, 'yes')
  const said = async (by: Actor) =>
    saidIn((await instantsOf(by, id)).find((one) => one.id === ofHub.id)!)
  expect(await said(agency)).toEqual(['Agency no', 'Hub yes', 'Observatory yes'])
  expect(await said(platform)).toEqual(['Hub yes', 'Observatory yes', 'Platform yes'])
  expect(await said(hub)).toEqual(['Agency no', 'Hub yes', 'Observatory yes', 'Platform yes'])
  const acts = (await platform.call(listCaseEvents, { params: { id } })).items.map(
    ({ act, by }) => `${by.name} ${act}`,
  )
  expect(acts.filter((act) => act.startsWith('Agency'))).toEqual(['Agency joined'])
})

test('instants go along with a case that is merged and come back with it, said to nobody else for it', async () => {
  const { platform, peer, third } = room
  const id = await opened(platform, [peer])
  const into = await opened(platform, [peer, third])
  const one = await propose(platform, id)
  await platform.call(mergeCase, { params: { id }, body: { into } })
  await say(peer, into, one, 'yes')
  expect((await instantsOf(peer, into)).map(saidIn)).toEqual([
    ['Other platform yes', 'Platform yes'],
  ])
  expect(await instantsOf(third, into)).toEqual([])
  await platform.call(partCase, { params: { id } })
  expect((await instantsOf(peer, id)).map(saidIn)).toEqual([['Other platform yes', 'Platform yes']])
  expect(await instantsOf(peer, into)).toEqual([])
})
