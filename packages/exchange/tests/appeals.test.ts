/** Appeals: each holder is told once and answers for itself, and nobody learns who holds what. */
import {
  answerAppeal,
  answerRecall,
  type AppealAnswer,
  bringAppeal,
  createRelease,
  getReleaseObjects,
  listAppeals,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
  withdrawAppeal,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, linesOf, openRoom, type Room } from './answering.ts'

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

type Thing = { type: string; id: string }
const thingsOf = (count: number): Thing[] =>
  Array.from({ length: count }, () => ({
    type: 'user-account',
    spec_version: '2.1',
    id: `user-account--${randomUUID()}`,
    account_login: `quillwort${randomUUID().slice(0, 8)}`,
  }))
const release = async (by: Actor, to: Actor[], objects: Thing[]) => {
  const draft: ReleaseDraft = {
    title: `Seen in step ${randomUUID()}`,
    terms: {
      groupId: room.group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
      named: to.map(({ id }) => id),
    },
    objects,
  }
  const { digest } = await by.call(previewRelease, { body: draft })
  return (await by.call(createRelease, { body: { draft, digest } })).summary.id
}
const bring = (by: Actor, id: string, things: Thing[], more: object = {}) =>
  by.call(bringAppeal, {
    params: { id },
    body: {
      appealId: randomUUID(),
      behalf: 'person',
      words: 'These accounts are of people who wrote for themselves',
      stixIds: things.map((one) => one.id),
      governmentToo: false,
      ...more,
    },
  })
const appealsOf = async (by: Actor) => (await by.call(listAppeals)).items
const answer = (by: Actor, { id }: { id: string }, how: AppealAnswer) =>
  by.call(answerAppeal, { params: { id }, body: { answer: how } })
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
  )

test('an appeal reaches every holder once, by whichever releases it has the things, and tells each only of what it has', async () => {
  const { platform, peer, third, outside } = room
  const things = thingsOf(3)
  const first = await release(platform, [peer, third], things)
  const again = await release(peer, [hub], things.slice(0, 1))
  await release(platform, [peer], things.slice(1))
  const one = await bring(third, first, things)
  expect(one).toMatchObject({ own: true, answers: [], governmentToo: false })
  const seen = await Promise.all(
    [platform, peer, hub].map(async (by) =>
      (await appealsOf(by)).map(({ id, stixIds, words }) => [id, stixIds, words]),
    ),
  )
  const sorted = (ids: Thing[]) => ids.map(({ id }) => id).toSorted()
  expect(seen).toEqual([
    [[one.id, sorted(things), one.words]],
    [[one.id, sorted(things), one.words]],
    [[one.id, sorted(things.slice(0, 1)), one.words]],
  ])
  expect(await appealsOf(outside)).toEqual([])
  // Whoever passed it on finds its own release there, to take it back.
  const [ofPeer] = await appealsOf(peer)
  expect(ofPeer!.releases).toContainEqual(expect.objectContaining({ id: again, sent: true }))
  // Each answers for itself, to whoever brought it alone.
  await answer(platform, one, 'looking')
  await answer(platform, one, 'corrected')
  await answer(hub, one, 'kept')
  const [back] = await appealsOf(third)
  expect(back!.answers!.map((said) => [said.member.name, said.answer]).toSorted()).toEqual([
    ['Hub', 'kept'],
    ['Platform', 'corrected'],
  ])
  for (const by of [peer, hub])
    expect((await appealsOf(by)).map((shown) => shown.answers)).toEqual([undefined])
  expect(await faultOf(answer(outside, one, 'kept'))).toBe('not-found')
  expect(await faultOf(answer(third, one, 'kept'))).toBe('not-found')
})

test('what is found wrong is taken back by each that released it, from every holder', async () => {
  const { platform, peer, third } = room
  const things = thingsOf(19)
  const first = await release(platform, [peer, third], things)
  const again = await release(peer, [hub], things)
  const one = await bring(third, first, things)
  for (const [by, id] of [
    [platform, first],
    [peer, again],
  ] as const) {
    await by.call(recallRelease, { params: { id }, body: { reason: '19 accounts were wrong' } })
    await answer(by, one, 'removed')
  }
  await hub.call(answerRecall, { params: { id: again }, body: { answer: 'deleted' } })
  for (const [by, id] of [
    [peer, first],
    [third, first],
    [hub, again],
  ] as const)
    expect(await faultOf(by.call(getReleaseObjects, { params: { id } }))).not.toBe('none')
  // A holder that has said that it deleted them is told of no further appeal.
  const next = await bring(platform, first, things)
  const told = async (by: Actor) => (await appealsOf(by)).some(({ id }) => id === next.id)
  expect([await told(peer), await told(hub)]).toEqual([true, false])
})

test('an appeal is by whoever has the things, never by a body of government, and reaches one only where that was said', async () => {
  const { agency, platform, peer, outside } = room
  const things = thingsOf(2)
  const first = await release(platform, [peer, agency], things)
  expect(await faultOf(bring(agency, first, things))).toBe(
    'refused-by-policy appeal-not-of-government',
  )
  expect(await faultOf(bring(outside, first, things))).toBe('not-found')
  expect(await faultOf(bring(peer, first, thingsOf(1)))).toBe('bad-request')
  const before = await linesOf(agency)
  const quiet = await bring(peer, first, things)
  await answer(platform, quiet, 'kept')
  expect(await appealsOf(agency)).toEqual([])
  expect(await linesOf(agency)).toEqual(before)
  const loud = await bring(peer, first, things, { governmentToo: true })
  expect((await appealsOf(agency)).map(({ id }) => id)).toEqual([loud.id])
  const rows = await asMember(
    database.db,
    { memberId: agency.id, operator: true },
    room.stage.clock.now(),
    async (tx) => [
      ...(await tx.selectFrom('appeal_holders').select('member_id').execute()),
      ...(await tx.selectFrom('appeal_own').select('member_id').execute()),
    ],
  )
  expect(rows).toEqual([{ member_id: agency.id }])
  const machine = await room.stage.withKey(peer)
  expect(await faultOf(machine.call(listAppeals))).toBe('forbidden')
})

test('an appeal that is sent twice is one, other words under its id are refused, and one that is withdrawn takes no answer', async () => {
  const { platform, peer } = room
  const things = thingsOf(1)
  const first = await release(platform, [peer], things)
  const appealId = randomUUID()
  const sent = await Promise.all([1, 2, 3].map(() => bring(peer, first, things, { appealId })))
  expect(new Set(sent.map(({ id }) => id))).toEqual(new Set([appealId]))
  expect((await appealsOf(platform)).filter(({ id }) => id === appealId)).toHaveLength(1)
  expect(await faultOf(bring(peer, first, things, { appealId, words: 'Others' }))).toBe('conflict')
  expect(await faultOf(bring(platform, first, things, { appealId }))).toBe('conflict')
  const params = { id: appealId }
  expect(await faultOf(platform.call(withdrawAppeal, { params }))).toBe('not-found')
  expect((await peer.call(withdrawAppeal, { params })).withdrawn).toBe(true)
  expect(await faultOf(answer(platform, sent[0]!, 'removed'))).toBe('conflict')
})

test('of appeals that one member brings at once about a release no more are kept than may be', async () => {
  const { platform, peer } = room
  const things = thingsOf(1)
  const id = await release(platform, [peer], things)
  const ends = await Promise.all(Array.from({ length: 60 }, () => faultOf(bring(peer, id, things))))
  expect(ends.filter((end) => end === 'none')).toHaveLength(50)
  expect(ends.filter((end) => end === 'too-large')).toHaveLength(10)
})
