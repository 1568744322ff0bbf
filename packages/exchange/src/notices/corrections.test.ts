import {
  acknowledgeNotice,
  beginCall,
  closeNotice,
  correctNotice,
  endCall,
  getCallSheet,
  getCoverage,
  getNotice,
  getPacket,
  getReport,
  listNotices,
  listOfficeNotices,
  openNotice,
  previewCorrection,
  sendNotice,
  type BodyOf,
  type NoticeDraft,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, PLATFORM, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { claim } from '../delivery/outbox.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const MINUTE = 60_000
const CLERK = 'clerk@orange.example'
const STATE = { jurisdiction: '12', role: 'chief-official' } as const
const ORANGE = { jurisdiction: '12095', role: 'clerk' } as const
/** Nobody is on file. */
const DADE = { jurisdiction: '12086', role: 'clerk' } as const
const WORDS = {
  what: 'Polls close at noon.',
  howSure: 'We saw it.',
  actions: ['Tell your staff'],
  whoToCall: 'Duty desk',
}
const RIGHT: BodyOf<typeof correctNotice> = {
  as: 'correction',
  texts: {
    en: {
      ...WORDS,
      subject: 'Polls close at eight',
      wrong: 'We said noon.',
      what: 'Polls close at eight in the evening.',
    },
  },
  answerWithin: 30,
}
const CLEAR: BodyOf<typeof correctNotice> = {
  as: 'all-clear',
  texts: { en: { ...WORDS, subject: 'It is over', what: 'The posts are gone.' } },
  answerWithin: 30,
}

onServer('corrections of notices', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  let db: Awaited<ReturnType<typeof open>>['db']

  beforeAll(async () => {
    const database = await open()
    ;({ db } = database)
    ;({ node, mail, close } = await startApprising(database, {
      offices: [{ name: 'Orange County', email: CLERK, jurisdiction: '12095' }],
      contacts: [
        { ...STATE, email: 'chief@12.example', phone: '+1 850 555 0100' },
        { ...STATE, rank: 1, email: 'deputy@12.example', phone: '+1 850 555 0101' },
        { ...STATE, rank: 2, email: 'third@12.example' },
        { ...ORANGE, email: CLERK },
      ],
    }))
  })
  afterAll(() => close?.())
  beforeEach(() => {
    mail.mails.length = 0
  })

  /** A notice, sent; its mails are kept. */
  async function tell(targets: NoticeDraft['targets'] = [STATE, ORANGE, DADE]) {
    const agency = await node.stage.as(AGENCY)
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { ...WORDS, subject: `Hours ${randomUUID()}` } },
        targets,
        answerWithin: 60,
      },
    })
    await node.drain()
    const params = { id: notice.summary.id }
    return { agency, id: notice.summary.id, params, subject: notice.summary.subject }
  }
  /** The link of the newest mail to an address, about this subject. */
  const linkTo = (to: string, subject = '') =>
    /\/n#([\w-]+)/.exec(
      mail.mails.findLast((one) => one.to === to && one.subject.includes(subject))!.text,
    )![1]!
  const tos = () => mail.mails.map(({ to }) => to).toSorted()
  const at = (minutes: number) =>
    new Date(node.clock.now().getTime() + minutes * MINUTE).toISOString()

  test('a correction goes at once to every contact who was asked, says so in subject and text, and is threaded to what it corrects', async () => {
    const { agency, params, subject } = await tell()
    node.clock.advance(61 * MINUTE)
    await node.drain()
    expect(tos()).toEqual(['chief@12.example', CLERK, 'deputy@12.example'].toSorted())
    const first = new Map(mail.mails.map((one) => [one.to, one.id]))
    mail.mails.length = 0
    const preview = await agency(previewCorrection, { params, body: RIGHT })
    expect(preview.verdict).toMatchObject({ allow: true })
    expect(preview.lines).toMatchObject([
      { jurisdiction: '12', toldBefore: ['mail'], atOnce: 2, later: 1 },
      { jurisdiction: '12086', toldBefore: [], atOnce: 0, later: 0 },
      { jurisdiction: '12095', toldBefore: ['mail'], atOnce: 1, later: 0 },
    ])
    const correction = await agency(correctNotice, { params, body: RIGHT })
    await node.drain()
    expect(tos()).toEqual(['chief@12.example', CLERK, 'deputy@12.example'].toSorted())
    for (const one of mail.mails) {
      expect(one.subject).toBe('TLP:GREEN CORRECTION: Polls close at eight')
      expect(one.text).toContain(`CORRECTION. We told you something that was wrong: “${subject}”`)
      expect(one.text.indexOf('We said noon.')).toBeLessThan(
        one.text.indexOf('eight in the evening'),
      )
      expect(one.inReplyTo).toBe(first.get(one.to))
    }
    expect(correction.corrects).toMatchObject({ id: params.id, offices: 3 })
    const original = await agency(getNotice, { params })
    expect(original.corrections).toMatchObject([{ id: correction.summary.id, offices: 3 }])
    expect(original.summary).toMatchObject({ corrected: 3, closedAt: expect.any(String) })
  })

  test('the page of the original says what holds now, that of the correction what it was about, and the desk of an office shows both', async () => {
    const { agency, params, id } = await tell([STATE, ORANGE])
    const old = { token: linkTo(CLERK) }
    const { summary } = await agency(correctNotice, { params, body: RIGHT })
    await node.drain()
    const original = await node.stage.anonymous(openNotice, { body: old })
    expect(original).toMatchObject({
      closed: true,
      correctedBy: { noticeId: summary.id, texts: { en: { wrong: 'We said noon.' } } },
    })
    const correction = await node.stage.anonymous(openNotice, { body: { token: linkTo(CLERK) } })
    expect(correction).toMatchObject({ closed: false, corrects: { noticeId: id } })
    const office = await node.stage.as(CLERK)
    const { items } = await office(listOfficeNotices)
    expect(items.find((one) => one.noticeId === id)).toMatchObject({
      correctedBy: { noticeId: summary.id },
    })
    expect(items.find((one) => one.noticeId === summary.id)).toMatchObject({
      corrects: { noticeId: id },
    })
  })

  test('whoever answered the original is asked first, with a clock of its own, and the old clock ends', async () => {
    const { agency, params, subject } = await tell([STATE])
    node.clock.advance(61 * MINUTE)
    await node.drain()
    const answer = { token: linkTo('deputy@12.example', subject), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body: answer })
    const before = (await agency(getCoverage, { params, query: {} })).targets[0]!
    expect(before).toMatchObject({ state: 'told', dueAt: expect.any(String) })
    const { summary } = await agency(correctNotice, { params, body: RIGHT })
    await node.drain()
    const [old] = (await agency(getCoverage, { params, query: {} })).targets
    expect(old).toMatchObject({ state: 'told', correctedBy: { notice: summary.id } })
    expect(old).not.toHaveProperty('dueAt')
    const coverage = async () =>
      (await agency(getCoverage, { params: { id: summary.id }, query: {} })).targets[0]!
    expect(await coverage()).toMatchObject({ state: 'waiting', attempt: 1, dueAt: at(30) })
    const rows = await db
      .selectFrom('notice_contacts as c')
      .innerJoin('notice_targets as t', 't.id', 'c.target_id')
      .select(['c.email', 'c.rank'])
      .where('t.notice_id', '=', summary.id)
      .orderBy('c.rank')
      .execute()
    expect(rows.map(({ email }) => email)).toEqual([
      'deputy@12.example',
      'chief@12.example',
      'third@12.example',
    ])
    node.clock.advance(31 * MINUTE)
    await node.drain()
    expect(await coverage()).toMatchObject({ state: 'overdue', attempt: 2 })
  })

  test('an all-clear asks for no more than that it arrived, ends clocks and waiting mails, and is counted apart', async () => {
    mail.sick = { at: 'mail-from', code: 451, words: 'away' }
    const { agency, params, id } = await tell([STATE])
    const clear = await agency(correctNotice, { params, body: CLEAR })
    mail.sick = undefined
    node.clock.advance(MINUTE)
    await node.drain()
    // The original never left, and does not follow its own all-clear; who would have had it is told all the same.
    expect(mail.mails.map(({ subject }) => subject)).toEqual(['TLP:GREEN ALL CLEAR: It is over'])
    const { targets } = await agency(getCoverage, { params: { id: clear.summary.id }, query: {} })
    expect(targets).toMatchObject([{ toldBefore: [], state: 'waiting' }])
    const body = { token: linkTo('chief@12.example', 'It is over'), step: 'acted' } as const
    const answered = await node.stage.anonymous(acknowledgeNotice, { body })
    expect(answered.state).toBe('told')
    await agency(closeNotice, { params: { id: clear.summary.id }, body: {} })
    const hub = await node.stage.as(HUB)
    const query = { from: '2020-01-01T00:00:00.000Z', to: '2030-01-01T00:00:00.000Z' }
    const report = await hub(getReport, { query })
    const count = (kind: string) =>
      report.sections.flatMap(({ lines }) => lines).find((line) => line.kind === kind)!.count
    expect([count('notice.cleared'), count('notice.corrected') >= 3]).toEqual([1, true])
    const packet = await agency(getPacket, {
      params: { about: `notice:${id}` },
    })
    expect(packet.items.length).toBeGreaterThan(1)
  })

  test('an office that was told by telephone stands on the call sheet at once, and the caller says that it is a correction', async () => {
    const { agency, params, subject } = await tell([STATE])
    const { targets } = await agency(getCoverage, { params, query: {} })
    const code = await codeOf(targets[0]!.id)
    const call = await agency(beginCall, { params: { id: targets[0]!.id }, body: { rank: 1 } })
    await agency(endCall, {
      params: { id: call.id },
      body: { outcome: 'told', readBack: code.slice(6), spokeWith: 'The deputy' },
    })
    const { summary } = await agency(correctNotice, { params, body: RIGHT })
    await node.drain()
    const sheet = await agency(getCallSheet, { params: { id: summary.id }, query: {} })
    expect(sheet.items).toMatchObject([{ place: 'Florida', toldBefore: true }])
    const again = await agency(beginCall, {
      params: { id: sheet.items[0]!.targetId },
      body: { rank: 0 },
    })
    const said = again.script.lines.join('\n')
    expect(said).toContain(
      `This is a correction. What we told you in our notice “${subject}” was wrong.`,
    )
    expect(said.indexOf('We said noon.')).toBeLessThan(said.indexOf('eight in the evening'))
    await expect(
      agency(beginCall, { params: { id: targets[0]!.id }, body: { rank: 0 } }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
  async function codeOf(target: string): Promise<string> {
    const row = await db
      .selectFrom('notice_targets')
      .select('call_back_code')
      .where('id', '=', target)
      .executeTakeFirstOrThrow()
    return row.call_back_code.replaceAll('-', '')
  }

  test('each instant shows which words an office had: the first, the corrected, or those of the correction after it', async () => {
    const { agency, params, id } = await tell([STATE])
    const first = at(0)
    node.clock.advance(10 * MINUTE)
    const second = await agency(correctNotice, { params, body: RIGHT })
    const between = at(0)
    node.clock.advance(MINUTE)
    await node.drain()
    const after = at(0)
    node.clock.advance(10 * MINUTE)
    const third = await agency(correctNotice, {
      params: { id: second.summary.id },
      body: { ...RIGHT, texts: { en: { ...RIGHT.texts.en!, subject: 'Polls close at nine' } } },
    })
    await node.drain()
    const body = { token: linkTo('chief@12.example', 'close at nine'), step: 'told' } as const
    await node.stage.anonymous(acknowledgeNotice, { body })
    const version = async (of: string, instant: string) =>
      (await agency(getCoverage, { params: { id: of }, query: { at: instant } })).targets[0]
        ?.version
    const ids = [id, second.summary.id, third.summary.id]
    expect(await version(id, first)).toMatchObject({ number: 1, notice: ids[0] })
    expect(await version(id, between)).toMatchObject({ number: 1, notice: ids[0] })
    expect(await version(id, after)).toMatchObject({ number: 2, by: 'handed-over', notice: ids[1] })
    for (const one of ids)
      expect(await version(one, at(0))).toMatchObject({ number: 3, by: 'answered', notice: ids[2] })
    // The first link leads to what holds now, not to what held in between.
    const links = await db.selectFrom('notices').select('id').where('corrects', 'in', ids).execute()
    expect(links).toHaveLength(2)
  })

  test('some places alone can be corrected, the others later, each once; and a second correction of the same is refused', async () => {
    const { agency, params } = await tell([STATE, ORANGE])
    await agency(correctNotice, { params, body: { ...RIGHT, places: ['12'] } })
    const open = await agency(getNotice, { params })
    expect(open.summary).toMatchObject({ corrected: 1 })
    expect(open.summary.closedAt).toBeUndefined()
    await expect(
      agency(correctNotice, { params, body: { ...CLEAR, places: ['12'] } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const rest = await agency(previewCorrection, { params, body: CLEAR })
    expect(rest).toMatchObject({ corrected: 1, lines: [{ jurisdiction: '12095' }] })
    await agency(correctNotice, { params, body: CLEAR })
    expect((await agency(getNotice, { params })).corrections).toHaveLength(2)
    // A county alone is not told without its state.
    const other = await tell([STATE, ORANGE])
    await expect(
      other.agency(correctNotice, { params: other.params, body: { ...RIGHT, places: ['12095'] } }),
    ).rejects.toMatchObject({ rule: 'told-with-place-above' })
  })

  test('of two corrections at once one is sent and the other told so; the same key sends one', async () => {
    const { agency, params } = await tell([STATE])
    const bodies = [RIGHT, CLEAR]
    const results = await Promise.allSettled(
      bodies.map((body) => agency(correctNotice, { params, body })),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const other = await tell([STATE])
    const sendKey = randomUUID()
    const first = await other.agency(correctNotice, {
      params: other.params,
      body: { ...RIGHT, sendKey },
    })
    expect(first.corrects?.id).toBe(other.id)
  })

  test('a notice of which two corrections at once take each office is closed, and each office has one', async () => {
    const OTHER = { jurisdiction: '13', role: 'chief-official' } as const
    for (let round = 0; round < 5; round++) {
      const { agency, params, id } = await tell([STATE, OTHER])
      await Promise.all(
        ['12', '13'].map((place) =>
          agency(correctNotice, { params, body: { ...RIGHT, places: [place] } }),
        ),
      )
      const { summary } = await agency(getNotice, { params })
      expect(summary).toMatchObject({ corrected: 2, closedAt: expect.any(String) })
      const events = await db
        .selectFrom('notice_events')
        .select('target_id')
        .where('notice_id', '=', id)
        .where('kind', '=', 'notice.corrected')
        .execute()
      expect(events).toHaveLength(2)
    }
  })

  test('closing and correcting at once wait for each other, and the history says each once', async () => {
    for (let round = 0; round < 5; round++) {
      const { agency, params, id } = await tell([STATE, ORANGE])
      const results = await Promise.allSettled([
        agency(closeNotice, { params, body: { reason: 'Over.' } }),
        agency(correctNotice, { params, body: RIGHT }),
      ])
      expect(results[1]!.status).toBe('fulfilled')
      const [closed] = results
      expect([undefined, 'conflict']).toContain(
        closed!.status === 'rejected' ? closed!.reason.code : undefined,
      )
      const events = await db
        .selectFrom('notice_events')
        .select('target_id')
        .where('notice_id', '=', id)
        .where('kind', '=', 'notice.corrected')
        .execute()
      expect(events).toHaveLength(2)
    }
  })

  test('a correction without what was wrong, of a notice of others, or as an ordinary notice is refused', async () => {
    const { agency, params } = await tell([STATE])
    const { wrong: _wrong, ...without } = RIGHT.texts.en!
    await expect(
      agency(correctNotice, { params, body: { ...RIGHT, texts: { en: without } } }),
    ).rejects.toMatchObject({ code: 'bad-request', path: '/body/texts/en/wrong' })
    for (const who of [PLATFORM]) {
      const other = await node.stage.as(who)
      await expect(other(correctNotice, { params, body: RIGHT })).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    const draft = {
      kind: 'notice' as const,
      tlp: 'green' as const,
      answerWithin: 60,
      targets: [STATE],
    }
    await expect(
      agency(sendNotice, { body: { ...draft, texts: RIGHT.texts } }),
    ).rejects.toMatchObject({ code: 'bad-request', path: '/body/texts/en/wrong' })
    await expect(
      agency(correctNotice, { params, body: { ...RIGHT, places: ['12086'] } }),
    ).rejects.toMatchObject({ path: '/body/places/0' })
  })

  test('whoever may have had a mail that was being handed over when a process was ended is told at once too', async () => {
    const { agency, params } = await tell([STATE])
    mail.sick = { at: 'mail-from', code: 451, words: 'away' }
    node.clock.advance(61 * MINUTE)
    await node.drain()
    mail.sick = undefined
    const atOnce = async () =>
      (await agency(previewCorrection, { params, body: RIGHT })).lines[0]!.atOnce
    expect(await atOnce()).toBe(1)
    // Taken by a process ten minutes ago that never said what came of it.
    const [taken] = await claim(db, {
      purposes: ['notice'],
      limit: 100,
      now: new Date(node.clock.now().getTime() + 5 * MINUTE),
      wall: new Date(Date.now() - 10 * MINUTE),
    })
    expect(taken).toBeDefined()
    expect(await atOnce()).toBe(2)
    const texts = { en: { ...RIGHT.texts['en']!, subject: 'Hours of the bus' } }
    await agency(correctNotice, { params, body: { ...RIGHT, texts } })
    mail.mails.length = 0
    // The fault of the mail server keeps all mail for a while.
    node.clock.advance(10 * MINUTE)
    await node.drain()
    const corrected = mail.mails.filter((one) => one.subject.includes('Hours of the bus'))
    expect(corrected.map(({ to }) => to).toSorted()).toEqual([
      'chief@12.example',
      'deputy@12.example',
    ])
  })

  test('mails of a correction go ahead of mails that wait', async () => {
    const first = await tell([ORANGE, STATE])
    mail.sick = { at: 'mail-from', code: 451, words: 'away' }
    await tell([ORANGE, STATE])
    await first.agency(correctNotice, { params: first.params, body: RIGHT })
    const claimed = await claim(db, {
      purposes: ['notice'],
      limit: 2,
      now: new Date(node.clock.now().getTime() + MINUTE),
      wall: new Date(),
    })
    const ahead = await db
      .selectFrom('deliveries')
      .select('urgency')
      .where(
        'id',
        'in',
        claimed.map(({ id }) => id),
      )
      .execute()
    expect(ahead).toEqual([{ urgency: 1 }, { urgency: 1 }])
    mail.sick = undefined
    const { items } = await first.agency(listNotices)
    expect(items.find((one) => one.corrects === first.id)).toBeDefined()
  })
})
