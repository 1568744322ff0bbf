import {
  acknowledgeNotice,
  checkCallBackCode,
  closeNotice,
  getCoverage,
  getNotice,
  listNoticeEvents,
  listNotices,
  listOfficeNotices,
  listRefusals,
  openNotice,
  previewNotice,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import {
  asAnother,
  AGENCY,
  onEachDatabase,
  PLATFORM,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const TEXT = {
  subject: 'A false site copies your page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk, Agency A',
}
const MINUTE = 60_000
const CLERK = 'clerk@county.example'

onEachDatabase('notices', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      offices: [{ name: 'Orange County', email: CLERK, jurisdiction: '12095' }],
      contacts: [
        { jurisdiction: '12', role: 'chief-official' },
        { jurisdiction: '12', role: 'chief-official', rank: 1 },
        { jurisdiction: '12095', role: 'clerk' },
        { jurisdiction: '12086', role: 'clerk' },
      ],
    }))
  })
  afterAll(() => close())

  const draft = (targets: NoticeDraft['targets']): NoticeDraft => ({
    kind: 'notice',
    tlp: 'green',
    texts: { en: TEXT },
    targets,
    answerWithin: 60,
  })
  const STATE = { jurisdiction: '12', role: 'chief-official' } as const

  async function send(targets: NoticeDraft['targets']) {
    const agency = await node.stage.as(AGENCY)
    const before = mail.mails.length
    const notice = await agency(sendNotice, { body: { ...draft(targets), again: true } })
    await node.drain()
    return { agency, id: notice.summary.id, mails: mail.mails.slice(before) }
  }
  const tokenOf = (text: string) => /\/n#([\w-]+)/.exec(text)![1]!

  /** The mail about one notice to one address, found by what its link opens. */
  async function mailOf(noticeId: string, to: string) {
    for (const one of mail.mails.filter((candidate) => candidate.to === to)) {
      const link = { token: tokenOf(one.text) }
      const opened = await node.stage.anonymous(openNotice, { body: link })
      if (opened.noticeId === noticeId) return one
    }
    throw new Error(`no mail about ${noticeId} to ${to}`)
  }

  test('reach the first contact by mail, and two taps acknowledge with no account', async () => {
    const { agency, id, mails } = await send([STATE])
    expect(mails.map((one) => one.to)).toEqual(['chief-official.0@12.example'])
    expect(mails[0]!.subject).toBe('TLP:GREEN A false site copies your page')
    const link = { token: tokenOf(mails[0]!.text) }
    expect((await node.stage.anonymous(openNotice, { body: link })).state).toBe('waiting')
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    const body = { step: 'understood' as const, who: 'The deputy' }
    expect(
      (await node.stage.anonymous(acknowledgeNotice, { body: { ...link, ...body } })).state,
    ).toBe('understood')
    const coverage = await agency(getCoverage, { params: { id }, query: {} })
    expect(coverage.counts).toMatchObject({ understood: 1, waiting: 0 })
    expect(coverage.targets[0]!.acknowledgedBy).toBe('The deputy')
    const done = await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'acted' } })
    expect(done).toMatchObject({ state: 'acted', acknowledgedBy: 'The deputy' })
  })

  test('an answer that a device could send only later says when it was pressed apart from when it came in', async () => {
    const { agency, id, mails } = await send([STATE])
    const link = { token: tokenOf(mails[0]!.text) }
    const pressedAt = node.clock.now().toISOString()
    node.clock.advance(7 * MINUTE)
    const body = { ...link, step: 'told' as const, pressedAt }
    await node.stage.anonymous(acknowledgeNotice, { body })
    const { items } = await agency(listNoticeEvents, { params: { id } })
    const told = items.find(({ kind }) => kind === 'notice.told')!
    expect(told.at).toBe(node.clock.now().toISOString())
    const minute = pressedAt.slice(0, 16).replace('T', ' ')
    expect(told.detail).toBe(
      `chief-official 0 of 12 was told; pressed at ${minute} UTC by the clock of their device, which had no network, and sent later`,
    )
  })

  test('coverage at a past instant shows what stood then', async () => {
    const { agency, id, mails } = await send([STATE])
    const sent = node.clock.now().toISOString()
    node.clock.advance(5 * MINUTE)
    const link = { token: tokenOf(mails[0]!.text) }
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    expect((await agency(getCoverage, { params: { id }, query: {} })).counts.told).toBe(1)
    expect(
      (await agency(getCoverage, { params: { id }, query: { at: sent } })).counts.waiting,
    ).toBe(1)
  })

  test('an unanswered notice goes to the next contact by itself, and then shows that nobody is left', async () => {
    const { agency, id } = await send([STATE])
    node.clock.advance(60 * MINUTE)
    await node.drain()
    const second = await mailOf(id, 'chief-official.1@12.example')
    const [target] = (await agency(getCoverage, { params: { id }, query: {} })).targets
    expect(target).toMatchObject({
      state: 'overdue',
      attempt: 2,
      contact: 'chief-official 1 of 12',
    })
    const { items } = await agency(listNoticeEvents, { params: { id } })
    // When the clock ran out the mail to the next one was not out yet.
    expect(items.find(({ kind }) => kind === 'notice.escalated')!.detail).toBe(
      'No answer in 60 minutes. Next is chief-official 1 of 12, whose mail waits to go out',
    )
    node.clock.advance(60 * MINUTE)
    await node.drain()
    const events = await agency(listNoticeEvents, { params: { id } })
    expect(events.items.at(-1)!.detail).toMatch(/none answered/)
    const link = { token: tokenOf(second.text) }
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    expect((await agency(getNotice, { params: { id } })).summary.counts.told).toBe(1)
  })

  test('a contact whose mail bounces is passed over at once, and an office with no other is unreachable', async () => {
    mail.refused.add('chief-official.0@12.example').add('clerk.0@12086.example')
    const { agency, id, mails } = await send([STATE, { jurisdiction: '12086', role: 'clerk' }])
    mail.refused.clear()
    expect(mails.map((one) => one.to)).toEqual(['chief-official.1@12.example'])
    const { targets } = await agency(getCoverage, { params: { id }, query: {} })
    expect(targets.map((target) => [target.jurisdiction, target.state, target.mails])).toEqual([
      ['12', 'waiting', { queued: 0, handedOver: 1, failed: 1, returned: 0 }],
      ['12086', 'unreachable', { queued: 0, handedOver: 0, failed: 1, returned: 0 }],
    ])
  })

  test('an office with nobody on file shows as unreachable from the start', async () => {
    const { agency, id } = await send([STATE, { jurisdiction: '12001', role: 'clerk' }])
    const { counts } = await agency(getCoverage, { params: { id }, query: {} })
    expect(counts.unreachable).toBe(1)
  })

  test('telling a county without its state is refused by its rule and recorded', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = draft([{ jurisdiction: '12095', role: 'clerk' }])
    const seen = await agency(previewNotice, { body })
    expect(seen.verdict).toMatchObject({ allow: false, rule: 'told-with-place-above' })
    expect(seen.alsoOwed).toMatchObject([{ jurisdiction: '12', place: 'Florida' }])
    await expect(agency(sendNotice, { body })).rejects.toMatchObject({
      status: 422,
      rule: 'told-with-place-above',
    })
    const rows = await node.context.database.db
      .selectFrom('refusals')
      .selectAll()
      .where('act', '=', 'notice.send')
      .execute()
    expect(rows.map((row) => row.rule)).toContain('told-with-place-above')
  })

  test('a platform may not send notices, and sees none', async () => {
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(sendNotice, { body: draft([STATE]) })).rejects.toMatchObject({
      rule: 'apprise-not-yours',
    })
    expect((await platform(listNotices)).items).toEqual([])
    const { id } = await send([STATE])
    await expect(platform(getNotice, { params: { id } })).rejects.toMatchObject({ status: 404 })
    await expect(platform(getCoverage, { params: { id }, query: {} })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('a county office sees its own line only, and answers from its desk', async () => {
    const { id } = await send([
      STATE,
      { jurisdiction: '12095', role: 'clerk' },
      { jurisdiction: '12086', role: 'clerk' },
    ])
    const clerk = await node.stage.as(CLERK)
    const coverage = await clerk(getCoverage, { params: { id }, query: {} })
    expect(coverage.targets.map((target) => target.jurisdiction)).toEqual(['12095'])
    const office = (await clerk(listOfficeNotices)).items.find((one) => one.noticeId === id)
    expect(office?.place).toBe('Orange County, Florida')
  })

  test('closing with unserved offices needs a reason, and ends the clocks', async () => {
    const { agency, id } = await send([STATE])
    await expect(agency(closeNotice, { params: { id }, body: {} })).rejects.toMatchObject({
      rule: 'close-needs-reason',
    })
    const closed = await agency(closeNotice, {
      params: { id },
      body: { reason: 'The site is gone.' },
    })
    expect(closed.summary.closedAt).toBeDefined()
    const before = (await agency(listNoticeEvents, { params: { id } })).items
    node.clock.advance(600 * MINUTE)
    await node.drain()
    expect((await agency(listNoticeEvents, { params: { id } })).items).toEqual(before)
  })

  test('a mail that was put off while its notice was closed is not tried again', async () => {
    const agency = await node.stage.as(AGENCY)
    const { id } = (await agency(sendNotice, { body: { ...draft([STATE]), again: true } })).summary
    const body = { reason: 'The site is gone.' }
    const to = 'chief-official.0@12.example'
    mail.putOff.set(to, () => agency(closeNotice, { params: { id }, body }))
    await node.drain()
    mail.putOff.clear()
    const deliveries = await node.context.database.db
      .selectFrom('deliveries')
      .select(['state', 'next_at'])
      .where('notice_id', '=', id)
      .execute()
    expect(deliveries).toEqual([{ state: 'cancelled', next_at: null }])
  })

  test('an answer that waits while its notice is closed starts no clock', async () => {
    const { id, mails } = await send([STATE])
    const link = { token: tokenOf(mails[0]!.text) }
    const answering = await node.context.database.db.transaction().execute(async (tx) => {
      const closed = { closed_at: node.clock.now(), close_reason: 'The site is gone.' }
      await tx.updateTable('notices').set(closed).where('id', '=', id).execute()
      await tx
        .updateTable('notice_targets')
        .set({ due_at: null })
        .where('notice_id', '=', id)
        .execute()
      const body = { ...link, step: 'told' as const }
      const answer = asAnother(() => node.stage.anonymous(acknowledgeNotice, { body }))
      // Long enough for it to come to the lock that is held here.
      await sleep(300)
      return { answer }
    })
    expect((await answering.answer).state).toBe('told')
    const [target] = await node.context.database.db
      .selectFrom('notice_targets')
      .select('due_at')
      .where('notice_id', '=', id)
      .execute()
    expect(target).toEqual({ due_at: null })
  })

  test('a call-back code tells a genuine caller from a false one', async () => {
    const { mails } = await send([STATE])
    const { callBackCode } = await node.stage.anonymous(openNotice, {
      body: { token: tokenOf(mails[0]!.text) },
    })
    const told = await node.stage.anonymous(checkCallBackCode, {
      body: { code: callBackCode.replaceAll('-', ' ') },
    })
    expect(told).toMatchObject({ genuine: true, from: 'Agency', place: 'Florida' })
    const guessed = await node.stage.anonymous(checkCallBackCode, {
      body: { code: '0000-0000-0000' },
    })
    expect(guessed).toEqual({ genuine: false })
  })

  test('no mail of a sender that was suspended meanwhile goes out, and the rule is on record', async () => {
    const { db } = node.context.database
    const agency = await node.stage.as(AGENCY)
    const { summary } = await agency(sendNotice, { body: { ...draft([STATE]), again: true } })
    const before = mail.mails.length
    const suspend = (active: boolean) =>
      db.updateTable('members').set({ active }).where('name', '=', 'Agency').execute()
    await suspend(false)
    await node.drain()
    await suspend(true)
    expect(mail.mails.length).toBe(before)
    const { items } = await agency(listRefusals)
    expect(items[0]).toMatchObject({
      act: 'notice.deliver',
      subject: `notice:${summary.id}`,
      rule: 'member-suspended',
    })
    const { targets } = await agency(getCoverage, { params: { id: summary.id }, query: {} })
    expect(targets).toMatchObject([
      {
        state: 'unreachable',
        fault: expect.stringContaining('withheld: this member is suspended'),
      },
    ])
  })

  test('a wrong link is no notice', async () => {
    const link = { token: 'x'.repeat(32) }
    await expect(node.stage.anonymous(openNotice, { body: link })).rejects.toMatchObject({
      status: 404,
    })
  })
})
