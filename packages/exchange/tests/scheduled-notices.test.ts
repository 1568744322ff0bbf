import {
  importContacts,
  listNotices,
  listScheduledNotices,
  previewNotice,
  scheduleNotice,
  stopScheduledNotice,
  type NoticeDraft,
} from '@tocsin/api'
import {
  AGENCY,
  HUB,
  onEachDatabase,
  PLATFORM,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendScheduled } from '../src/notices/send-scheduled.ts'

const OFFICE = { jurisdiction: '12', role: 'chief-official' } as const
const HOUR = 3_600_000

onEachDatabase('notices that leave at an instant', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      contacts: [{ ...OFFICE, email: 'chief@12.example' }],
    }))
  })
  afterAll(() => close?.())

  const at = (ms: number) => new Date(node.clock.now().getTime() + ms).toISOString()
  const newDraft = (): NoticeDraft => ({
    kind: 'notice',
    tlp: 'green',
    texts: {
      en: { subject: `False hours ${randomUUID()}`, what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' }, // prettier-ignore
    },
    targets: [OFFICE],
    answerWithin: 60,
  })
  async function schedule(ms = HOUR) {
    const agency = await node.stage.as(AGENCY)
    const draft = newDraft()
    const { digest } = await agency(previewNotice, { body: draft })
    const one = await agency(scheduleNotice, { body: { draft, digest, at: at(ms) } })
    const subject = draft.texts['en']!.subject
    return {
      agency,
      one,
      subject,
      now: async () => (await agency(listScheduledNotices)).items.find(({ id }) => id === one.id)!,
      notices: async () =>
        (await agency(listNotices, { query: {} })).items.filter((each) => each.subject === subject),
    }
  }
  const mailed = (subject: string) => mail.mails.filter((one) => one.subject.includes(subject))

  test('it waits, leaves once at its instant, and is a notice like any other then', async () => {
    const { one, now, notices, subject } = await schedule()
    expect(one).toMatchObject({ state: 'waiting', offices: 1 })
    await node.drain()
    expect([await notices(), mailed(subject)]).toEqual([[], []])
    node.clock.advance(HOUR)
    await Promise.all([sendScheduled(node.context), sendScheduled(node.context)])
    await node.drain()
    const sent = await notices()
    expect(sent).toHaveLength(1)
    expect(await now()).toMatchObject({ state: 'sent', notice: sent[0]!.id })
    expect(mailed(subject)).toHaveLength(1)
  })

  test('it is stopped by whoever of the member comes first, and nothing leaves', async () => {
    const { agency, one, now, notices } = await schedule()
    const params = { id: one.id }
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(stopScheduledNotice, { params })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await platform(listScheduledNotices)).items).toEqual([])
    await agency(stopScheduledNotice, { params })
    await expect(agency(stopScheduledNotice, { params })).rejects.toMatchObject({
      code: 'conflict',
    })
    node.clock.advance(HOUR)
    await node.drain()
    expect([(await now()).state, await notices()]).toEqual(['stopped', []])
  })

  test('with other contacts on file at its instant it goes to nobody, and says so', async () => {
    const { agency, now, notices, subject } = await schedule()
    const hub = await node.stage.as(HUB)
    const contact = { ...OFFICE, rank: 0, title: 'Chief', language: 'en' }
    await hub(importContacts, { body: { contacts: [{ ...contact, email: 'other@12.example' }] } })
    const draft = newDraft()
    const stale = { draft, digest: (await now()).id, at: at(HOUR) }
    await expect(agency(scheduleNotice, { body: stale })).rejects.toMatchObject({
      code: 'preview-outdated',
    })
    node.clock.advance(HOUR)
    await node.drain()
    expect(await now()).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('other contacts were on file'),
    })
    expect([await notices(), mailed(subject)]).toEqual([[], []])
    const told = mail.mails.filter(({ to }) => to === AGENCY)
    expect(told).toHaveLength(1)
    expect(told[0]!.text).toContain('other contacts were on file')
    expect(told[0]!.text).not.toContain(subject)
  })

  test('an instant that is past or far off is refused', async () => {
    const agency = await node.stage.as(AGENCY)
    const draft = newDraft()
    const { digest } = await agency(previewNotice, { body: draft })
    for (const ms of [-1, 31 * 24 * HOUR])
      await expect(
        agency(scheduleNotice, { body: { draft, digest, at: at(ms) } }),
      ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('whoever was suspended, lost the role, or whose invitation ended by then sends nothing', async () => {
    const set = (columns: { active?: boolean; roles?: string[]; ends_at?: Date | null }) =>
      node.context.database.db
        .updateTable('people')
        .set(columns)
        .where('email', '=', AGENCY)
        .execute()
    const as = { active: true, roles: ['analyst'], ends_at: null }
    const { db } = node.context.database
    const first = await db.selectFrom('people').selectAll().where('email', '=', AGENCY).executeTakeFirstOrThrow() // prettier-ignore
    const colleague = { id: randomUUID(), email: 'colleague@agency.example', name: 'A colleague' }
    await db.insertInto('people').values({ ...first, ...colleague, roles: ['analyst'] }).execute() // prettier-ignore
    for (const lost of [{ active: false }, { roles: ['clerk'] }, { ends_at: node.clock.now() }]) {
      const { now, subject } = await schedule()
      await set(lost)
      node.clock.advance(HOUR)
      await node.drain()
      await set(as)
      const fault = 'whoever made it out may no longer send it'
      expect(await now()).toMatchObject({ state: 'failed', fault })
      expect(mailed(subject)).toEqual([])
    }
    // Twice whoever made it out may not come in any more, so that a colleague is told instead.
    const told = mail.mails.filter(({ to }) => to === colleague.email)
    expect(told.map(({ text }) => text.includes('may no longer send it'))).toEqual([true, true])
  })
})
