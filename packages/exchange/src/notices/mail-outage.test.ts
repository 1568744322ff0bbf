import {
  getCoverage,
  getExchange,
  getNotice,
  getOverview,
  listNoticeEvents,
  requestLink,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smtpMailer } from '../mail/outgoing.ts'

const MINUTE = 60_000
const TEXT = {
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff'],
  whoToCall: 'Duty desk',
}

onServer('while mail does not go out', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    const [state, county] = [
      { jurisdiction: '12', role: 'chief-official' },
      { jurisdiction: '12095', role: 'clerk' },
    ] as const
    ;({ node, mail, close } = await startApprising(await open(), {
      login: 'exchange:secret',
      contacts: [
        { ...state, email: 'chief@12.example' },
        { ...state, rank: 1, email: 'deputy@12.example' },
        { ...county, email: 'clerk@12095.example' },
        { ...county, rank: 1, email: 'Clerk@12095.example' },
        { ...county, rank: 2, email: 'deputy@12095.example' },
      ],
    }))
  })
  beforeEach(() => {
    mail.sick = undefined
    mail.replies.clear()
    mail.mute.clear()
    mail.mails.length = 0
  })
  afterAll(() => close())

  async function send() {
    const agency = await node.stage.as(AGENCY)
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { ...TEXT, subject: `A false site ${randomUUID()}` } },
        targets: [
          { jurisdiction: '12', role: 'chief-official' },
          { jurisdiction: '12095', role: 'clerk' },
        ],
        answerWithin: 60,
      },
    })
    const params = { id: notice.summary.id }
    return {
      params,
      coverage: () => agency(getCoverage, { params, query: {} }),
      events: async () => (await agency(listNoticeEvents, { params })).items,
      summary: async () => (await agency(getNotice, { params })).summary,
    }
  }

  test.each([
    ['greeting', 554],
    ['auth', 535],
    ['mail-from', 530],
    ['mail-from', 553],
  ] as const)(
    'a refusal of us at %s (%i) is one fault of the exchange: nobody is unreachable, and it goes out once we are let in',
    async (at, code) => {
      mail.sick = { at, code, words: 'not you' }
      const { coverage, events, summary } = await send()
      for (let hours = 0; hours < 12; hours += 1) {
        await node.drain()
        node.clock.advance(60 * MINUTE)
      }
      const { targets, counts } = await coverage()
      expect(counts).toMatchObject({ waiting: 2, unreachable: 0, overdue: 0 })
      expect(targets.map((target) => [target.mail, target.attempt, target.dueAt])).toEqual([
        ['blocked', 1, undefined],
        ['blocked', 1, undefined],
      ])
      expect((await events()).map((event) => event.kind)).toEqual(['notice.sent', 'notice.sent'])
      expect((await summary()).mail).toMatchObject({
        queued: 2,
        blocked: expect.stringContaining('the operator must act'),
      })
      const operator = await node.stage.as(HUB)
      const seen = (await operator(getOverview)).mail
      expect(seen).toMatchObject({ state: 'failing', fault: expect.stringContaining(String(code)) })
      expect((await node.stage.anonymous(getExchange)).mail).toBe('failing')

      mail.sick = undefined
      node.clock.advance(MINUTE)
      await node.drain()
      const after = await coverage()
      expect(after.targets.map((target) => target.mail)).toEqual(['handed-over', 'handed-over'])
      const due = new Date(node.clock.now().getTime() + 60 * MINUTE).toISOString()
      expect(after.targets.map((target) => target.dueAt)).toEqual([due, due])
      expect((await operator(getOverview)).mail).toMatchObject({ state: 'working' })
    },
  )

  test('of a mail that may have been taken it is said so, and the same message goes out again', async () => {
    mail.mute.add('chief@12.example')
    const { coverage, events, summary } = await send()
    await node.drain()
    expect((await coverage()).counts).toMatchObject({ waiting: 2 })
    node.clock.advance(MINUTE)
    await node.drain()
    const ids = mail.mails.filter(({ to }) => to === 'chief@12.example').map(({ id }) => id)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    const unknown = (await events()).filter(({ kind }) => kind === 'delivery.unknown')
    expect(unknown.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/chief-official 0 of 12 was handed over is not known.*may come twice/),
    ])
    expect((await summary()).mail).toMatchObject({ queued: 0, handedOver: 2, perhapsTwice: 1 })
  })

  test('a server that is away is the same fault, and a sign-in mail waits for it', async () => {
    const away = smtpMailer('smtp://127.0.0.1:1', 'tocsin@exchange.example')
    const { context } = node
    const server = context.mailer
    context.mailer = away
    const { coverage } = await send()
    await node.stage.anonymous(requestLink, { body: { email: AGENCY } })
    await node.auth.settle()
    await node.drain()
    expect((await coverage()).counts.waiting).toBe(2)
    const again = await node.stage.anonymous(requestLink, { body: { email: AGENCY } })
    expect(again.mail).toBe('failing')
    await node.auth.settle()
    const operator = await node.stage.as(HUB)
    const { faultySignInMails } = await operator(getOverview)
    expect(faultySignInMails).toContainEqual(
      expect.objectContaining({ kind: 'sign-in', address: AGENCY, attempts: 0 }),
    )
    context.mailer = server
    away.close()
    node.clock.advance(MINUTE)
    await node.drain()
    expect(mail.mails.filter((one) => one.to === AGENCY)).toHaveLength(2)
  })

  test('a recipient who is put off for long has the next one asked too, and is tried on', async () => {
    mail.replies.set('chief@12.example', { code: 450, words: '4.2.0 greylisted' })
    mail.replies.set('deputy@12.example', { code: 550, words: '5.7.1 refused by policy' })
    const { coverage, events } = await send()
    for (const minutes of [0, 1, 5, 15, 60, 60, 60, 60, 60, 60]) {
      node.clock.advance(minutes * MINUTE)
      await node.drain()
    }
    const state = (await coverage()).targets.find((target) => target.jurisdiction === '12')
    expect(state).toMatchObject({ state: 'unreachable', mail: 'queued' })
    mail.replies.clear()
    node.clock.advance(60 * MINUTE)
    await node.drain()
    const later = (await coverage()).targets.find((target) => target.jurisdiction === '12')
    expect(later).toMatchObject({ state: 'waiting', mail: 'handed-over' })
    const said = (await events()).map((event) => event.detail)
    expect(said.some((text) => text.includes('put off 5 times and is tried on: 450'))).toBe(true)
    expect(said.join()).not.toContain('@')
  })

  test('a chain asks each mailbox once, and says how many did not answer', async () => {
    const { coverage, events } = await send()
    await node.drain()
    node.clock.advance(60 * MINUTE)
    await node.drain()
    const county = (await coverage()).targets.find((target) => target.jurisdiction === '12095')
    expect(county).toMatchObject({ attempt: 2, contact: 'clerk 2 of 12095', state: 'overdue' })
    node.clock.advance(60 * MINUTE)
    await node.drain()
    expect((await events()).at(-1)!.detail).toMatch(
      /Every contact on file was mailed and none answered/,
    )
  })

  test('of whom one was never reached it is not written that they did not answer', async () => {
    mail.refused.add('deputy@12.example')
    const { coverage } = await send()
    await node.drain()
    node.clock.advance(60 * MINUTE)
    await node.drain()
    mail.refused.clear()
    const state = (await coverage()).targets.find((target) => target.jurisdiction === '12')
    expect(state).toMatchObject({
      state: 'overdue',
      fault: expect.stringMatching(
        /^1 of 2 contacts on file was mailed and none answered; no mail server took/,
      ),
    })
  })
})
