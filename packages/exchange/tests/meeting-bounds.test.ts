/** What a meeting holds at most, how one ends that nobody ends, and requests that are split over several places of it. */
import {
  addMeetingItem,
  callMeeting,
  cancelMeeting,
  changeMeeting,
  changeMeetingItem,
  checkMeetingItem,
  getMeeting,
  getMinutes,
  listRefusals,
  makePromise,
  MEETING_LIMITS,
  openMeeting,
  stateAttendance,
  tellOfPromise,
  type ItemDraft,
  type MeetingDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf, saying } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const HOUR = 3_600_000
const MESSAGE = { type: 'notice-of-information' as const }

onServer('A meeting', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let platform: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    platform = await stage.admit('Platform A', 'platform')
    group = await stage.found('Group', [agency, platform])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** A meeting for tomorrow's morning, under way unless it is only called. */
  const meet = async (isOpen = true, more: Partial<MeetingDraft> = {}) => {
    const day = new Date(stage.clock.now().getTime() + 24 * HOUR).toISOString().slice(0, 10)
    const body = meetingOf(group, [platform], { day, zone: 'UTC', ...more })
    const { id, version } = await agency.call(callMeeting, { body })
    if (isOpen) await agency.call(openMeeting, { params: { id }, body: { version } })
    return id
  }
  const seen = (by: Actor, id: string) => by.call(getMeeting, { params: { id } })
  const add = (by: Actor, id: string, body: ItemDraft) =>
    by.call(addMeetingItem, { params: { id }, body })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('holds so many items and so many words of each member, and what is more is refused with its number', async () => {
    const id = await meet()
    const short = { title: 'Seen', words: 'It was seen', message: MESSAGE }
    for (let i = 0; i < MEETING_LIMITS.items; i++) await add(platform, id, short)
    await expect(add(platform, id, short)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining(String(MEETING_LIMITS.items)),
    })
    expect((await seen(platform, id)).items).toHaveLength(MEETING_LIMITS.items)
    expect(await faultOf(add(agency, id, saying('Seen in step')))).toBe('none')
    const other = await meet()
    const long = { ...short, words: 'It was seen. '.repeat(600) }
    const faults: string[] = []
    for (let i = 0; i < 30; i++) faults.push(await faultOf(add(platform, other, long)))
    expect([faults[0], faults.at(-1)]).toEqual(['none', 'too-large'])
    const [first] = (await seen(platform, other)).items
    const params = { id: other, item: first!.id }
    const changed = platform.call(changeMeetingItem, { params, body: { version: 1, draft: short } })
    expect(await faultOf(changed)).toBe('none')
  })

  test('holds so many promises of each member, of each of which is told so often', async () => {
    const id = await meet()
    const params = { id }
    const body = { words: 'We look again', until: '2026-11-01' }
    const [first] = [await platform.call(makePromise, { params, body })]
    for (let i = 1; i < MEETING_LIMITS.promises; i++)
      await platform.call(makePromise, { params, body })
    expect(await faultOf(platform.call(makePromise, { params, body }))).toBe('too-large')
    const tell = () =>
      platform.call(tellOfPromise, {
        params: { id, promise: first.id },
        body: { words: 'We looked' },
      })
    for (let i = 0; i < MEETING_LIMITS.tellings; i++) await tell()
    expect(await faultOf(tell())).toBe('too-large')
  })

  test('that its caller does not end is ended by the clock, which the minutes and the screen say', async () => {
    const id = await meet()
    await platform.call(addMeetingItem, {
      params: { id },
      body: { title: 'Seen', words: 'We saw it', message: MESSAGE },
    })
    await agency.call(addMeetingItem, { params: { id }, body: saying('Nobody confirmed this') })
    const { db } = database
    const suspend = (active: boolean) =>
      db.updateTable('members').set({ active }).where('id', '=', agency.id).execute()
    await suspend(false)
    const { lapsesAt } = await seen(platform, id)
    await stage.exchange.drain()
    expect((await seen(platform, id)).state).toBe('open')
    stage.clock.advance(Date.parse(lapsesAt!) - stage.clock.now().getTime())
    await stage.exchange.drain()
    const ended = await seen(platform, id)
    expect(ended).toMatchObject({ state: 'closed', endedByClock: true })
    expect(ended).not.toHaveProperty('lapsesAt')
    const { text } = await platform.call(getMinutes, { params: { id } })
    expect(JSON.parse(text)).toMatchObject({
      endedBy: 'clock',
      items: [
        { member: platform.id, taken: { words: 'We saw it' } },
        { member: agency.id, notTaken: { rule: 'message-needs-second' } },
      ],
    })
    stage.clock.advance(15 * 24 * HOUR)
    await stage.exchange.drain()
    expect((await seen(platform, id)).state).toBe('sealed')
    await suspend(true)
  })

  test('that is called for a day far away and begun today is ended a week on all the same', async () => {
    const id = await meet(true, { day: '2090-10-13' })
    stage.clock.advance(7 * 24 * HOUR - 1000)
    await stage.exchange.drain()
    expect((await seen(platform, id)).state).toBe('open')
    stage.clock.advance(1000)
    await stage.exchange.drain()
    expect(await seen(platform, id)).toMatchObject({ state: 'closed', endedByClock: true })
  })

  test('that nobody begins is cancelled by the clock, and nobody is said to have done it', async () => {
    const id = await meet(false)
    const { lapsesAt } = await seen(platform, id)
    stage.clock.advance(Date.parse(lapsesAt!) - stage.clock.now().getTime())
    await stage.exchange.drain()
    expect(await seen(platform, id)).toMatchObject({
      state: 'cancelled',
      endedByClock: true,
      cancelReason: expect.stringContaining('nobody began it'),
    })
  })

  test('carries no request of a government body that is split over two lines of its call', async () => {
    const asked = agency.call(callMeeting, {
      body: meetingOf(group, [platform], { agenda: ['We ask', 'that the page be closed'] }),
    })
    await expect(asked).rejects.toMatchObject({
      code: 'refused-by-policy',
      rule: 'government-asks-nothing',
      message: expect.stringMatching(/line 1 of the agenda.*line 2 of the agenda/),
    })
    const id = await meet(false, { agenda: ['Opening', 'We ask'] })
    const reason = 'that the page be closed'
    const cancelled = agency.call(cancelMeeting, { params: { id }, body: { version: 1, reason } })
    expect(await faultOf(cancelled)).toBe('refused-by-policy government-asks-nothing')
    expect(
      await faultOf(
        platform.call(callMeeting, {
          body: meetingOf(group, [agency], { agenda: ['We ask', 'that the page be closed'] }),
        }),
      ),
    ).toBe('none')
  })

  test('takes no request into the minutes that is split over two items, or over an item and a promise, in whichever order it is written', async () => {
    const id = await meet()
    const first = await add(agency, id, saying('We saw accounts in step. Take'))
    expect(first.state).toBe('waits')
    await add(agency, id, { ...saying('They were seen on Monday.'), title: 'Seen on Monday' })
    const rest = { ...saying('these accounts down'), title: 'More of it' }
    expect(await agency.call(checkMeetingItem, { params: { id }, body: rest })).toMatchObject({
      allow: false,
      rule: 'government-asks-nothing',
      reason: expect.stringMatching(/“What was seen”.*“More of it”/),
    })
    const second = await add(agency, id, rest)
    expect(second).toMatchObject({ state: 'refused', rule: 'government-asks-nothing' })
    const promise = { words: 'these accounts down', until: '2026-11-01' }
    expect(await faultOf(agency.call(makePromise, { params: { id }, body: promise }))).toBe(
      'refused-by-policy government-asks-nothing',
    )
    const other = await meet()
    const late = await add(agency, other, saying('Nothing yet.'))
    await add(agency, other, { ...saying('the page down'), title: 'Then.' })
    const params = { id: other, item: late.id }
    const draft = saying('It was seen. Take')
    const changed = await agency.call(changeMeetingItem, { params, body: { version: 1, draft } })
    expect(changed).toMatchObject({ state: 'refused', rule: 'government-asks-nothing' })
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ act: 'meeting.item', rule: 'government-asks-nothing' })
  })

  test('whose call is changed after something was said is judged with it', async () => {
    const id = await meet(false)
    await add(agency, id, { ...saying('the page down'), title: 'Then.' })
    const { day } = await seen(agency, id)
    const draft = meetingOf(group, [platform], { day, zone: 'UTC', agenda: ['Take'] })
    const asked = agency.call(changeMeeting, { params: { id }, body: { version: 1, draft } })
    expect(await faultOf(asked)).toBe('refused-by-policy government-asks-nothing')
  })

  test('lets a person say that they are there, whatever they are called, and nobody else under that name', async () => {
    const id = await meet()
    const name = 'Will Remove-Page'
    const { db } = database
    await db.updateTable('people').set({ name }).where('id', '=', agency.personId).execute()
    const state = (people: { as: string; personId?: string }[], version = 0) =>
      agency.call(stateAttendance, { params: { id }, body: { version, people } })
    expect(await faultOf(state([{ as: 'Please remove the page' }]))).toMatch(/^refused-by-policy/)
    const asked = state([{ as: 'Please remove the page', personId: agency.personId }])
    expect(await faultOf(asked)).toMatch(/^refused-by-policy/)
    for (const own of [name, 'Jane Mary Doe', 'Please Delete', 'jane.doe@mail.example']) {
      await db.updateTable('people').set({ name: own }).where('id', '=', agency.personId).execute()
      const { version = 0 } =
        (await seen(agency, id)).members.find(({ member }) => member.id === agency.id)!
          .attendance ?? {}
      const stated = await state([{ as: own, personId: agency.personId }], version)
      expect(stated.members.map((one) => one.attendance?.people[0]?.as)).toContain(own)
    }
  })
})
