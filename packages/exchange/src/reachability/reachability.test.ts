import {
  acknowledgeNotice,
  addElection,
  changeElection,
  getCoverage,
  getNotice,
  getReachability,
  listDueTests,
  listOfficeNotices,
  listReachedOffices,
  openNotice,
  planReachability,
  previewNotice,
  sendNotice,
  testReachability,
  withdrawReachability,
  type ElectionDraft,
  type NoticeDraft,
  type ReachabilityTest,
} from '@tocsin/api'
import { parseLeaf } from '@tocsin/proof'
import {
  addressOf,
  AGENCY,
  HUB,
  onServer,
  PLATFORM,
  seedContacts,
  startApprising,
  startSmsServer,
  type Apprising,
  type SmsServer,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const CLERK = 'clerk@county.example'
const DAY = 86_400_000
/** Answers, has a mailbox that refuses, and has nobody on file. */
const [ANSWERS, REFUSES, NOBODY] = ['12086', '12095', '12099'] as const
const clerkOf = (jurisdiction: string) => ({ jurisdiction, role: 'clerk' as const })
const DRAFT: ElectionDraft = {
  name: 'General election',
  kind: 'general',
  date: '2026-11-03',
  places: [ANSWERS, REFUSES, NOBODY],
  deadlines: [],
}
const TERMS: ReachabilityTest = {
  whoToCall: 'Election desk, 555-0100',
  answerWithin: 60,
  unansweredOnly: false,
}

onServer('reachability', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  let sms: SmsServer
  beforeAll(async () => {
    sms = await startSmsServer()
    ;({ node, mail, close } = await startApprising(await open(), {
      offices: [{ name: 'Miami-Dade', email: CLERK, jurisdiction: ANSWERS }],
      settings: { smsUrl: sms.url, smsFrom: '+15550100', gatewayOnPrivateNetwork: true },
      contacts: [{ ...clerkOf(ANSWERS), sms: '+16145550160' }, clerkOf(REFUSES)],
    }))
    mail.replies.set(addressOf(clerkOf(REFUSES)), { code: 550, words: 'no such mailbox' })
  })
  afterAll(async () => {
    await close()
    await sms.stop()
  })

  const tokenOf = (text: string) => /\/n#([\w-]+)/.exec(text)![1]!
  const addDraft = async (change: Partial<ElectionDraft> = {}) =>
    (await node.stage.as(HUB))(addElection, { body: { ...DRAFT, ...change } })
  const kinds = async (election: string) =>
    (
      await node.context.database.db
        .selectFrom('log_payloads as p')
        .innerJoin('log_entries as e', 'e.index', 'p.index')
        .select('e.leaf')
        .where('p.subject', '=', `election:${election}`)
        .orderBy('e.index')
        .execute()
    ).map(({ leaf }) => parseLeaf(new TextEncoder().encode(leaf)).kind)

  test('an office is asked by a mail that is plainly no alarm, answers in one press, and each stands as far as it is known', async () => {
    const hub = await node.stage.as(HUB)
    const { id } = await addDraft()
    const params = { id }
    expect(await hub(getReachability, { params })).toMatchObject({
      offices: 3,
      counts: { 'not-asked': 3 },
      checks: [],
    })
    await hub(testReachability, { params, body: TERMS })
    expect((await hub(getReachability, { params })).counts).toEqual({
      queued: 2,
      'no-address': 1,
    })
    await node.drain()
    const [sent] = mail.mails.splice(0)
    expect(sent!.to).toBe(addressOf(clerkOf(ANSWERS)))
    expect(sent!.subject).toBe('TLP:CLEAR [TEST] Do our mails reach you before General election?')
    expect(sent!.text).toContain('This is a test and no alarm. Nothing has happened.')
    expect((await hub(getReachability, { params })).counts).toEqual({
      'no-answer': 1,
      unmailable: 1,
      'no-address': 1,
    })

    const token = tokenOf(sent!.text)
    expect(await node.stage.anonymous(openNotice, { body: { token } })).toMatchObject({
      kind: 'reachability',
      state: 'waiting',
    })
    node.clock.advance(60_000)
    // Whoever says more than was asked has answered all the same.
    const answer = { token, step: 'acted' } as const
    expect(await node.stage.anonymous(acknowledgeNotice, { body: answer })).toMatchObject({
      state: 'told',
    })
    const { items } = await hub(listReachedOffices, { params })
    expect(items).toMatchObject([
      {
        jurisdiction: ANSWERS,
        reached: 'answered',
        handedOverAt: '2026-10-01T12:00:00.000Z',
        answeredAt: '2026-10-01T12:01:00.000Z',
      },
      { jurisdiction: REFUSES, reached: 'unmailable', fault: expect.stringMatching(/mail/i) },
      { jurisdiction: NOBODY, reached: 'no-address' },
    ])
    const query = { reached: 'no-address', limit: 1 } as const
    expect((await hub(listReachedOffices, { params, query })).items).toHaveLength(1)
    node.clock.advance(DAY)
    await node.drain()
    const [check] = (await hub(getReachability, { params })).checks
    expect(check).toMatchObject({ offices: 3, answered: 1, daysBefore: 33 })
    const coverage = await hub(getCoverage, { params: { id: check!.noticeId } })
    // A test that was answered has no clock left, unlike a notice of which somebody was only told.
    expect(coverage.targets.find((one) => one.jurisdiction === ANSWERS)).toMatchObject({
      state: 'told',
      attempt: 1,
    })
    const office = await node.stage.as(CLERK)
    expect((await office(listOfficeNotices)).items[0]).toMatchObject({ kind: 'reachability' })
  })

  test('each channel stands by itself: handed over and answered, silent, dead, and how old its test is', async () => {
    const hub = await node.stage.as(HUB)
    const { id } = await addDraft({ name: 'Primary of channels' })
    const params = { id }
    const { db } = node.context.database
    await db
      .updateTable('contacts')
      .set({ sms: '+16145550161' })
      .where('jurisdiction', '=', REFUSES)
      .execute()
    sms.statuses.set('+16145550161', 0x0b)
    await hub(testReachability, { params, body: TERMS })
    await node.drain()
    const [sent] = mail.mails.splice(0)
    expect(sms.texts.at(-1)!.text).toContain('TEST')
    const seen = await hub(getReachability, { params })
    expect(seen.channels).toMatchObject([
      { channel: 'mail', offices: 2, handedOver: 1, counts: { silent: 1, dead: 1 } },
      { channel: 'sms', offices: 2, handedOver: 1, delivered: 0, counts: { silent: 1, dead: 1 } },
    ])
    expect(seen.textsBlocked).toEqual({})
    const body = { token: tokenOf(sent!.text), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body })
    node.clock.advance(2 * DAY)
    const { items } = await hub(listReachedOffices, { params })
    const of = (place: string) => items.find((one) => one.jurisdiction === place)!.channels
    expect(of(ANSWERS)).toMatchObject([
      { channel: 'mail', reached: 'answered', ageDays: 2 },
      { channel: 'sms', reached: 'answered', ageDays: 2 },
    ])
    expect(of(REFUSES)).toMatchObject([
      { channel: 'mail', reached: 'dead' },
      { channel: 'sms', reached: 'dead', fault: expect.any(String) },
    ])
    expect(of(REFUSES)[1]).not.toHaveProperty('testedAt')
    expect(of(NOBODY)).toEqual([])
    sms.statuses.clear()
  })

  test('of an office whose mail was taken and came back it is not said that no server took it, nor that it was handed over', async () => {
    const hub = await node.stage.as(HUB)
    const { id } = await addDraft({ name: 'Special election' })
    const params = { id }
    await hub(testReachability, { params, body: TERMS })
    await node.drain()
    mail.mails.length = 0
    const [check] = (await hub(getReachability, { params })).checks
    await node.context.database.db
      .updateTable('deliveries')
      .set({ state: 'failed', bounced_at: node.clock.now() })
      .where('notice_id', '=', check!.noticeId)
      .where('state', '=', 'sent')
      .execute()
    expect((await hub(getReachability, { params })).counts).toEqual({
      returned: 1,
      unmailable: 1,
      'no-address': 1,
    })
    const query = { reached: 'returned' } as const
    const { items } = await hub(listReachedOffices, { params, query })
    expect(items).toMatchObject([{ jurisdiction: ANSWERS }])
    expect(items[0]).not.toHaveProperty('handedOverAt')
  })

  test('planned tests and reminders go out by themselves at nine of the place, move with the election and stand on record', async () => {
    const hub = await node.stage.as(HUB)
    mail.mails.length = 0
    const { id, edition } = await addDraft({ name: 'Runoff', date: '2026-12-01' })
    const params = { id }
    await hub(planReachability, { params, body: { ...TERMS, daysBefore: 30 } })
    const reminder = { ...TERMS, unansweredOnly: true }
    await hub(planReachability, { params, body: { ...reminder, daysBefore: 20 } })
    const { plans } = await hub(planReachability, { params, body: { ...reminder, daysBefore: 5 } })
    expect(plans.map(({ dueAt }) => dueAt)).toEqual([
      // Nine in Miami, in summer and in winter.
      '2026-11-01T14:00:00.000Z',
      '2026-11-11T14:00:00.000Z',
      '2026-11-26T14:00:00.000Z',
    ])
    const runoff = { ...DRAFT, name: 'Runoff', date: '2026-11-24', edition }
    await hub(changeElection, { params, body: runoff })
    const moved = (await hub(getReachability, { params })).plans
    expect(moved[0]!.dueAt).toBe('2026-10-25T13:00:00.000Z')

    node.clock.set(new Date('2026-10-25T12:59:00.000Z'))
    await node.drain()
    expect((await hub(getReachability, { params })).checks).toEqual([])
    node.clock.set(new Date('2026-10-25T13:00:00.000Z'))
    await node.drain()
    const [first] = mail.mails.splice(0)
    expect(first!.text).toContain('(30 days from now)')
    const body = { token: tokenOf(first!.text), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body })

    // Somebody was found for the office that had nobody, which a reminder makes use of.
    await seedContacts(node.context.database.db, [clerkOf(NOBODY)])
    node.clock.set(new Date('2026-11-04T14:00:00.000Z'))
    await node.drain()
    const [second] = mail.mails.splice(0)
    expect(second!.to).toBe(addressOf(clerkOf(NOBODY)))
    expect(second!.subject).toContain('Reminder:')
    const seen = await hub(getReachability, { params })
    expect(seen.counts).toEqual({ answered: 1, 'no-answer': 1, unmailable: 1 })
    expect(seen.checks).toMatchObject([
      { follows: seen.checks[1]!.noticeId, offices: 2, answered: 0, daysBefore: 20 },
      { offices: 3, answered: 1, closedAt: '2026-11-04T14:00:00.000Z' },
    ])
    const late = { token: tokenOf(second!.text), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body: late })

    const [last] = seen.plans
    await hub(withdrawReachability, { params: { id, plan: last!.id } })
    expect((await hub(getReachability, { params })).plans).toEqual([])
    expect(await kinds(id)).toEqual([
      'election.added',
      'reachability.planned',
      'reachability.planned',
      'reachability.planned',
      'election.changed',
      'reachability.withdrawn',
    ])
  })

  test('a plan that finds the election over, or its member suspended, sends nothing and says why on the record', async () => {
    const agency = await node.stage.as(AGENCY)
    const { id } = await addDraft({ name: 'Referendum', date: '2027-01-12' })
    const params = { id }
    await agency(planReachability, { params, body: { ...TERMS, daysBefore: 40 } })
    await agency(planReachability, { params, body: { ...TERMS, daysBefore: 10 } })
    mail.mails.length = 0
    const { db } = node.context.database
    await db.updateTable('members').set({ active: false }).where('name', '=', 'Agency').execute()
    node.clock.set(new Date('2026-12-03T14:00:00.000Z'))
    await node.drain()
    await db.updateTable('members').set({ active: true }).where('name', '=', 'Agency').execute()
    node.clock.set(new Date('2027-01-14T14:00:00.000Z'))
    await node.drain()
    // No office is sent anything; whoever planned it is told why, but for the time in which the member was suspended.
    expect(mail.mails.map(({ to }) => to)).toEqual([AGENCY])
    expect(mail.mails[0]!.text).toContain('the day of this election is over')
    const rows = await db
      .selectFrom('log_payloads')
      .select('payload')
      .where('subject', '=', `election:${id}`)
      .orderBy('index', 'desc')
      .limit(2)
      .execute()
    expect(rows.map((row) => JSON.parse(row.payload).why)).toEqual([
      'the day of this election is over',
      expect.stringContaining('member'),
    ])
  })

  test('whoever may not apprise sends no test, and one that makes no sense is refused', async () => {
    const { id } = await addDraft({ name: 'Primary', date: '2027-03-02' })
    const params = { id }
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(testReachability, { params, body: TERMS })).rejects.toMatchObject({
      rule: 'apprise-not-yours',
    })
    const clerk = await node.stage.as(CLERK)
    await expect(clerk(testReachability, { params, body: TERMS })).rejects.toMatchObject({
      status: 403,
    })
    const hub = await node.stage.as(HUB)
    const early = { params, body: { ...TERMS, daysBefore: 200 } }
    await expect(hub(planReachability, early)).rejects.toMatchObject({ path: '/body/daysBefore' })
    const nobody = { params, body: { ...TERMS, unansweredOnly: true } }
    await expect(hub(testReachability, nobody)).rejects.toMatchObject({ status: 409 })
    const unknown = { params: { id: randomUUID() }, body: TERMS }
    await expect(hub(testReachability, unknown)).rejects.toMatchObject({ status: 404 })
    // Of others' tests nobody learns here.
    await hub(testReachability, { params, body: TERMS })
    expect((await platform(getReachability, { params })).checks).toEqual([])
  })

  test('clocks of a notice run shorter for the offices of an election that is near, shown before sending', async () => {
    const clocks = [
      { lastDays: 60, answerWithin: 90 },
      { lastDays: 7, answerWithin: 30 },
    ]
    await addDraft({ name: 'Special election', date: '2027-02-01', places: [ANSWERS], clocks })
    const agency = await node.stage.as(AGENCY)
    const body: NoticeDraft = {
      kind: 'notice',
      tlp: 'green',
      texts: {
        en: {
          subject: 'A false site',
          what: 'A site shows wrong polling places.',
          howSure: 'We saw it.',
          actions: ['Tell your staff'],
          whoToCall: 'Duty desk',
        },
      },
      targets: [
        { jurisdiction: '12', role: 'chief-official' },
        { jurisdiction: ANSWERS, role: 'clerk' },
        { jurisdiction: NOBODY, role: 'clerk' },
      ],
      answerWithin: 240,
    }
    expect((await agency(previewNotice, { body })).clocks).toEqual([
      { election: 'Special election', daysLeft: 18, answerWithin: 90, offices: 1 },
    ])
    node.clock.set(new Date('2027-01-25T15:00:00.000Z'))
    const { summary } = await agency(sendNotice, { body })
    await node.drain()
    const params = { id: summary.id }
    expect((await agency(getNotice, { params })).shorter).toEqual([
      { answerWithin: 30, offices: 1 },
    ])
    const { targets } = await agency(getCoverage, { params })
    const dueOf = (place: string) => targets.find((one) => one.jurisdiction === place)?.dueAt
    expect(dueOf(ANSWERS)).toBe('2027-01-25T15:30:00.000Z')
    expect(dueOf(NOBODY)).toBe('2027-01-25T19:00:00.000Z')
    // A clock of its own that is shorter stays.
    const short = { ...body, answerWithin: 20 }
    expect((await agency(previewNotice, { body: short })).clocks).toEqual([])
  })

  test('fourteen days before an election its test is due until it is sent or planned, and each office says how old its last answer is', async () => {
    const hub = await node.stage.as(HUB)
    const day = (days: number) =>
      new Date(node.clock.now().getTime() + days * DAY).toISOString().slice(0, 10)
    const { id } = await addDraft({ name: 'Special election', date: day(20), kind: 'special' })
    const dueOf = async () =>
      (await hub(listDueTests)).items.find(({ election }) => election === id)
    expect(await dueOf()).toBeUndefined()
    node.clock.advance(7 * DAY)
    const agency = await node.stage.as(AGENCY)
    expect(await dueOf()).toMatchObject({ offices: 3, daysLeft: 13, whoToCall: TERMS.whoToCall })
    const params = { id }
    await agency(testReachability, { params, body: TERMS })
    await node.drain()
    expect(await dueOf()).toBeDefined()
    mail.mails.splice(0)
    await hub(testReachability, { params, body: TERMS })
    expect(await dueOf()).toBeUndefined()
    await node.drain()
    const mine = mail.mails.findLast(({ to }) => to === addressOf(clerkOf(ANSWERS)))!
    await node.stage.anonymous(acknowledgeNotice, {
      body: { token: tokenOf(mine.text), step: 'told' },
    })
    node.clock.advance(3 * DAY)
    const { items } = await hub(listReachedOffices, { params, query: {} })
    const by = new Map(items.map((one) => [one.jurisdiction, one]))
    expect(by.get(ANSWERS)).toMatchObject({ ageDays: 3 })
    // It answered before an election of last year.
    expect(by.get(NOBODY)!.ageDays).toBeGreaterThan(3)
    expect(by.get(REFUSES)).not.toHaveProperty('lastAnsweredAt')
  })

  test('an exchange that is told to sends such a test by itself, once, on behalf of its operator', async () => {
    const { config } = node.context
    config.drills = { how: 'send', whoToCall: 'Desk of the hub' }
    const hub = await node.stage.as(HUB)
    const date = new Date(node.clock.now().getTime() + 10 * DAY).toISOString().slice(0, 10)
    const { id } = await addDraft({ name: 'Runoff', kind: 'runoff', date })
    mail.mails.splice(0)
    await node.drain()
    await node.drain()
    delete config.drills
    const { checks } = await hub(getReachability, { params: { id } })
    expect(checks).toHaveLength(1)
    const mine = mail.mails.filter(({ subject }) => subject.includes('Runoff'))
    expect(mine.every(({ text }) => text.includes('Desk of the hub'))).toBe(true)
    expect(mine.map(({ to }) => to).toSorted()).toEqual(
      [ANSWERS, NOBODY].map((place) => addressOf(clerkOf(place))),
    )
    expect(await kinds(id)).toContain('reachability.planned')
  })
})
