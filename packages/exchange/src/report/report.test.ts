import {
  acknowledgeNotice,
  getReport,
  getReportPage,
  openNotice,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import {
  addressOf,
  AGENCY,
  HUB,
  onEachDatabase,
  PLATFORM,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toTimes } from './times.ts'

const MINUTE = 60_000
/** Answers after ten minutes, after thirty, never, and has nobody on file. */
const PLACES = ['12086', '12095', '12099', '12103'] as const
const clerkOf = (jurisdiction: string) => ({ jurisdiction, role: 'clerk' as const })
const OCTOBER = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }
const DRAFT: NoticeDraft = {
  kind: 'notice',
  tlp: 'green',
  texts: {
    en: {
      subject: 'Wrong hours are being spread',
      what: 'Some accounts post that polls close at noon.',
      howSure: 'We saw the posts.',
      actions: ['Post the right hours today'],
      whoToCall: 'Duty desk',
    },
  },
  targets: [{ jurisdiction: '12', role: 'chief-official' }, ...PLACES.map(clerkOf)],
  answerWithin: 600,
}

test('tests of reachability have times of their own, and what nobody did has none', () => {
  const row = { step: 'notice.told', offices: 1, median: 2.04, most: 3, longest: 3 }
  const times = toTimes([
    { ...row, notice: 'reachability', indexes: [7, 1] },
    { ...row, notice: 'notice', indexes: [3, 2] },
  ])
  expect(times).toMatchObject([
    { kind: 'notice to notice.told', median: 2, entries: [[2, 3]] },
    {
      kind: 'test to notice.told',
      entries: [
        [1, 1],
        [7, 7],
      ],
    },
  ])
})

onEachDatabase('report', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      contacts: PLACES.slice(0, 3).map(clerkOf),
    }))
    await act()
  })
  afterAll(() => close())

  /** A notice that two of five offices answer, one more after the period, and one that a rule refuses. */
  async function act() {
    const agency = await node.stage.as(AGENCY)
    await agency(sendNotice, { body: DRAFT })
    await node.drain()
    const linkOf = (place: string) => {
      const sent = mail.mails.find((one) => one.to === addressOf(clerkOf(place)))!
      return { token: /\/n#([\w-]+)/.exec(sent.text)![1]! }
    }
    for (const place of PLACES.slice(0, 2)) {
      node.clock.advance(10 * MINUTE)
      await node.stage.anonymous(openNotice, { body: linkOf(place) })
      const answer = { ...linkOf(place), step: 'understood', who: 'The deputy' } as const
      await node.stage.anonymous(acknowledgeNotice, { body: answer })
      node.clock.advance(10 * MINUTE)
    }
    const done = { ...linkOf(PLACES[0]), step: 'acted' } as const
    await node.stage.anonymous(acknowledgeNotice, { body: done })
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(sendNotice, { body: DRAFT })).rejects.toMatchObject({
      rule: 'apprise-not-yours',
    })
    node.clock.set(new Date('2026-11-02T12:00:00.000Z'))
    const late = { ...linkOf(PLACES[2]), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body: late })
  }

  test('times from sending, offices reached and refusals stand with the entries that they come from', async () => {
    const hub = await node.stage.as(HUB)
    const report = await hub(getReport, { query: OCTOBER })
    expect(report).toMatchObject({ ...OCTOBER, countedFrom: 'exchange' })
    const lines = report.sections.flatMap((section) => section.lines)
    const line = (kind: string) => lines.find((one) => one.kind === kind)!
    expect(line('addressed').count).toBe(5)
    expect(line('handed-over').count).toBe(3)
    expect(line('answered').count).toBe(2)
    // Two have nobody on file.
    expect(line('unreached').count).toBe(2)
    expect(line('notice.understood').count).toBe(2)
    expect(line('apprise-not-yours')).toMatchObject({
      count: 1,
      what: expect.stringContaining('send notices to election offices'),
      entries: line('refusal').entries,
    })
    const times = new Map(report.times!.map((one) => [one.kind, one]))
    expect(times.get('notice to delivery.sent')).toMatchObject({ offices: 3, longest: 0 })
    // Of two offices no time but the longest is that of nine in ten.
    const inTime = { offices: 2, median: 10, most: 30, longest: 30 }
    expect(times.get('notice to notice.understood')).toMatchObject(inTime)
    // Whoever said who acts has answered; the one that answered after the period is in no number of it.
    expect(times.get('notice to notice.told')).toMatchObject(inTime)
    expect(times.get('notice to notice.acted')).toMatchObject({ offices: 1, median: 40 })
    const named = times.get('notice to notice.understood')!.entries.flat()
    for (const [place] of line('notice.understood').entries) expect(named).toContain(place)
  })

  test('the page to print holds the same, says who counted, and loads nothing', async () => {
    const hub = await node.stage.as(HUB)
    const page = await hub(getReportPage, { query: OCTOBER })
    expect(page).toContain('half within 10 min, nine in ten within 30, all within 30')
    expect(page).toContain('by the exchange itself, from what it holds')
    expect(page).not.toContain('was checked whole')
    expect(page).not.toMatch(/src=|href=|@import|url\(/)
  })

  test('nobody else gets it, and a period that is none is refused', async () => {
    const agency = await node.stage.as(AGENCY)
    await expect(agency(getReport, { query: OCTOBER })).rejects.toMatchObject({ status: 403 })
    const hub = await node.stage.as(HUB)
    const query = { from: OCTOBER.to, to: OCTOBER.from }
    await expect(hub(getReport, { query })).rejects.toMatchObject({ path: '/query/to' })
  })
})
