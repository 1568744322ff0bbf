/**
 * August 2020: agencies and platforms met regularly before the election, and issued a joint statement that they had; nobody outside could
 * later read who had told whom what, or whether a request hid in it. Here an agency meets two platforms and an election office: what
 * it says is typed and confirmed by a second person, a request is not taken and the minutes say so, each promises for itself, a
 * platform dissents in its own words, and a stranger reads in the register that they met and proves the minutes.
 *
 * Left out: what is said and written down by nobody. The exchange cannot hear a room; a side that heard it can say so.
 */
import {
  addMeetingItem,
  addToGroup,
  answerMinutes,
  callMeeting,
  closeMeeting,
  confirmMeetingItem,
  createGroup,
  getMeeting,
  getMinutes,
  getReceipt,
  listRegisterMeetings,
  makePromise,
  openMeeting,
  reviewMeetingItem,
  settlePromise,
  stateAttendance,
  tellOfPromise,
  type Client,
  type ItemDraft,
  type MeetingDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { freshPostgres, seedPerson, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const NAMES = ['hub', 'agency', 'second', 'platform', 'peer', 'office'] as const
const mailOf = (name: (typeof NAMES)[number]) => `${name}@member.example`

let exchange: TestExchange
let group: string
const ids = {} as Record<(typeof NAMES)[number], string>
const as = {} as Record<(typeof NAMES)[number], Client>
beforeAll(async () => {
  exchange = await startTestExchange({
    database: await freshPostgres(),
    start: new Date('2020-08-10T14:00:00.000Z'),
  })
  for (const [name, kind] of [
    ['hub', 'hub'],
    ['agency', 'agency'],
    ['platform', 'platform'],
    ['peer', 'platform'],
    ['office', 'office'],
  ] as const)
    ids[name] = await exchange.admit({
      name: {
        hub: 'Hub',
        agency: 'Agency',
        platform: 'Platform A',
        peer: 'Platform B',
        office: 'State elections',
      }[name],
      kind,
      email: mailOf(name),
      roles: name === 'hub' ? ['operator'] : ['analyst'],
    })
  const { db } = exchange.context.database
  await seedPerson(db, ids.agency, { email: mailOf('second'), roles: ['reviewer'] })
  for (const name of NAMES) as[name] = await exchange.stage.as(mailOf(name))
  const founded = await as.hub(createGroup, {
    body: {
      name: 'Those who met before the election',
      charter: 'Members tell each other what they know of operations from abroad.',
      purposes: ['election-security'],
      legalBasis: 'Agreement of the members',
      maxTlp: 'amber',
      expiresAt: '2021-01-01T00:00:00.000Z',
    },
  })
  group = founded.id
  for (const name of ['agency', 'platform', 'peer', 'office'] as const)
    await as.hub(addToGroup, { params: { id: group, memberId: ids[name] } })
})
afterAll(async () => {
  const { database } = exchange.context
  await exchange.close()
  await database.close()
})

const callOf = (title: string, day: string, follows?: string): MeetingDraft => ({
  groupId: group,
  title,
  purpose: 'election-security',
  basis: 'Agreement of the members',
  tlp: 'amber',
  pap: 'amber',
  agenda: ['What each has seen', 'How election offices are told'],
  day,
  time: '14:00',
  zone: 'America/New_York',
  minutes: 60,
  way: 'video',
  place: 'https://video.example/room/7',
  invited: [ids.platform, ids.peer, ids.office],
  ...(follows ? { follows } : {}),
})

const said = (words: string): ItemDraft => ({
  title: 'What was seen',
  words,
  message: {
    type: 'notice-of-information',
    nexus: {
      kind: 'credible-facts',
      basis: 'A foreign service did so before an earlier election.',
    },
    authority: {
      text: 'Authority to warn of foreign influence on elections',
      from: '2020-01-01T00:00:00.000Z',
      until: '2021-01-01T00:00:00.000Z',
    },
  },
})

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: { code: string; rule?: string }) => error.rule ?? error.code,
  )

let meeting: string

test('an agency cannot call a meeting about a page; it calls one about what each has seen', async () => {
  const about = {
    ...callOf('Before the vote', '2020-08-12'),
    agenda: ['The page of @county_votes'],
  }
  expect(await codeOf(as.agency(callMeeting, { body: about }))).toBe('meeting-words-name-nothing')
  const called = await as.agency(callMeeting, { body: callOf('Before the vote', '2020-08-12') })
  meeting = called.id
  expect(called).toMatchObject({ startsAt: '2020-08-12T18:00:00.000Z', atGate: true })
})

