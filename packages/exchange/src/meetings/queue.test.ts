import {
  addToGroup,
  callMeeting,
  cancelMeeting,
  changeMeeting,
  chooseMeetingMail,
  createGroup,
  getMeeting,
  type MeetingDraft,
} from '@tocsin/api'
import {
  onServer,
  seedPerson,
  startMailServer,
  startTestExchange,
  type TestExchange,
} from '@tocsin/testkit'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim } from '../delivery/outbox.ts'
import { meetingMails } from './queue.ts'

const [OPERATOR, AGENCY] = ['operator@hub.example', 'analyst@agency.example']
const [PLATFORM, COUNSEL] = ['analyst@platform.example', 'counsel@platform.example']

onServer('calendar files of meetings', (open) => {
  let node: TestExchange
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let draft: MeetingDraft
  beforeAll(async () => {
    mail = await startMailServer()
    node = await startTestExchange({ database: await open(), smtpUrl: mail.url })
    await node.admit({ name: 'Hub', kind: 'hub', email: OPERATOR, roles: ['operator'] })
    const [agency, platform] = [
      await node.admit({ name: 'Agency', kind: 'agency', email: AGENCY, roles: ['analyst'] }),
      await node.admit({ name: 'Platform', kind: 'platform', email: PLATFORM, roles: ['analyst'] }),
    ]
    const { db } = node.context.database
    await seedPerson(db, platform!, { email: COUNSEL, roles: ['reviewer'] })
    await seedPerson(db, platform!, { email: 'auditor@platform.example', roles: ['auditor'] })
    const operator = await node.stage.as(OPERATOR)
    const group = await operator(createGroup, {
      body: {
        name: 'Circle',
        charter: 'What the members agree on.',
        purposes: ['election-security'],
        legalBasis: 'Agreement',
        maxTlp: 'red',
        expiresAt: '2099-01-01T00:00:00.000Z',
      },
    })
    for (const memberId of [agency!, platform!])
      await operator(addToGroup, { params: { id: group.id, memberId } })
    draft = {
      groupId: group.id,
      title: 'Before the vote',
      purpose: 'election-security',
      basis: 'Charter',
      tlp: 'amber',
      pap: 'amber',
      agenda: ['What was seen'],
      day: '2026-12-13',
      time: '09:30',
      zone: 'America/New_York',
      minutes: 45,
      way: 'telephone',
      place: 'The number of the agency',
      invited: [platform!],
    }
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
    await mail.stop()
  })

  const eventIn = (text: string) => {
    const calendar = new ICAL.Component(ICAL.parse(text))
    const [event] = calendar.getAllSubcomponents('vevent')
    const { uid, sequence, summary, location } = new ICAL.Event(event!)
    return { method: calendar.getFirstPropertyValue('method'), uid, sequence, summary, location }
  }
  /** What went out since the last time, by mailbox. */
  const sent = async () => {
    await node.drain()
    const out = mail.mails.splice(0).toSorted((a, b) => a.to.localeCompare(b.to))
    return out.map(({ to, subject, calendar }) => ({ to, subject, ...eventIn(calendar!) }))
  }

  test('go to people of those called who act and want them, and say the change and the end of the same meeting', async () => {
    const agency = await node.stage.as(AGENCY)
    const { id } = await agency(callMeeting, { body: draft })
    const first = await sent()
    expect(first.map(({ to }) => to)).toEqual([AGENCY, PLATFORM, COUNSEL])
    expect(first[1]).toMatchObject({
      subject: 'Meeting: Before the vote',
      method: 'REQUEST',
      sequence: 0,
      summary: 'Before the vote',
      location: 'The number of the agency',
    })
    const counsel = await node.stage.as(COUNSEL)
    await counsel(chooseMeetingMail, { body: { wants: false } })
    const seen = await agency(getMeeting, { params: { id } })
    expect(seen.members.map((one) => one.mail)).toEqual(['handed-over', 'handed-over'])
    await agency(changeMeeting, {
      params: { id },
      body: { version: 1, draft: { ...draft, time: '10:00' } },
    })
    const second = await sent()
    expect(second.map(({ to, method, sequence }) => [to, method, sequence])).toEqual([
      [AGENCY, 'REQUEST', 1],
      [PLATFORM, 'REQUEST', 1],
    ])
    await agency(cancelMeeting, { params: { id }, body: { version: 2, reason: 'flooded' } })
    const last = await sent()
    // Whoever has the file in a calendar is told, also who wants no more.
    expect(last.map(({ to, method, sequence }) => [to, method, sequence])).toEqual([
      [AGENCY, 'CANCEL', 2],
      [PLATFORM, 'CANCEL', 2],
      [COUNSEL, 'CANCEL', 2],
    ])
    expect(new Set([...first, ...second, ...last].map(({ uid }) => uid)).size).toBe(1)
    await counsel(chooseMeetingMail, { body: { wants: true } })
  })

  test('what is cancelled before its file went out is sent to nobody', async () => {
    const agency = await node.stage.as(AGENCY)
    const { id, members } = await agency(callMeeting, { body: draft })
    expect(members.map((one) => one.mail)).toEqual(['waiting', 'waiting'])
    await agency(cancelMeeting, { params: { id }, body: { version: 1, reason: 'too soon' } })
    expect(await sent()).toEqual([])
    const seen = await agency(getMeeting, { params: { id } })
    expect(seen.members.map((one) => one.mail)).toEqual(['none', 'none'])
  })

  test('who may no longer come in when a mail goes out is sent none', async () => {
    const agency = await node.stage.as(AGENCY)
    await agency(callMeeting, { body: draft })
    const { db } = node.context.database
    const endAt = (ends_at: Date | null) =>
      db.updateTable('people').set({ ends_at }).where('email', '=', COUNSEL).execute()
    await endAt(node.context.clock.now())
    expect((await sent()).map(({ to }) => to)).toEqual([AGENCY, PLATFORM])
    await endAt(null)
  })

  test('of a red meeting mailboxes and calendars hold no title and no place', async () => {
    const agency = await node.stage.as(AGENCY)
    await agency(callMeeting, { body: { ...draft, tlp: 'red', title: 'Quillfeather' } })
    const out = await sent()
    expect(out[0]).toMatchObject({ summary: 'A meeting of Circle' })
    expect(JSON.stringify(out)).not.toMatch(/Quillfeather|The number of the agency/)
  })

  test('a mail that leaves while its member is called no more is followed by the end of it', async () => {
    const agency = await node.stage.as(AGENCY)
    const operator = await node.stage.as(OPERATOR)
    const office = await node.admit({
      name: 'Office',
      kind: 'office',
      email: 'clerk@office.example',
      roles: ['analyst'],
    })
    await operator(addToGroup, { params: { id: draft.groupId, memberId: office! } })
    const invited = [...draft.invited, office!]
    const { id } = await agency(callMeeting, { body: { ...draft, invited } })
    const { database, clock, wall } = node.context
    const due = { purposes: ['meeting'], limit: 10, now: clock.now(), wall: wall.now() }
    const leaving = (await claim(database.db, due)).filter(({ address }) =>
      address.startsWith('clerk'),
    )
    await agency(changeMeeting, { params: { id }, body: { version: 1, draft } })
    const outcomes = leaving.map((delivery) => ({ delivery, ending: 'handed-over' as const }))
    await meetingMails.settle(node.context, outcomes, clock.now())
    const last = (await sent()).filter(({ to }) => to === 'clerk@office.example')
    expect(last.map(({ method, sequence }) => [method, sequence])).toEqual([['CANCEL', 1]])
  })

  test('a mailbox that takes none is said to have been sent none', async () => {
    mail.refused.add(PLATFORM)
    mail.refused.add(COUNSEL)
    const agency = await node.stage.as(AGENCY)
    const { id } = await agency(callMeeting, { body: draft })
    await sent()
    const seen = await agency(getMeeting, { params: { id } })
    expect(seen.members.map((one) => one.mail)).toEqual(['handed-over', 'failed'])
  })
})
