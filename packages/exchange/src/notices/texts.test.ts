import { getCoverage, getNotice, getOverview, listNoticeEvents, sendNotice } from '@tocsin/api'
import {
  AGENCY,
  HUB,
  onServer,
  startApprising,
  startSmsServer,
  type Apprising,
  type SmsServer,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textChannel } from '../delivery/channel.ts'
import { claim } from '../delivery/outbox.ts'

const MINUTE = 60_000
const CLERK = '+16145550100'
const TEXT = {
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff'],
  whoToCall: 'Duty desk',
}

onServer('notices by SMS', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let sms: SmsServer
  let subject = ''

  beforeAll(async () => {
    sms = await startSmsServer()
    ;({ node, close } = await startApprising(await open(), {
      settings: { smsUrl: sms.url, smsFrom: '+15550100', gatewayOnPrivateNetwork: true },
      contacts: [
        { jurisdiction: '39', role: 'chief-official' },
        { jurisdiction: '39049', role: 'clerk', sms: CLERK },
        { jurisdiction: '39049', role: 'clerk', rank: 1, sms: '+16145550101' },
      ],
    }))
  })
  beforeEach(() => {
    sms.statuses.clear()
    sms.texts.length = 0
    sms.locked = false
    subject = `A false site ${randomUUID()}`
  })
  afterAll(async () => {
    await close()
    await sms.stop()
  })

  async function send(tlp: 'green' | 'amber' = 'green') {
    const agency = await node.stage.as(AGENCY)
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp,
        texts: { en: { ...TEXT, subject } },
        targets: [
          { jurisdiction: '39', role: 'chief-official' },
          { jurisdiction: '39049', role: 'clerk' },
        ],
        answerWithin: 60,
      },
    })
    const params = { id: notice.summary.id }
    return {
      id: notice.summary.id,
      texts: async () => (await agency(getNotice, { params })).summary.texts,
      clerk: async () =>
        (await agency(getCoverage, { params, query: {} })).targets.find(
          ({ jurisdiction }) => jurisdiction === '39049',
        )!,
      events: async () =>
        (await agency(listNoticeEvents, { params })).items.filter(({ kind }) =>
          kind.startsWith('text.'),
        ),
    }
  }
  const counts = (more: object) => [
    { channel: 'sms', queued: 0, handedOver: 0, delivered: 0, failed: 0, unknown: 0, ...more },
  ]

  test('who is on file with a number has the notice there too, short, with a link and a code, and nobody counts as told', async () => {
    const { texts, clerk, events } = await send()
    await node.drain()
    expect(sms.texts).toHaveLength(1)
    const [{ to, text }] = sms.texts as [SmsServer['texts'][number]]
    expect(to).toBe(CLERK)
    expect(text).toContain(
      `TLP:GREEN Agency to the election office of Franklin County, Ohio: ${subject}`,
    )
    expect(text).toMatch(/\/n#[\w-]{32}\n/)
    expect(text).toMatch(/reply \d{6} to say/)
    expect(await texts()).toEqual(counts({ handedOver: 1 }))
    expect(await clerk()).toMatchObject({ state: 'waiting', texts: counts({ handedOver: 1 }) })
    expect((await events()).map(({ kind, detail }) => [kind, detail])).toEqual([
      ['text.sent', 'The SMS for clerk 0 of 39049 was handed over to a gateway'],
    ])
  })

  test('of a notice that may not go everywhere a network is told no word', async () => {
    await send('amber')
    await node.drain()
    expect(sms.texts).toHaveLength(1)
    expect(sms.texts[0]!.text).toContain('A notice waits for you.')
    expect(sms.texts[0]!.text).not.toContain(subject)
  })

  test('a number that is refused for good is said to have failed, and the mail goes its way', async () => {
    sms.statuses.set(CLERK, 0x0b)
    const { clerk, events } = await send()
    await node.drain()
    expect(await clerk()).toMatchObject({
      mail: 'handed-over',
      attempt: 1,
      texts: counts({ failed: 1 }),
    })
    expect((await events()).map(({ kind, detail }) => [kind, detail])).toEqual([
      ['text.failed', 'The SMS for clerk 0 of 39049 was refused by the gateway: 0x0000000b'],
    ])
  })

  test('a gateway that asks us to go slower is asked again later, and it goes out once', async () => {
    sms.statuses.set(CLERK, 0x58)
    const { texts } = await send()
    await node.drain()
    expect(await texts()).toEqual(counts({ queued: 1 }))
    sms.statuses.clear()
    node.clock.advance(MINUTE)
    await node.drain()
    expect(await texts()).toEqual(counts({ handedOver: 1 }))
    expect(sms.texts.map(({ to }) => to)).toEqual([CLERK])
  })

  test('of a message that may have been taken it is said so, and it does not go out again', async () => {
    sms.mute.add(CLERK)
    const { texts, events } = await send()
    await node.drain()
    node.clock.advance(MINUTE)
    await node.drain()
    expect(await texts()).toEqual(counts({ unknown: 1 }))
    expect(sms.texts).toHaveLength(1)
    expect((await events()).map(({ kind }) => kind)).toEqual(['text.unknown'])
  })

  test('what a process that was killed had in hand is unknown, and not sent twice', async () => {
    const { texts, events } = await send()
    const due = { channel: 'sms' as const, purposes: ['notice'], limit: 10 }
    const wall = new Date(Date.now() - 600_000)
    await claim(node.context.database.db, { ...due, now: node.clock.now(), wall })
    await node.drain()
    expect(await texts()).toEqual(counts({ unknown: 1 }))
    expect(sms.texts).toEqual([])
    expect((await events())[0]!.detail).toContain('the exchange ended amid it')
  })

  test('while the gateway refuses us messages wait and it is said who must act; then they go out', async () => {
    sms.locked = true
    const { texts } = await send()
    await node.drain()
    const operator = await node.stage.as(HUB)
    expect(await texts()).toMatchObject(
      counts({ queued: 1, blocked: expect.stringContaining('the operator must act') }),
    )
    const seen = await operator(getOverview)
    expect(seen.sms).toMatchObject({ state: 'failing', fault: expect.stringContaining('login') })
    expect(JSON.stringify(seen)).not.toContain('secret-of-smpp')
    sms.locked = false
    node.clock.advance(2 * MINUTE)
    await node.drain()
    expect(await texts()).toEqual(counts({ handedOver: 1 }))
    expect((await operator(getOverview)).sms).toMatchObject({ state: 'working' })
  })

  test('what waits for a gateway longer than a day is given up, and that is on record', async () => {
    await sms.down()
    const { texts, events } = await send()
    await node.drain()
    await sms.up()
    node.clock.advance(25 * 60 * MINUTE)
    await node.drain()
    expect(await texts()).toMatchObject([{ queued: 0, handedOver: 1, failed: 1 }])
    expect((await events()).map(({ kind }) => kind)).toContain('text.failed')
    const came = sms.texts.filter(({ text }) => text.includes(subject))
    expect(came.map(({ to }) => to)).toEqual(['+16145550101'])
  })

  test('there is no channel where no gateway is set', () => {
    expect(textChannel('voice', node.context.gateways.voice)).toBeUndefined()
  })
})
