/** Meetings on the record: who calls whom, who sees it, who was in the room, and what the mails say. */
import {
  addToGroup,
  callMeeting,
  cancelMeeting,
  changeMeeting,
  getMeeting,
  getReceipt,
  listMeetings,
  listRefusals,
  openMeeting,
  stateAttendance,
  type MeetingDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onEachDatabase('Meetings', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let platform: Actor
  let other: Actor
  let stranger: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    platform = await stage.admit('Platform A', 'platform')
    other = await stage.admit('Platform B', 'platform')
    stranger = await stage.admit('Platform C', 'platform')
    group = await stage.found('Group', [agency, platform, other, stranger])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const draftOf = (more: Partial<MeetingDraft> = {}) => meetingOf(group, [platform, other], more)
  const call = (by: Actor, more: Partial<MeetingDraft> = {}) =>
    by.call(callMeeting, { body: draftOf(more) })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('who was called sees it, and to any other member of the group there is no such meeting', async () => {
    const { id } = await call(agency)
    for (const one of [agency, platform, other])
      expect((await one.call(listMeetings)).items.map((meeting) => meeting.id)).toContain(id)
    expect((await stranger.call(listMeetings)).items).toEqual([])
    const params = { id }
    const machine = await stage.withKey(platform)
    for (const one of [stranger, machine])
      expect(await faultOf(one.call(getMeeting, { params }))).toBe('not-found')
    expect((await machine.call(listMeetings)).items).toEqual([])
    const seen = await platform.call(getMeeting, { params })
    expect(seen).toMatchObject({
      startsAt: '2026-10-13T13:30:00.000Z',
      caller: { name: 'Agency' },
      isCaller: false,
      atGate: true,
    })
    expect(seen.members.map(({ member }) => member.name)).toEqual([
      'Agency',
      'Platform A',
      'Platform B',
    ])
  })

  test('nobody is said to have been sent a mail where none went out', async () => {
    const { members } = await call(agency)
    expect(members.map(({ mail }) => mail)).toEqual(['none', 'none', 'none'])
  })

  test.each<[string, Partial<MeetingDraft>]>([
    ['government-asks-nothing', { agenda: ['Please remove these accounts'] }],
    ['government-asks-nothing', { title: 'We ask you to take down the page' }],
    ['government-asks-nothing', { place: 'Please remove these accounts' }],
    ['meeting-words-name-nothing', { agenda: ['The posts of @county_votes'] }],
    ['meeting-words-name-nothing', { title: 'About example-votes.com' }],
    ['persons-not-reviewed', { agenda: ['What Jane Mary Doe has written'] }],
  ])('the call of a government body says nothing past the gate: %s', async (rule, words) => {
    expect(await faultOf(call(agency, words))).toBe(`refused-by-policy ${rule}`)
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ act: 'meeting.call', rule })
    // Nor is it told to an operator, who may be a person of any member.
    const told = (await (await stage.join(platform, ['operator'])).call(listRefusals)).items
    expect(told.filter(({ act }) => act.startsWith('meeting.'))).toEqual([])
    // A platform speaks freely.
    expect(await faultOf(call(platform, { ...words, invited: [agency.id] }))).toBe('none')
  })

  test('a meeting is of members of the group, for what its charter names, while it holds', async () => {
    const outside = await stage.admit('Outside', 'platform')
    expect(await faultOf(call(outside))).toBe('refused-by-policy meeting-not-of-the-group')
    expect(await faultOf(call(agency, { groupId: randomUUID() }))).toBe(
      'refused-by-policy meeting-not-of-the-group',
    )
    expect(await faultOf(call(agency, { invited: [outside.id] }))).toBe('bad-request')
    expect(await faultOf(call(agency, { purpose: 'public-warning' }))).toBe(
      'refused-by-policy meeting-purpose',
    )
    const { db } = database
    const ended = await stage.found('Ended', [agency, platform, other])
    await db
      .updateTable('groups')
      .set({ expires_at: stage.clock.now() })
      .where('id', '=', ended)
      .execute()
    expect(await faultOf(call(agency, { groupId: ended }))).toBe(
      'refused-by-policy meeting-charter-ended',
    )
  })

  test('campaigns do not learn of each other by a meeting', async () => {
    const [x, y] = [await stage.admit('X', 'campaign'), await stage.admit('Y', 'campaign')]
    const both = await stage.found('Both', [agency, x, y])
    const asked = { groupId: both, invited: [x.id, y.id] }
    expect(await faultOf(call(agency, asked))).toBe('refused-by-policy meeting-one-campaign')
    const messageOf = (id: string) =>
      x
        .call(callMeeting, { body: draftOf({ groupId: both, invited: [id] }) })
        .catch((error: Error) => error.message.replace(id, 'ID'))
    expect(await messageOf(y.id)).toBe(await messageOf(randomUUID()))
    // Nor by a change, which both of them could prove.
    const { id, version } = await call(agency, { groupId: both, invited: [x.id] })
    const draft = draftOf({ groupId: both, invited: [y.id] })
    const swap = agency.call(changeMeeting, { params: { id }, body: { version, draft } })
    expect(await faultOf(swap)).toBe('refused-by-policy meeting-one-campaign')
  })

  test('only the member that called changes, cancels or opens it, and of two changes at once one is told so', async () => {
    const { id, version } = await call(agency)
    const params = { id }
    const draft = draftOf({ time: '10:00' })
    for (const ask of [
      () => platform.call(changeMeeting, { params, body: { version, draft } }),
      () => platform.call(cancelMeeting, { params, body: { version, reason: 'not us' } }),
      () => platform.call(openMeeting, { params, body: { version } }),
    ])
      expect(await faultOf(ask())).toBe('refused-by-policy meeting-by-its-caller')
    const colleague = await stage.join(agency, ['analyst'])
    const changed = await agency.call(changeMeeting, { params, body: { version, draft } })
    expect(changed).toMatchObject({ version: 2, sequence: 1, time: '10:00' })
    const late = colleague.call(changeMeeting, { params, body: { version, draft: draftOf() } })
    expect(await faultOf(late)).toBe('conflict')
    const cancelled = await agency.call(cancelMeeting, {
      params,
      body: { version: 2, reason: 'The room is flooded' },
    })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'The room is flooded' })
    expect(await faultOf(agency.call(openMeeting, { params, body: { version: 3 } }))).toBe(
      'conflict',
    )
  })

  test('each member states for itself who is in the room, and account ids stay with it', async () => {
    const { id, version } = await call(agency)
    const params = { id }
    const people = [{ as: 'Analyst', personId: platform.personId }, { as: 'Counsel' }]
    const early = platform.call(stateAttendance, { params, body: { version: 0, people } })
    expect(await faultOf(early)).toBe('conflict')
    await agency.call(openMeeting, { params, body: { version } })
    await platform.call(stateAttendance, { params, body: { version: 0, people } })
    const seen = await agency.call(getMeeting, { params })
    const [own, theirs] = [seen.members[0]!, seen.members[1]!]
    expect(own.attendance).toBeUndefined()
    expect(theirs.attendance).toMatchObject({ people: [{ as: 'Analyst' }, { as: 'Counsel' }] })
    expect(JSON.stringify(theirs)).not.toContain(platform.personId)
    const foreign = { version: 1, people: [{ as: 'Analyst', personId: agency.personId }] }
    expect(await faultOf(platform.call(stateAttendance, { params, body: foreign }))).toBe(
      'bad-request',
    )
    const again = platform.call(stateAttendance, { params, body: { version: 0, people } })
    expect(await faultOf(again)).toBe('conflict')
    expect(
      await faultOf(
        agency.call(stateAttendance, {
          params,
          body: { version: 0, people: [{ as: 'Please remove these accounts' }] },
        }),
      ),
    ).toBe('refused-by-policy government-asks-nothing')
  })

  test('every act is in the log with its person, and all who were called may prove it', async () => {
    const { id, version } = await call(agency)
    await agency.call(openMeeting, { params: { id }, body: { version } })
    const rows = await database.db
      .selectFrom('log_entries as e')
      .innerJoin('log_payloads as p', 'p.index', 'e.index')
      .select(['e.index', 'e.leaf', 'p.payload'])
      .where('p.subject', '=', `meeting:${id}`)
      .orderBy('e.index')
      .execute()
    const kinds = rows.map(({ leaf }) => (JSON.parse(leaf) as { kind: string }).kind)
    expect(kinds).toEqual(['meeting.called', 'meeting.opened'])
    for (const { payload } of rows)
      expect(JSON.parse(payload!)).toMatchObject({
        by: { member: agency.id, person: agency.personId },
      })
    await stage.exchange.drain()
    for (const { index } of rows) {
      const params = { index: Number(index) }
      expect(await platform.call(getReceipt, { params } as never)).toContain('c2sp.org/tlog-proof')
      expect(await faultOf(stranger.call(getReceipt, { params } as never))).not.toBe('none')
    }
  })

  test('a member that came to the group later is called by a change, and sees it from then on', async () => {
    const operator = await stage.admit('Hub', 'hub', ['operator'])
    const late = await stage.admit('Late', 'platform')
    const { id, version } = await call(agency)
    await operator.call(addToGroup, { params: { id: group, memberId: late.id } })
    const draft = draftOf({ invited: [late.id] })
    await agency.call(changeMeeting, { params: { id }, body: { version, draft } })
    expect(await faultOf(late.call(getMeeting, { params: { id } }))).toBe('none')
    expect(await faultOf(platform.call(getMeeting, { params: { id } }))).toBe('not-found')
  })
})
