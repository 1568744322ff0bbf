import {
  acknowledgeNotice,
  answerQuestion,
  askSender,
  closeNotice,
  getCoverage,
  getNews,
  getNotice,
  listNoticeEvents,
  listNoticeQuestions,
  openNotice,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, HUB, onEachDatabase, startApprising, type Apprising } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const TEXT = {
  subject: 'A false site copies your page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk, Agency A',
}
const MINUTE = 60_000

onEachDatabase('Questions of offices', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      contacts: [
        { jurisdiction: '12', role: 'chief-official' },
        { jurisdiction: '12', role: 'chief-official', rank: 1 },
      ],
    }))
  })
  afterAll(() => close())

  async function send() {
    const agency = await node.stage.as(AGENCY)
    const targets = [{ jurisdiction: '12', role: 'chief-official' as const }]
    const said = { kind: 'notice', tlp: 'green', texts: { en: TEXT }, answerWithin: 60 } as const
    const before = mail.mails.length
    const notice = await agency(sendNotice, { body: { ...said, targets, again: true } })
    await node.drain()
    const params = { id: notice.summary.id }
    const link = { token: /\/n#([\w-]+)/.exec(mail.mails[before]!.text)![1]! }
    return {
      agency,
      params,
      link,
      ask: (text: string, more = {}) =>
        node.stage.anonymous(askSender, { body: { ...link, text, ...more } }),
      asked: async () => (await agency(listNoticeQuestions, { params })).items,
      events: async () => (await agency(listNoticeEvents, { params })).items,
      target: async () => (await agency(getCoverage, { params, query: {} })).targets[0]!,
      answer: (question: string, text: string) =>
        agency(answerQuestion, { params: { ...params, question }, body: { text } }),
    }
  }

  test('a question is no answer: clock and escalation go on, and the sender alone is shown that it waits', async () => {
    const { agency, params, ask, asked, events, target } = await send()
    const due = (await target()).dueAt
    const seen = await ask('Is our own page hit too?')
    expect(seen.state).toBe('waiting')
    expect(seen.questions).toEqual([
      {
        askedBy: 'chief-official 0 of 12',
        text: 'Is our own page hit too?',
        askedAt: expect.any(String),
      },
    ])
    expect(await target()).toMatchObject({ state: 'waiting', attempt: 1, dueAt: due })
    expect(await asked()).toMatchObject([
      { place: expect.any(String), text: 'Is our own page hit too?' },
    ])
    expect((await agency(getNotice, { params })).summary.questions).toBe(1)
    const { items } = await agency(getNews, {})
    expect(items.find(({ kind }) => kind === 'question')?.ids).toContain(params.id)
    expect((await events()).at(-1)!.detail).toBe(
      'chief-official 0 of 12 asked the sender: “Is our own page hit too?”. It is no answer, and the time to answer goes on',
    )
    const hub = await node.stage.as(HUB)
    expect((await hub(getNotice, { params })).summary.questions).toBeUndefined()
    await expect(hub(listNoticeQuestions, { params })).rejects.toMatchObject({ code: 'not-found' })
    node.clock.advance(60 * MINUTE)
    await node.drain()
    expect(await target()).toMatchObject({ state: 'overdue', attempt: 2 })
  })

  test('the answer reaches the page of all who hold a link, and by mail whoever asked; it starts no clock and counts nobody as asked', async () => {
    const { agency, params, ask, asked, answer, link, target } = await send()
    await ask('Is our own page hit too?')
    const before = mail.mails.length
    const mails = (await agency(getNotice, { params })).summary.mail
    const [question] = await asked()
    const answered = await answer(question!.id, 'No. We looked at it today.')
    expect(answered.answer).toMatchObject({ text: 'No. We looked at it today.', mail: 'queued' })
    await node.drain()
    const [one, ...others] = mail.mails.slice(before)
    expect(others).toEqual([])
    expect(one!.to).toBe('chief-official.0@12.example')
    expect(one!.subject).toBe('TLP:GREEN Answer to your question: A false site copies your page')
    expect(one!.text).toContain('Is our own page hit too?')
    expect(one!.text).toContain('No. We looked at it today.')
    expect(one!.text).toContain('Your question was no answer to the notice')
    const own = { token: /\/n#([\w-]+)/.exec(one!.text)![1]! }
    for (const body of [own, link]) {
      const seen = await node.stage.anonymous(openNotice, { body })
      expect(seen.questions).toMatchObject([{ answer: { text: 'No. We looked at it today.' } }])
      expect(seen.state).toBe('waiting')
    }
    expect((await asked())[0]!.answer?.mail).toBe('handed-over')
    const { summary } = await agency(getNotice, { params })
    expect(summary.mail).toEqual(mails)
    expect(summary.questions).toBeUndefined()
    await node.stage.anonymous(acknowledgeNotice, { body: { ...own, step: 'told' } })
    expect((await target()).state).toBe('told')
  })

  test('asked twice it is one question, and answered once it stays as it is', async () => {
    const { ask, asked, answer, events } = await send()
    await ask('Who else was told?', { pressedAt: '2026-10-01T00:00:00.000Z' })
    await ask('Who else was told? ')
    const [question, ...others] = await asked()
    expect(others).toEqual([])
    expect((await events()).at(-1)!.detail).toContain('pressed at 2026-10-01 00:00 UTC')
    await answer(question!.id, 'All states.')
    await answer(question!.id, 'All states.')
    await expect(answer(question!.id, 'Nobody.')).rejects.toMatchObject({ code: 'conflict' })
    const kinds = (await events()).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'notice.question-answered')).toHaveLength(1)
  })

  test('an office has five questions open at most, and asks nothing once the notice is closed; what waits can still be answered', async () => {
    const { agency, params, ask, asked, answer } = await send()
    for (const n of [1, 2, 3, 4, 5]) await ask(`Question ${n}`)
    await expect(ask('Question 6')).rejects.toMatchObject({ code: 'conflict' })
    await agency(closeNotice, { params, body: { reason: 'Told by telephone' } })
    await expect(ask('Question 7')).rejects.toMatchObject({ code: 'conflict' })
    const waiting = await asked()
    expect(waiting).toHaveLength(5)
    await answer(waiting[0]!.id, 'Yes.')
    expect((await asked()).map((one) => one.answer?.text)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'Yes.',
    ])
  })

  test('nobody answers a question about the notice of another, or by the id of another notice', async () => {
    const { params, ask, asked } = await send()
    await ask('Whom do I call?')
    const [question] = await asked()
    const hub = await node.stage.as(HUB)
    const body = { text: 'Me.' }
    const path = { ...params, question: question!.id }
    await expect(hub(answerQuestion, { params: path, body })).rejects.toMatchObject({
      code: expect.stringMatching(/not-found|forbidden/),
    })
    const other = await send()
    await expect(other.answer(question!.id, 'Me.')).rejects.toMatchObject({ code: 'not-found' })
  })
})
