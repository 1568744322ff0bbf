import {
  acknowledgeNotice,
  beginCall,
  endCall,
  getCoverage,
  hearGateway,
  listCalls,
  listNoticeEvents,
  previewNotice,
  sayNotMe,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import {
  AGENCY,
  onServer,
  startApprising,
  startWebhookGateway,
  type Apprising,
  type WebhookGateway,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SMS = '+15055550100'
const BOTH = '+15055550199'
const NIGHTS = { jurisdiction: '35049', role: 'clerk' } as const
const STATE = { jurisdiction: '35', role: 'chief-official' } as const
const TEXT = { what: 'A false site.', howSure: 'Seen.', actions: ['Tell'], whoToCall: 'Desk' }

onServer('ways to a contact in order and by hours', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let gateway: WebhookGateway

  beforeAll(async () => {
    gateway = await startWebhookGateway()
    ;({ node, close } = await startApprising(await open(), {
      settings: {
        smsUrl: gateway.url,
        voiceUrl: gateway.url,
        faxUrl: gateway.url,
        gatewaySecret: gateway.secret,
        gatewayOnPrivateNetwork: true,
      },
      contacts: [
        { ...STATE, phone: '555-0199', sms: BOTH },
        {
          ...NIGHTS,
          phone: '555-0100',
          sms: SMS,
          fax: '+15055550102',
          ways: 'call mon-fri 08:00-17:00; sms mon-fri 07:00-20:00; fax',
        },
        { jurisdiction: '35013', role: 'clerk', sms: BOTH, voice: BOTH },
      ],
    }))
  })
  beforeEach(() => {
    gateway.posted.length = 0
  })
  afterAll(async () => {
    await close()
    await gateway.stop()
  })

  /** Moves the clock to the next instant at which it is so late in Denver on a working day. */
  function goTo(utcHour: number): void {
    const now = node.clock.now()
    const next = new Date(now)
    next.setUTCHours(utcHour, 0, 0, 0)
    while (next <= now || ![2, 3, 4].includes(next.getUTCDay())) next.setUTCDate(next.getUTCDate() + 1) // prettier-ignore
    node.clock.advance(next.getTime() - now.getTime())
  }

  const draft = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({
    kind: 'notice',
    tlp: 'green',
    texts: { en: { ...TEXT, subject: `A false site ${randomUUID()}` } },
    targets: [STATE, NIGHTS],
    answerWithin: 60,
    ...more,
  })

  async function send(more: Partial<NoticeDraft> = {}) {
    const agency = await node.stage.as(AGENCY)
    const { summary } = await agency(sendNotice, { body: draft(more) })
    const params = { id: summary.id }
    await node.drain()
    const targetOf = async (jurisdiction: string) =>
      (await agency(getCoverage, { params, query: {} })).targets.find(
        (one) => one.jurisdiction === jurisdiction,
      )!
    return {
      id: summary.id,
      targetOf,
      events: async () =>
        (await agency(listNoticeEvents, { params })).items.map(({ detail }) => detail),
    }
  }
  const sentTo = () => gateway.posted.filter(({ to }) => to !== BOTH).map((one) => one.channel)

  test('by day a person calls first, and SMS and fax follow in their turns unless the office answers', async () => {
    goTo(18)
    const { targetOf, id } = await send()
    expect(sentTo()).toEqual([])
    const waits = { count: 1, because: 'order', timeZone: 'America/Denver' }
    expect((await targetOf('35049')).texts).toMatchObject([
      { channel: 'fax', held: waits },
      { channel: 'sms', held: waits },
    ])
    const agency = await node.stage.as(AGENCY)
    const { items } = await agency(listCalls, { query: { notice: id } })
    expect(items.map(({ jurisdiction }) => jurisdiction)).toEqual(['35049'])
    expect(items[0]!.contacts[0]).toMatchObject({ callBecause: 'now', hours: { open: true } })
    node.clock.advance(21 * MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['sms'])
    node.clock.advance(20 * MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['sms', 'fax'])
    expect(gateway.posted.at(-1)!.text).toContain(TEXT.what)
  })

  test('a number of whoever says that this is not them is sent nothing more, and the record says so', async () => {
    goTo(18)
    const { events } = await send()
    node.clock.advance(21 * MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['sms'])
    const { text } = gateway.posted.findLast(({ to }) => to === SMS)!
    const token = /\/n#([\w-]+)/.exec(text)![1]!
    await node.stage.anonymous(sayNotMe, { body: { token } })
    node.clock.advance(20 * MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['sms'])
    expect((await events()).findLast((one) => one.startsWith('The fax'))).toContain(
      'whoever holds the link of this contact said that this is not them',
    )
  })

  test('at night what has hours waits for them, says until when and why, and the fax goes at once', async () => {
    goTo(6)
    const { targetOf, events } = await send()
    expect(sentTo()).toEqual(['fax'])
    const sms = (await targetOf('35049')).texts!.find(({ channel }) => channel === 'sms')!
    expect(sms).toMatchObject({ queued: 1, held: { because: 'hours', timeZone: 'America/Denver' } })
    expect((await events()).find((one) => one.startsWith('Notice made out to clerk'))).toMatch(
      /the SMS at \w{3} \S+ 07:00 there \(America\/Denver\) \(when the hours on file for it begin\)/,
    )
    const waits = Date.parse(sms.held!.until) - node.clock.now().getTime()
    node.clock.advance(waits - MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['fax'])
    node.clock.advance(MINUTE)
    await node.drain()
    expect(sentTo()).toEqual(['fax', 'sms'])
  })

  test('what is severe goes at night where its time is over before morning, and the record says that it did', async () => {
    goTo(6)
    const { targetOf, events } = await send({ severe: true })
    node.clock.advance(HOUR)
    await node.drain()
    expect(sentTo()).toEqual(['sms', 'fax'])
    const texts = (await targetOf('35049')).texts!
    expect(texts.find(({ channel }) => channel === 'sms')).toMatchObject({ outsideHours: 1 })
    expect((await events()).filter((one) => one.includes('outside the hours on file'))).toHaveLength(2) // prettier-ignore
  })

  test('the preview says which way would be used when, and why', async () => {
    goTo(6)
    const agency = await node.stage.as(AGENCY)
    const waysOf = async (severe: boolean) =>
      (await agency(previewNotice, { body: draft({ severe }) })).lines
        .find(({ jurisdiction }) => jurisdiction === '35049')!
        .ways!.map(({ way, because }) => `${way} ${because}`)
    expect(await waysOf(false)).toEqual(['call hours', 'sms hours', 'fax now'])
    expect(await waysOf(true)).toEqual(['call severe', 'sms severe', 'fax order'])
  })

  /** Sends a code back from a number, as the gateway says it. */
  async function reply(channel: 'sms' | 'voice', text: string): Promise<void> {
    const at = new Date()
    const id = randomUUID()
    const body = JSON.stringify({ channel, type: 'reply', from: BOTH, text })
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(gateway.secret).sign(id, at, body),
    }
    const init = { method: 'POST', headers, body }
    expect((await node.app.request(hearGateway.path, init)).status).toBe(200)
    await node.drain()
  }

  test("one person's answer leaves every other office waiting, even from the same number, whichever the channel: SMS, call by a machine, page, telephone", async () => {
    goTo(18)
    const other = { jurisdiction: '35013', role: 'clerk' } as const
    const { targetOf } = await send({ targets: [STATE, NIGHTS, other] })
    const states = async () =>
      Promise.all(['35', '35013', '35049'].map(async (one) => (await targetOf(one)).state))
    const codeOf = (channel: string, place: string) =>
      /(\d{6})|((?:\d ){5}\d)/
        .exec(gateway.posted.find((one) => one.channel === channel && one.text.includes(place))!.text.replace(/^.*(?:reply|Press) /su, ''))![0]
        .replaceAll(' ', '') // prettier-ignore
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting'])
    await reply('sms', codeOf('sms', 'office of New Mexico:'))
    expect(await states()).toEqual(['told', 'waiting', 'waiting'])
    await reply('voice', codeOf('voice', 'Doña Ana'))
    expect(await states()).toEqual(['told', 'told', 'waiting'])
    const link = /\/n#([\w-]+)/.exec(gateway.posted.find((one) => one.channel === 'sms' && one.text.includes('Doña Ana'))!.text)![1]! // prettier-ignore
    await node.stage.anonymous(acknowledgeNotice, {
      body: { token: link, step: 'understood', who: 'The clerk' },
    })
    expect(await states()).toEqual(['told', 'understood', 'waiting'])
    const agency = await node.stage.as(AGENCY)
    const target = await targetOf('35')
    const call = await agency(beginCall, { params: { id: target.id }, body: { rank: 0 } })
    await agency(endCall, { params: { id: call.id }, body: { outcome: 'reached' } })
    expect(await states()).toEqual(['told', 'understood', 'waiting'])
    node.clock.advance(62 * MINUTE)
    await node.drain()
    expect((await targetOf('35049')).state).toBe('overdue')
    expect((await targetOf('35013')).state).toBe('understood')
  })
})
