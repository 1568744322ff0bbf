/** Suspicious mails that are sent to the exchange by SMTP: answered to whoever proves to be registered, and to nobody else. */
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { getOverview } from '@tocsin/api'
import type { Socket } from 'node:dgram'
import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LIMITS, type Limits } from '../src/auth/limits.ts'
import { listenForBounces } from '../src/bounces/listen.ts'
import { ExchangeError } from '../src/errors.ts'
import { openSuspiciousDoor } from '../src/suspicious/by-mail.ts'
import { startNames } from './name-server.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const KEY = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string

/** A name server that knows one key, of two domains. */
const startKeys = (): Promise<Socket> =>
  startNames((name) =>
    /^s\._domainkey\.(?:agency|stranger)\.example$/.test(name) ? KEY : undefined,
  )

const SUSPICIOUS = [
  'From: Helpdesk <help@agency-login.test>',
  'Subject: Your password',
  'Content-Type: text/html',
  '',
  '<a href="https://agency-login.test/in">https://agency.example/</a>',
].join('\r\n')

onServer('suspicious mails sent by mail', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let names: Socket
  let close: () => Promise<void>
  let port: number
  const spent = new Map<string, number>()
  const limits = {
    count: async (name: keyof typeof LIMITS, who: string) => {
      const count = (spent.get(who) ?? 0) + 1
      spent.set(who, count)
      if (count > LIMITS[name].points) throw new ExchangeError('too-many-requests', 'too many')
    },
    check: () => undefined,
  } satisfies Limits

  beforeAll(async () => {
    names = await startKeys()
    const inbound = { domain: 'bounces.example', host: '127.0.0.1', port: 0 }
    const apprising = await startApprising(await open(), { inbound })
    ;({ node, mail } = apprising)
    const suspicious = {
      mailbox: 'check',
      contact: 'County desk, 555-0100',
      resolvers: [`127.0.0.1:${names.address().port}`],
    }
    const ctx = { ...node.context, config: { ...node.context.config, suspicious } }
    const listener = (await listenForBounces(ctx, [], openSuspiciousDoor(ctx, limits)))!
    port = listener.port
    close = async () => {
      await listener.close()
      names.close()
      await apprising.close()
    }
  })
  beforeEach(() => {
    mail.mails.length = 0
    spent.clear()
  })
  afterAll(() => close?.())

  type Sent = {
    from?: string
    isSigned?: boolean
    headers?: Record<string, string>
    body?: string
    envelopeFrom?: string
    to?: string
    /** Whom the mail itself names, where that is somebody else. */
    named?: string
    writtenAt?: Date
  }
  /** Hands a mail to the exchange as the sender's server does; gives the code of a refusal. */
  async function send({
    from = AGENCY,
    isSigned = true,
    headers = {},
    body,
    envelopeFrom = from,
    to = 'check@bounces.example',
    named = to,
    writtenAt = node.clock.now(),
  }: Sent = {}) {
    const domain = from.split('@')[1]!
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      ...(isSigned ? { dkim: { domainName: domain, keySelector: 's', privateKey: PEM } } : {}),
    } as object)
    try {
      await transport.sendMail({
        envelope: { from: envelopeFrom, to: [to] },
        from,
        to: named,
        date: writtenAt,
        subject: 'Real?',
        text: body ?? 'Is this real?',
        headers,
        ...(body === undefined
          ? {
              attachments: [
                { filename: 'mail.eml', content: SUSPICIOUS, contentType: 'message/rfc822' },
              ],
            }
          : {}),
      })
      return 250
    } catch (error) {
      return (error as { responseCode: number }).responseCode
    } finally {
      transport.close()
    }
  }
  const looks = async () => {
    const hub = await node.stage.as(HUB)
    const { looks: all = [] } = await hub(getOverview)
    return Object.fromEntries(
      all.filter(({ way }) => way === 'mail').map(({ outcome, count }) => [outcome, count]),
    )
  }

  test('a registered person whose mail proves its sender is answered about the mail that it forwarded, and nothing of it is kept', async () => {
    expect(await send()).toBe(250)
    expect(mail.mails).toHaveLength(1)
    const [answer] = mail.mails
    expect(answer!.to).toContain(AGENCY)
    expect(answer!.text).toContain('A name in it imitates another')
    expect(answer!.text).toContain('agency-login[.]test imitates your name agency[.]example')
    expect(answer!.text).toContain('County desk, 555-0100')
    expect(answer!.text).not.toMatch(/https?:\/\/agency-login/)
    expect(await looks()).toMatchObject({ imitates: 1 })
  })

  test('nobody else is answered, and each is counted by why', async () => {
    expect(await send({ isSigned: false })).toBe(250)
    expect(await send({ from: 'somebody@stranger.example' })).toBe(250)
    expect(await send({ envelopeFrom: '' })).toBe(250)
    expect(await send({ headers: { 'Auto-Submitted': 'auto-replied' } })).toBe(250)
    expect(await send({ headers: { Precedence: 'bulk' } })).toBe(250)
    expect(mail.mails).toEqual([])
    expect(await looks()).toMatchObject({ 'not-proven': 1, 'not-registered': 1, automatic: 3 })
  })

  test('a mail that somebody once wrote to others, or long ago, has nobody written to when it is sent here', async () => {
    const before = (await looks())['not-proven'] ?? 0
    expect(await send({ named: 'list@elsewhere.example' })).toBe(250)
    const longAgo = new Date(node.clock.now().getTime() - 4 * 24 * 3_600_000)
    expect(await send({ writtenAt: longAgo })).toBe(250)
    expect(mail.mails).toEqual([])
    expect(await looks()).toMatchObject({ 'not-proven': before + 2 })
  })

  test('a mail that says that no program wrote it is answered', async () => {
    expect(await send({ headers: { 'Auto-Submitted': 'no' } })).toBe(250)
    expect(mail.mails).toHaveLength(1)
    expect(await send({ headers: { 'X-Autoreply': 'yes' } })).toBe(250)
    expect(mail.mails).toHaveLength(1)
  })

  test('a mail with no other in it is looked at itself, and says so', async () => {
    expect(await send({ body: 'See https://agency-login.test/' })).toBe(250)
    expect(mail.mails[0]!.text).toContain('your own mail was looked at')
  })

  test('one sender is answered so often an hour and no more', async () => {
    spent.set(AGENCY, LIMITS.checksPerAsker.points)
    expect(await send()).toBe(250)
    expect(mail.mails).toEqual([])
    expect(await looks()).toMatchObject({ 'too-often': 1 })
  })

  test('another address of the domain is refused as before', async () => {
    expect(await send({ to: 'other@bounces.example' })).toBe(550)
  })
})