test('what the agency says reaches the platforms once a second person has confirmed it; a request does not', async () => {
  const params = { id: meeting }
  await as.agency(openMeeting, { params, body: { version: 1 } })
  for (const name of ['agency', 'platform', 'peer', 'office'] as const)
    await as[name](stateAttendance, { params, body: { version: 0, people: [{ as: 'Counsel' }] } })
  const item = await as.agency(addMeetingItem, {
    params,
    body: said('A service abroad prepares to publish stolen mails with forged ones among them'),
  })
  expect((await as.platform(getMeeting, { params })).items).toEqual([])
  const byItem = { id: meeting, item: item.id }
  const { sha256, digest } = await as.second(reviewMeetingItem, { params: byItem })
  await as.second(confirmMeetingItem, { params: byItem, body: { sha256, digest } })
  await as.agency(addMeetingItem, { params, body: said('Please take such posts down') })
  const { items } = await as.platform(getMeeting, { params })
  expect(items.map(({ state, rule }) => [state, rule])).toEqual([
    ['taken', undefined],
    ['refused', 'government-asks-nothing'],
  ])
})

test('a platform promises for itself; whether it was kept the agency learns by its words alone, and at the next meeting no sooner', async () => {
  const params = { id: meeting }
  const body = { words: 'We look at our own logs for what was described', until: '2020-09-01' }
  const made = await as.platform(makePromise, { params, body })
  const promise = { id: meeting, promise: made.id }
  for (const other of ['agency', 'peer', 'office'] as const)
    expect(
      await codeOf(as[other](settlePromise, { params: promise, body: { state: 'kept' } })),
    ).toBe('promise-by-its-promiser')
  const before = await as.agency(getMeeting, { params })
  await as.platform(settlePromise, { params: promise, body: { state: 'kept' } })
  expect(await as.agency(getMeeting, { params })).toEqual(before)
  const next = await as.agency(callMeeting, {
    body: callOf('After the summer', '2020-09-09', meeting),
  })
  expect(next.before).toMatchObject([{ memberId: ids.platform, told: [] }])
  const words = 'We looked, and tell nobody here what we found'
  await as.platform(tellOfPromise, { params: promise, body: { words } })
  const again = await as.agency(getMeeting, { params: { id: next.id } })
  expect(again.before[0]!.told.map((one) => one.words)).toEqual([words])
})

test('each side answers to the minutes, a platform dissents, and anybody reads that they met and checks the hash', async () => {
  const params = { id: meeting }
  const { record } = await as.agency(closeMeeting, { params, body: { version: 2, answerDays: 7 } })
  const { sha256 } = record!
  const confirmed = { sha256, version: 0, answer: 'confirmed' as const }
  for (const name of ['agency', 'peer'] as const)
    await as[name](answerMinutes, { params, body: confirmed })
  const words = 'We were asked to take posts down; the minutes say only that an item was not taken'
  await as.platform(answerMinutes, { params, body: { ...confirmed, answer: 'dissented', words } })
  // The office says nothing; its time ends.
  exchange.clock.advance(8 * 86_400_000)
  await exchange.drain()
  const { text, seal } = await as.peer(getMinutes, { params })
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
  expect(text).not.toContain('take such posts down')
  const { answers } = JSON.parse(seal!.text) as { answers: { member: string; answer: string }[] }
  expect(Object.fromEntries(answers.map((one) => [one.member, one.answer]))).toEqual({
    [ids.agency]: 'confirmed',
    [ids.platform]: 'dissented',
    [ids.peer]: 'confirmed',
    [ids.office]: 'none',
  })
  const { items } = await as.hub(listRegisterMeetings)
  expect(items).toMatchObject([
    {
      bodies: ['Agency', 'State elections'],
      participants: [{ kind: 'platform', fewerThan: 5 }],
      said: [{ type: 'notice-of-information', count: 1 }],
      notTaken: 1,
      contentHash: sha256,
    },
  ])
  const receipt = await as.platform(getReceipt, { params: { index: items[0]!.logIndex } })
  const { disclosure } = await verifyReceipt(receipt, toVerifiers(exchange.context.log.verifier))
  if (disclosure.state !== 'open') throw new Error('not an open receipt')
  expect(JSON.parse(disclosure.payload)).toMatchObject({ minutes: sha256, seal: seal!.sha256 })
})
