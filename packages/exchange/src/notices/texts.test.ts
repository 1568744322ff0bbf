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
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textChannel } from '../delivery/channel.ts'
import { begin, claim } from '../delivery/outbox.ts'
import { takeFromGateway } from './gateway-inbox.ts'
import { takeUpSetAside } from './heard-faults.ts'

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

  test('what a process that was killed had taken up and not begun with goes out once', async () => {
    const { texts, events } = await send()
    const due = { channel: 'sms' as const, purposes: ['notice'], limit: 10, begins: false }
    const wall = new Date(Date.now() - 600_000)
    await claim(node.context.database.db, { ...due, now: node.clock.now(), wall })
    await node.drain()
    expect(await texts()).toEqual(counts({ handedOver: 1 }))
    expect(sms.texts.map(({ to }) => to)).toEqual([CLERK])
    expect((await events()).map(({ kind }) => kind)).toEqual(['text.sent'])
  })

  test('of what a process that was killed had in hand what had begun alone is unknown', async () => {
    const { texts } = await send()
    const { db } = node.context.database
    const due = { channel: 'sms' as const, purposes: ['notice'], limit: 10, begins: false }
    const wall = new Date(Date.now() - 600_000)
    const claimed = await claim(db, { ...due, now: node.clock.now(), wall })
    expect([...(await begin(db, claimed))]).toEqual(claimed.map(({ id }) => id))
    await node.drain()
    expect(await texts()).toEqual(counts({ unknown: 1 }))
    expect(sms.texts).toEqual([])
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

  const codeOf = ({ text }: { text: string }) => /reply (\d{6}) to say/.exec(text)![1]!
  /** Sends a notice whose SMS is out, with the line open for what comes back. */
  async function sent() {
    const gateway = node.context.gateways.sms!
    gateway.listen((heard) => takeFromGateway(node.context, 'sms', heard))
    const notice = await send()
    await node.drain()
    await expect.poll(() => sms.bound()).toBeGreaterThan(0)
    return { ...notice, message: sms.texts.find(({ text }) => text.includes(subject))! }
  }

  test('a receipt says that a telephone has it, twice said changes nothing, and nobody counts as told', async () => {
    const { message, clerk, events } = await sent()
    for (const id of [...message.ids, ...message.ids])
      expect(await sms.receipt(id, 'DELIVRD')).toBe(0)
    await node.drain()
    expect(await clerk()).toMatchObject({ state: 'waiting', texts: counts({ delivered: 1 }) })
    expect((await events()).map(({ kind }) => kind)).toEqual(['text.sent', 'text.delivered'])
  })

  test('one part that has no receipt leaves the message handed over, and one that failed lets it fail', async () => {
    const { message, texts, events } = await sent()
    expect(message.ids.length).toBeGreaterThan(1)
    await sms.receipt(message.ids[0]!, 'DELIVRD')
    await node.drain()
    expect(await texts()).toEqual(counts({ handedOver: 1 }))
    await sms.receipt(message.ids[1]!, 'UNDELIV')
    await node.drain()
    expect(await texts()).toEqual(counts({ failed: 1 }))
    expect((await events()).map(({ kind }) => kind)).toEqual(['text.sent', 'text.failed'])
  })

  test('a receipt that comes before the answer to the message is not lost', async () => {
    node.context.gateways.sms!.listen((heard) => takeFromGateway(node.context, 'sms', heard))
    await expect.poll(() => sms.bound()).toBeGreaterThan(0)
    sms.early.add(CLERK)
    const { texts } = await send()
    await node.drain()
    sms.early.clear()
    expect(await texts()).toEqual(counts({ delivered: 1 }))
  })

  test('the code sent back from its number is the answer of that contact, by the same act as a tap', async () => {
    const { message, clerk, id } = await sent()
    expect(await sms.say(CLERK, `Yes ${codeOf(message)}`)).toBe(0)
    await node.drain()
    expect(await clerk()).toMatchObject({ state: 'told', acknowledgedBy: 'clerk 0 of 39049' })
    const agency = await node.stage.as(AGENCY)
    const { items } = await agency(listNoticeEvents, { params: { id } })
    expect(items.at(-1)).toMatchObject({
      kind: 'notice.told',
      detail: 'clerk 0 of 39049 was told, by SMS from the number ending 00',
    })
    expect(sms.texts.at(-1)).toMatchObject({ to: CLERK, text: expect.stringMatching(/^Recorded/) })
    await sms.say(CLERK, codeOf(message))
    await node.drain()
    const again = await agency(listNoticeEvents, { params: { id } })
    expect(again.items).toHaveLength(items.length)
    expect(sms.texts.at(-1)!.text).toMatch(/recorded before/)
  })

  test('a late code answers its own notice and no other, and a foreign one or another number answers none', async () => {
    const first = await sent()
    subject = `Another ${randomUUID()}`
    const second = await sent()
    await sms.say('+16145550101', codeOf(second.message))
    await sms.say(CLERK, codeOf(second.message) === '000000' ? '000001' : '000000')
    await node.drain()
    expect((await first.clerk()).state).toBe('waiting')
    expect((await second.clerk()).state).toBe('waiting')
    expect((await second.events()).at(-1)).toMatchObject({
      kind: 'text.heard',
      detail: expect.stringContaining('a code of no message to it'),
    })
    await sms.say(CLERK, codeOf(first.message))
    await node.drain()
    expect((await first.clerk()).state).toBe('told')
    expect((await second.clerk()).state).toBe('waiting')
  })

  const overview = async () => (await node.stage.as(HUB))(getOverview)
  const strays = async () =>
    (await overview()).strayTexts.strays.map(
      ({ kind, ending, count }) => `${kind} ${ending} ${count}`,
    )

  test('the network says of our answer to a number what became of it, and that is no receipt of an unknown message', async () => {
    const { message } = await sent()
    await sms.say(CLERK, 'what is this?')
    await node.drain()
    const answer = sms.texts.at(-1)!
    expect(answer.ids).not.toEqual(message.ids)
    expect(await sms.receipt(answer.ids[0]!, 'DELIVRD')).toBe(0)
    await node.drain()
    const { rows } = await sql<{ delivered: boolean }>`
      select d.delivered_at is not null as delivered from deliveries d join gateway_parts p on p.delivery_id = d.id
      where p.gateway_id = ${answer.ids[0]!}`.execute(node.context.database.db)
    expect(rows).toEqual([{ delivered: true }])
  })

  test('what cannot be taken in holds up nothing behind it, is set aside after six tries and said to the operator, and tried again at a start', async () => {
    const { db } = node.context.database
    // A row that no gateway can make: words that are none.
    await sql`insert into gateway_inbox (channel, kind, number, came_at) values ('sms', 'reply', '+16145550155', ${node.clock.now()})`.execute(
      db,
    )
    const { message, clerk } = await sent()
    await sms.say(CLERK, codeOf(message))
    await node.drain()
    expect((await clerk()).state).toBe('told')
    const failing = async () => (await overview()).strayTexts.failing
    expect(await failing()).toMatchObject([{ kind: 'reply', ending: '55', tries: 1 }])
    for (let tries = 2; tries <= 6; tries += 1) {
      node.clock.advance(61 * MINUTE)
      await node.drain()
    }
    expect(await failing()).toMatchObject([
      { tries: 6, fault: 'TypeError', setAsideAt: expect.any(String) },
    ])
    node.clock.advance(61 * MINUTE)
    await node.drain()
    expect(await failing()).toMatchObject([{ tries: 6 }])
    await takeUpSetAside(node.context)
    await sql`update gateway_inbox set words = 'mended' where number = '+16145550155'`.execute(db)
    await node.drain()
    expect(await failing()).toEqual([])
    expect(await strays()).toContain('unknown-number 55 1')
  })

  test('of words from one number none is taken in before an earlier one that failed, also where they came together', async () => {
    const { db } = node.context.database
    const number = '+16145550156'
    // A row that no gateway can make: words that are none.
    await sql`insert into gateway_inbox (channel, kind, number, words, came_at) values
      ('sms', 'reply', ${number}, null, ${node.clock.now()}), ('sms', 'reply', ${number}, 'START', ${node.clock.now()})`.execute(
      db,
    )
    const waiting = async () => {
      const { rows } = await sql<{ words: string | null }>`select words from gateway_inbox
        where number = ${number} and settled_at is null order by id`.execute(db)
      return rows.map(({ words }) => words)
    }
    await node.drain()
    expect(await waiting()).toEqual([null, 'START'])
    await sql`update gateway_inbox set words = 'STOP' where number = ${number} and words is null`.execute(
      db,
    )
    node.clock.advance(61 * MINUTE)
    await node.drain()
    expect(await waiting()).toEqual([])
    const { rows } = await sql`select from stopped_numbers where number = ${number}`.execute(db)
    expect(rows).toHaveLength(0)
  })

  test('whoever guesses from a number is looked at ten times an hour, then not even with the right code', async () => {
    const { message, clerk } = await sent()
    const right = codeOf(message)
    for (let tries = 0; tries < 10; tries += 1)
      await sms.say(CLERK, String((Number(right) + 1 + tries) % 1_000_000).padStart(6, '0'))
    await sms.say(CLERK, right)
    await node.drain()
    expect((await clerk()).state).toBe('waiting')
  })

  test('whoever says STOP or that the number is wrong is written to no more, which is on record', async () => {
    const { events } = await sent()
    await sms.say(CLERK, 'Wrong number')
    await node.drain()
    expect((await events()).at(-1)!.detail).toContain('says that it is a wrong number')
    subject = `After ${randomUUID()}`
    const next = await send()
    await node.drain()
    expect(sms.texts.filter(({ text }) => text.includes(subject))).toEqual([])
    expect(await next.texts()).toEqual(counts({ failed: 1 }))
    expect(await next.clerk()).toMatchObject({ mail: 'handed-over' })
  })

  test('what comes in and belongs to nothing is counted by what it was, and of a number only the last digits are shown', async () => {
    await expect.poll(() => sms.bound()).toBeGreaterThan(0)
    const told = sms.texts.length
    expect(await sms.say('+447700900177', 'Who is this?')).toBe(0)
    expect(await sms.say('+447700900177', '123456')).toBe(0)
    expect(await sms.say('+ACMEBANK', 'Your parcel waits')).toBe(0)
    expect(await sms.receipt('é', 'DELIVRD')).toBe(0)
    const again = { kind: 'reply', from: '+447700900188', text: 'STOP', id: 'call-1' } as const
    await takeFromGateway(node.context, 'voice', again)
    await takeFromGateway(node.context, 'voice', again)
    await node.drain()
    const found = await strays()
    expect(found).toContain('unknown-number 77 2')
    expect(found).toContain('no-number  1')
    expect(found).toContain('unreadable-receipt  1')
    expect(found).toContain('unknown-number 88 1')
    expect(found).toContain('repeated  1')
    expect(JSON.stringify(await overview())).not.toContain('4477009001')
    expect(sms.texts).toHaveLength(told)
  })

  test('what failed at a number stands in the list of faults of the operator, the number by its end', async () => {
    sms.statuses.set('+16145550100', 0x0b)
    const { id } = await send()
    await node.drain()
    const { faultyDeliveries } = await overview()
    expect(faultyDeliveries.filter(({ noticeId }) => noticeId === id)).toMatchObject([
      { channel: 'sms', address: '…00', unknown: false, fault: expect.any(String) },
    ])
  })

  test('a receipt of no message that is known is counted once three days have gone by', async () => {
    await sms.receipt('nobody-sent-this', 'DELIVRD')
    await node.drain()
    expect(await strays()).not.toContain('unknown-receipt  1')
    node.clock.advance(73 * 60 * MINUTE)
    await node.drain()
    expect((await strays()).some((one) => one.startsWith('unknown-receipt  '))).toBe(true)
  })

  test('there is no channel where no gateway is set', () => {
    expect(textChannel('voice', node.context.gateways.voice)).toBeUndefined()
  })
})
