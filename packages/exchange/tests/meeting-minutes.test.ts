/** Minutes: put together when a meeting ends, answered to by each side, sealed in the log, and entered into the public register. */
import {
  addMeetingItem,
  answerMinutes,
  callMeeting,
  closeMeeting,
  confirmMeetingItem,
  getMeeting,
  getMinutes,
  getReceipt,
  listRefusals,
  listRegisterMeetings,
  makePromise,
  openMeeting,
  reviewMeetingItem,
  stateAttendance,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf, saying } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const DAY = 86_400_000

onServer('Minutes of a meeting', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let peer: Actor
  let stranger: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform A', 'platform')
    peer = await stage.admit('Platform B', 'platform')
    stranger = await stage.admit('Platform C', 'platform')
    group = await stage.found('Group', [agency, platform, peer, stranger])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

  /** A meeting that has ended, in which all sorts of things were said. */
  const held = async () => {
    const { id } = await agency.call(callMeeting, { body: meetingOf(group, [platform, peer]) })
    const params = { id }
    await agency.call(addMeetingItem, { params, body: saying('Prepared and left out') })
    await agency.call(openMeeting, { params, body: { version: 1 } })
    const people = [{ as: 'Counsel' }]
    await platform.call(stateAttendance, { params, body: { version: 0, people } })
    const item = await agency.call(addMeetingItem, { params, body: saying('Seen in step') })
    const byItem = { id, item: item.id }
    const { sha256, digest } = await second.call(reviewMeetingItem, { params: byItem })
    await second.call(confirmMeetingItem, { params: byItem, body: { sha256, digest } })
    await agency.call(addMeetingItem, { params, body: saying('Nobody confirmed this') })
    await agency.call(addMeetingItem, { params, body: saying('Please take these down') })
    const body = { words: 'We look at our logs again', until: '2026-11-01' }
    await platform.call(makePromise, { params, body })
    const closing = { version: 2, answerDays: 7 }
    expect(await faultOf(platform.call(closeMeeting, { params, body: closing }))).toBe(
      'refused-by-policy meeting-by-its-caller',
    )
    return agency.call(closeMeeting, { params, body: closing })
  }

  test('they hold what was taken and promised, and of the rest that an item was not taken, and by which rule', async () => {
    const { id, record } = await held()
    const { text, sha256, seal } = await platform.call(getMinutes, { params: { id } })
    expect(hashOf(text)).toBe(sha256)
    expect(record).toMatchObject({ sha256, answers: [] })
    expect(seal).toBeUndefined()
    const minutes = JSON.parse(text)
    expect(minutes.members.map((one: object) => one)).toMatchObject([
      { name: 'Agency', inTheRoom: null },
      { name: 'Platform A', inTheRoom: ['Counsel'] },
      { name: 'Platform B', inTheRoom: null },
    ])
    expect(minutes.items).toMatchObject([
      { member: agency.id, taken: { words: 'Seen in step' } },
      { member: agency.id, notTaken: { rule: 'message-needs-second' } },
      { member: agency.id, notTaken: { rule: 'government-asks-nothing' } },
    ])
    expect(minutes.promises).toEqual([
      { member: platform.id, words: 'We look at our logs again', until: '2026-11-01' },
    ])
    expect(minutes.noAsk.text).toContain('ask')
    expect(text).not.toMatch(/Prepared and left out|Nobody confirmed|take these down/)
    const { items } = await agency.call(listRefusals)
    expect(items.map(({ rule }) => rule)).toContain('message-needs-second')
    expect(await faultOf(stranger.call(getMinutes, { params: { id } }))).toBe('not-found')
    const late = platform.call(addMeetingItem, { params: { id }, body: saying('And one more') })
    expect(await faultOf(late)).toBe('conflict')
  })

  test('each side answers for itself, and the last answer seals them under a hash that everybody who met can prove', async () => {
    const { id, record } = await held()
    const { sha256 } = record!
    const params = { id }
    const confirmed = { sha256, version: 0, answer: 'confirmed' as const }
    const yesBut = agency.call(answerMinutes, { params, body: { ...confirmed, words: 'Save one' } })
    expect(await faultOf(yesBut)).toBe('bad-request')
    await agency.call(answerMinutes, { params, body: confirmed })
    const dissent = { ...confirmed, answer: 'dissented' as const }
    expect(await faultOf(platform.call(answerMinutes, { params, body: dissent }))).toBe(
      'bad-request',
    )
    const words = 'We were asked to take accounts down, which the minutes leave out'
    await platform.call(answerMinutes, { params, body: { ...dissent, words } })
    const again = platform.call(answerMinutes, { params, body: confirmed })
    expect(await faultOf(again)).toBe('conflict')
    const other = peer.call(answerMinutes, {
      params,
      body: { ...confirmed, sha256: '0'.repeat(64) },
    })
    expect(await faultOf(other)).toBe('preview-outdated')
    const sealed = await peer.call(answerMinutes, { params, body: confirmed })
    expect(sealed.state).toBe('sealed')
    const { seal } = await agency.call(getMinutes, { params })
    expect(hashOf(seal!.text)).toBe(seal!.sha256)
    expect(JSON.parse(seal!.text)).toMatchObject({
      minutes: sha256,
      answers: expect.arrayContaining([
        expect.objectContaining({ member: platform.id, answer: 'dissented', words }),
      ]),
    })
    await stage.exchange.drain()
    const index = sealed.record!.logIndex!
    const receipt = await platform.call(getReceipt, { params: { index } })
    const statement = Buffer.from(/^extra (.*)$/m.exec(receipt)![1]!, 'base64').toString('latin1')
    expect(statement).toContain(seal!.sha256)
    expect(await faultOf(stranger.call(getReceipt, { params: { index } }))).not.toBe('none')
  })

  test('with its time they are sealed without those who said nothing, and no answer comes after', async () => {
    const { id, record } = await held()
    stage.clock.advance(7 * DAY)
    const { sha256 } = record!
    const body = { sha256, version: 0, answer: 'confirmed' as const }
    expect(await faultOf(peer.call(answerMinutes, { params: { id }, body }))).toBe('conflict')
    await stage.exchange.drain()
    const { state } = await platform.call(getMeeting, { params: { id } })
    expect(state).toBe('sealed')
    const { seal } = await platform.call(getMinutes, { params: { id } })
    const { answers } = JSON.parse(seal!.text) as { answers: { answer: string }[] }
    expect(answers.map(({ answer }) => answer)).toEqual(['none', 'none', 'none'])
  })

  test('a government body dissents without a request', async () => {
    const { id, record } = await held()
    const { sha256 } = record!
    const words = 'We asked you to remove the accounts, and still do'
    const body = { sha256, version: 0, answer: 'dissented' as const, words }
    expect(await faultOf(agency.call(answerMinutes, { params: { id }, body }))).toBe(
      'refused-by-policy government-asks-nothing',
    )
  })

  test('everybody reads in the register that they met: sorts of participants, types, hash; the words on their day; and nothing of a promise', async () => {
    const nobody = async () => {
      const reply = await stage.exchange.app.request('/api/register/meetings')
      return (await reply.json()) as Awaited<ReturnType<typeof list>>
    }
    const list = () => agency.call(listRegisterMeetings)
    const { id, record } = await held()
    const before = await nobody()
    expect(before.items.map((one) => one.id)).not.toContain(id)
    stage.clock.advance(8 * DAY)
    await stage.exchange.drain()
    const { items } = await nobody()
    const entry = items.find((one) => one.id === id)!
    expect(entry).toMatchObject({
      purpose: 'election-security',
      bodies: ['Agency'],
      participants: [{ kind: 'platform', fewerThan: 5 }],
      said: [{ type: 'notice-of-information', count: 1 }],
      notTaken: 2,
      contentHash: record!.sha256,
    })
    expect(entry).not.toHaveProperty('text')
    expect(JSON.stringify(items)).not.toMatch(/Platform A|our logs again|Counsel|Seen in step/)
    const textOf = async (path: string) => (await stage.exchange.app.request(path)).text()
    const page = `/register/meetings/${id}`
    expect(JSON.parse(await textOf(`/api${page}`))).toEqual(entry)
    const feed = await textOf('/api/register/feed')
    expect(feed).toContain(page)
    expect(feed).toContain('notice-of-information: 1; not taken into the minutes: 2')
    const lines = (await textOf('/api/register/bulk/jsonl')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({ kind: 'meeting', ...entry })
    const table = await textOf('/api/register/bulk/meetings-csv')
    expect(table).toContain(`${id},${entry.heldAt}`)
    expect([feed, table].join()).not.toMatch(/Platform A|our logs again|Counsel|Seen in step/)
    const none = `/api/register/meetings/${group}`
    expect((await stage.exchange.app.request(none)).status).toBe(404)
    stage.clock.advance(181 * DAY)
    const later = (await nobody()).items.find((one) => one.id === id)!
    expect(later.text).toContain('Seen in step')
    expect(JSON.stringify(later)).not.toMatch(/Platform A|our logs again|Counsel/)
  })

  test('members that no body of government met stand in no register', async () => {
    const { id } = await platform.call(callMeeting, { body: meetingOf(group, [peer]) })
    const params = { id }
    await platform.call(openMeeting, { params, body: { version: 1 } })
    const closing = { version: 2, answerDays: 1 }
    await platform.call(closeMeeting, { params, body: closing })
    stage.clock.advance(2 * DAY)
    await stage.exchange.drain()
    expect((await platform.call(getMeeting, { params })).state).toBe('sealed')
    const { items } = await agency.call(listRegisterMeetings)
    expect(items.map((one) => one.id)).not.toContain(id)
  })
})
