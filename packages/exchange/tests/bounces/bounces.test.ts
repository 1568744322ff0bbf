import {
  getCoverage,
  getOverview,
  listNoticeEvents,
  openNotice,
  acknowledgeNotice,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listenForBounces } from '../../src/bounces/listen.ts'
import { noticeMails } from '../../src/notices/deliver.ts'
import { findOfficeToken } from '../../src/offices/door.ts'
import { makeCorpus } from './corpus.ts'
import { CLERK } from './sample.ts'

const FAILED = makeCorpus().find(({ kind }) => kind === 'failed')!
const DELAYED = makeCorpus().find(({ kind }) => kind === 'delayed')!

onServer('mails that come back', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: () => Promise<void>
  let transport: ReturnType<typeof createTransport>

  beforeAll(async () => {
    const apprising = await startApprising(await open(), {
      inbound: { domain: 'bounces.example', host: '127.0.0.1', port: 0 },
      contacts: [
        { jurisdiction: '12', role: 'chief-official', email: CLERK },
        { jurisdiction: '12', role: 'chief-official', rank: 1, email: 'deputy@county.example' },
      ],
    })
    ;({ node, mail } = apprising)
    const door = (await listenForBounces(node.context, [noticeMails]))!
    transport = createTransport({
      host: '127.0.0.1',
      port: door.port,
      pool: true,
      secure: false,
    } as object)
    close = async () => {
      transport.close()
      await door.close()
      await apprising.close()
    }
  })
  beforeEach(() => {
    mail.mails.length = 0
  })
  afterAll(() => close?.())

  /** Hands a mail to the exchange, as the receiving side does; gives the code of a refusal. */
  async function deliver(to: string, raw: Uint8Array, from = ''): Promise<number> {
    try {
      await transport.sendMail({ envelope: { from, to: [to] }, raw: Buffer.from(raw) })
      return 250
    } catch (error) {
      return (error as { responseCode: number }).responseCode
    }
  }

  async function send() {
    const agency = await node.stage.as(AGENCY)
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: {
          en: {
            subject: `A false site ${randomUUID()}`,
            what: 'W',
            howSure: 'H',
            actions: ['A'],
            whoToCall: 'D',
          },
        },
        targets: [{ jurisdiction: '12', role: 'chief-official' }],
        answerWithin: 60,
      },
    })
    await node.drain()
    const params = { id: notice.summary.id }
    return {
      first: mail.mails.at(-1)!,
      target: async (at?: string) =>
        (await agency(getCoverage, { params, query: at === undefined ? {} : { at } })).targets[0]!,
      events: async () => (await agency(listNoticeEvents, { params })).items,
    }
  }

  const counts = async () => {
    const operator = await node.stage.as(HUB)
    const { heard } = await operator(getOverview)
    return Object.fromEntries(heard!.counts.map(({ kind, count }) => [kind, count]))
  }

  test('a mail that the receiving server refuses later turns to the next contact at once, and is said with its code alone', async () => {
    const { first, target, events } = await send()
    expect(first).toMatchObject({
      to: CLERK,
      returnPath: expect.stringMatching(/^b-.*@bounces\.example$/),
    })
    const before = node.clock.now().toISOString()
    node.clock.advance(60_000)
    expect(await deliver(first.returnPath, FAILED.bytes)).toBe(250)
    await node.drain()
    expect((await target(before)).mail).toBe('handed-over')
    expect(await target()).toMatchObject({
      state: 'waiting',
      attempt: 2,
      mail: 'handed-over',
      mails: { failed: 0, returned: 1, handedOver: 1 },
    })
    expect(mail.mails.at(-1)!.to).toBe('deputy@county.example')
    const said = (await events()).find(({ kind }) => kind === 'delivery.failed')
    expect(said!.detail).toMatch(/was refused by the receiving server: 550 5\.1\.1$/)
    expect(JSON.stringify(await events())).not.toContain(CLERK)
  })

  test('the same mail twice changes nothing the second time, and nobody left is unreachable', async () => {
    const { first, target, events } = await send()
    await deliver(first.returnPath, FAILED.bytes)
    await deliver(first.returnPath.toUpperCase(), FAILED.bytes)
    await node.drain()
    const second = mail.mails.at(-1)!
    await deliver(second.returnPath, FAILED.bytes)
    await node.drain()
    expect(await target()).toMatchObject({
      state: 'unreachable',
      mail: 'bounced',
      fault: expect.stringMatching(
        /^The mails to all contacts on file were taken and later refused/,
      ),
      mails: { failed: 0, returned: 2, handedOver: 0 },
    })
    expect((await events()).filter(({ kind }) => kind === 'delivery.failed')).toHaveLength(2)
    expect((await counts()).repeated).toBe(1)
  })

  test('of a mail of hundreds of thousands of lines the first are read, and that it was cut is counted', async () => {
    const { first, target } = await send()
    const head = 'From: postmaster@x.example\r\nSubject: Undeliverable\r\n\r\nno such user\r\n'
    const raw = Buffer.from(head + '\n'.repeat(300_000))
    expect(await deliver(first.returnPath, raw)).toBe(250)
    await node.drain()
    expect((await target()).attempt).toBe(2)
    expect((await counts()).cut).toBe(1)
  })

  test('a mail that is delayed is said once and turns to nobody; a machine that says it arrived has told nobody', async () => {
    const { first, target, events } = await send()
    for (const { kind, bytes, sender } of makeCorpus().slice(-60))
      if (kind !== 'failed') expect(await deliver(first.returnPath, bytes, sender)).toBe(250)
    await deliver(first.returnPath, DELAYED.bytes)
    await node.drain()
    expect(await target()).toMatchObject({ state: 'waiting', attempt: 1, mail: 'handed-over' })
    const kinds = (await events()).map(({ kind }) => kind)
    expect(kinds).toEqual(['notice.sent', 'delivery.sent', 'delivery.delayed'])
    expect(await counts()).toMatchObject({
      'auto-reply': expect.any(Number),
      receipt: expect.any(Number),
      delivered: expect.any(Number),
    })
  })

  test('of two hundred forged mails none changes anything, and all are counted', async () => {
    const { first, target, events } = await send()
    const before = (await counts()).forged ?? 0
    const [id, code] = [first.returnPath.slice(0, 35), first.returnPath.slice(35, 55)]
    const turned = code.replace(/./, (digit) => (digit === '0' ? '1' : '0'))
    const wrong = [
      `${id}${turned}@bounces.example`,
      `${id}${code}@elsewhere.example`,
      `b-${'0'.repeat(32)}-${code}@bounces.example`,
      CLERK,
    ]
    const corpus = makeCorpus()
    for (const [i, { bytes, sender }] of corpus.entries())
      expect(await deliver(wrong[i % wrong.length]!, bytes, sender)).toBe(550)
    expect((await counts()).forged).toBe(before + corpus.length)
    expect(await target()).toMatchObject({ state: 'waiting', attempt: 1, mail: 'handed-over' })
    expect((await events()).map(({ kind }) => kind)).toEqual(['notice.sent', 'delivery.sent'])
  })

  test('who has answered was reached, whatever a machine says, and a mail that is too large is refused', async () => {
    const { first, target } = await send()
    const token = findOfficeToken(first.text)!
    await node.stage.anonymous(openNotice, { body: { token } })
    await node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'told' } })
    await deliver(first.returnPath, FAILED.bytes)
    await node.drain()
    expect(await target()).toMatchObject({ state: 'told', attempt: 1, mail: 'bounced' })
    expect(await deliver(first.returnPath, Buffer.alloc(2 << 20, 'x\r\n'))).toBe(552)
  })

  test('an answer and a bounce in the same instant leave the office told, and ask at most one other', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { first, target, events } = await send()
      const token = findOfficeToken(first.text)!
      const asked = mail.mails.length
      await Promise.all([
        deliver(first.returnPath, FAILED.bytes),
        node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'told' } }),
        deliver(first.returnPath, FAILED.bytes),
      ])
      await node.drain()
      expect((await target()).state).toBe('told')
      expect(mail.mails.length - asked).toBeLessThanOrEqual(1)
      expect((await events()).filter(({ kind }) => kind === 'delivery.failed')).toHaveLength(1)
    }
  })

  test('an exchange that listens opens the door for mails that come back, too', async () => {
    const door = await node.listen()
    expect(door.mailPort).toBeGreaterThan(0)
    await door.close()
  })
})
