import { ALL_ROUTES } from '@tocsin/api'
import {
  onServer,
  openExchange,
  startMailServer,
  type MailServer,
  type TestDatabase,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Exchange } from '../src/app.ts'
import { LIMITS } from '../src/auth/limits.ts'
import { manualClock } from '../src/clock.ts'

const START = new Date('2026-10-01T12:00:00.000Z')
const KNOWN = 'analyst@platform.example'

/** A call that is sound in form, for every route that changes something without a sign-in. */
const SOUND: Record<string, object> = {
  requestLink: { email: 'nobody@platform.example' },
  signIn: { token: 'x'.repeat(43) },
  openNotice: { token: 'x'.repeat(32) },
  acknowledgeNotice: { token: 'x'.repeat(32), step: 'told' },
  sayNotMe: { token: 'x'.repeat(32) },
  askSender: { token: 'x'.repeat(32), text: 'Who knows?' },
  getOfficeReceipt: { token: 'x'.repeat(32) },
  checkCallBackCode: { code: '0000-0000-0000' },
  listOwnReports: { token: 'x'.repeat(32) },
  openPartyLink: { token: 'x'.repeat(32) },
  answerByLink: {
    token: 'x'.repeat(32),
    alertId: '00000000-0000-4000-8000-000000000000',
    answer: 'ours',
    mayKnow: 'nobody',
    wantsHelp: false,
  },
  checkByOffice: { token: 'x'.repeat(32), words: 'https://x.example', language: 'en' },
  checkByParty: { token: 'x'.repeat(32), words: 'https://x.example', language: 'en' },
  reportSuspicious: { token: 'x'.repeat(32), key: 'x'.repeat(16), words: 'https://x.example' },
  reportByParty: { token: 'x'.repeat(32), key: 'x'.repeat(16), words: 'https://x.example' },
  listReportsByParty: { token: 'x'.repeat(32) },
  makePublicReport: {
    challenge: 'x'.repeat(32),
    answer: '1',
    code: 'ABCD-EFGH-JKMN',
    kind: 'hoax',
    where: 'On the radio',
    what: 'A voice said that the vote is off.',
  },
  followPublicReport: { reference: 'R-ABCD-EFGH', code: 'ABCD-EFGH-JKMN' },
  withdrawPublicReport: { reference: 'R-ABCD-EFGH', code: 'ABCD-EFGH-JKMN' },
  askNamed: { kind: 'domain', value: 'named.example', language: 'en' },
  openNamed: { token: 'x'.repeat(32) },
  proveNamed: { token: 'x'.repeat(32) },
  getNamedStatement: { token: 'x'.repeat(32) },
  eraseNamed: { token: 'x'.repeat(32) },
  hearGateway: { channel: 'sms', type: 'reply', from: '+16145550100', text: '482915' },
  makeReport: {
    token: 'x'.repeat(32),
    key: 'x'.repeat(16),
    kind: 'phishing',
    where: 'By mail',
    what: 'A false mail asks for the password.',
  },
}
const DOORS = ALL_ROUTES.filter((route) => route.access === 'public' && route.method !== 'GET')

/** How often each lets one address knock. */
const BOUNDS: Record<string, number> = {
  requestLink: LIMITS.linksPerEmail.points,
  signIn: LIMITS.signInsPerAddress.points,
  openNotice: LIMITS.officeLinksPerAddress.points,
  acknowledgeNotice: LIMITS.officeLinksPerAddress.points,
  sayNotMe: LIMITS.officeLinksPerAddress.points,
  askSender: LIMITS.officeLinksPerAddress.points,
  getOfficeReceipt: LIMITS.officeLinksPerAddress.points,
  checkCallBackCode: LIMITS.codesPerAddress.points,
  listOwnReports: LIMITS.officeLinksPerAddress.points,
  makeReport: LIMITS.officeLinksPerAddress.points,
  makePublicReport: LIMITS.publicReportsPerAddress.points,
  followPublicReport: LIMITS.publicCodesPerAddress.points,
  withdrawPublicReport: LIMITS.publicCodesPerAddress.points,
  checkByOffice: LIMITS.officeLinksPerAddress.points,
  checkByParty: LIMITS.officeLinksPerAddress.points,
  reportSuspicious: LIMITS.officeLinksPerAddress.points,
  reportByParty: LIMITS.officeLinksPerAddress.points,
  listReportsByParty: LIMITS.officeLinksPerAddress.points,
  openPartyLink: LIMITS.officeLinksPerAddress.points,
  answerByLink: LIMITS.officeLinksPerAddress.points,
  hearGateway: LIMITS.unsignedPerAddress.points,
  askNamed: LIMITS.namedAsksPerAddress.points,
  openNamed: LIMITS.namedDoorsPerAddress.points,
  proveNamed: LIMITS.namedDoorsPerAddress.points,
  getNamedStatement: LIMITS.namedDoorsPerAddress.points,
  eraseNamed: LIMITS.namedDoorsPerAddress.points,
}

onServer('what anyone may post', (open) => {
  let database: TestDatabase
  let mail: MailServer
  let servers: Exchange[]
  const wall = manualClock(START)

  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    const first = await openExchange(database, { smtpUrl: mail.url }, { wall })
    // Servers on one database have one data folder between them.
    const { config } = first.context
    servers = [first, await openExchange(database, config, { wall })]
    const memberId = randomUUID()
    await database.db
      .insertInto('members')
      .values({ id: memberId, name: 'Platform A', kind: 'platform', created_at: START })
      .execute()
    await database.db
      .insertInto('people')
      .values({
        id: randomUUID(),
        member_id: memberId,
        name: 'Analyst, Platform A',
        email: KNOWN,
        roles: ['analyst'],
        created_at: START,
      })
      .execute()
  })
  beforeEach(async () => {
    wall.advance(86_400_000)
    mail.mails.length = 0
  })
  afterAll(async () => {
    for (const server of servers ?? []) await server.close()
    await mail?.stop()
    await database?.close()
  })

  let calls = 0
  /** Posts as a caller at `address`, to the servers in turn. */
  const post = (path: string, body: unknown, address: string) =>
    servers[(calls += 1) % servers.length]!.app.request(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      { incoming: { socket: { remoteAddress: address } } },
    )

  test('is every route that this suite knows, so that a new one is tried too', () => {
    expect(DOORS.map((route) => route.name).toSorted()).toEqual(Object.keys(SOUND).toSorted())
  })

  test('is refused over 64 KiB or what its door takes, and when it is no object of the contract', async () => {
    for (const { path, maxBody = 64 << 10 } of DOORS) {
      const bodies = ['x'.repeat(maxBody + 1), '[]', '{}', '"text"', '', '{"email":1}']
      const seen: number[] = []
      for (const body of bodies) seen.push((await post(path, body, '203.0.113.1')).status)
      expect(seen).toEqual([413, 400, 400, 400, 400, 400])
    }
  })

  // Doors that share a limit are tried from an address each, and each by itself: it takes hundreds of calls.
  test.each(DOORS.map(({ name, path }, at) => ({ name, path, at })))(
    'is turned away, at all servers together, from an address that knocks without end: $name',
    async ({ name, path, at }) => {
      const bound = BOUNDS[name]!
      const seen: number[] = []
      for (let i = 0; i < bound + 10; i++)
        seen.push((await post(path, SOUND[name], `203.0.113.${2 + at}`)).status)
      expect([name, seen.indexOf(429), seen.lastIndexOf(429)]).toEqual([name, bound, bound + 9])
    },
  )

  test('bombs nobody with mail, from however many addresses it is asked', async () => {
    for (let i = 0; i < 40; i++)
      await post('/api/sign-in/link', { email: KNOWN }, `198.51.100.${i}`)
    for (const server of servers) await server.auth.settle()
    expect(mail.mails.map((one) => one.to)).toEqual(
      Array.from({ length: LIMITS.linksPerEmail.points }, () => KNOWN),
    )
  })

  test('tells nobody who is a member, neither before the limit nor after it', async () => {
    const answers = async (email: string) => {
      const seen: [number, string][] = []
      for (let i = 0; i < 8; i++) {
        const reply = await post('/api/sign-in/link', { email }, `198.51.100.${i}`)
        seen.push([reply.status, await reply.text()])
      }
      return seen
    }
    const known = await answers(KNOWN)
    expect(known.map(([status]) => status)).toEqual([202, 202, 202, 202, 202, 429, 429, 429])
    expect(await answers('stranger@platform.example')).toEqual(known)
  })

  test('is answered before any mail is sent, so that its time tells nobody who is a member', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => void sockets.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const { config } = servers[0]!.context
    const smtpUrl = `smtp://127.0.0.1:${port}`
    const server = await openExchange(database, { ...config, smtpUrl }, { wall })
    const reply = await server.app.request('/api/sign-in/link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: KNOWN }),
    })
    expect(reply.status).toBe(202)
    await expect.poll(() => sockets.length).toBe(1)
    for (const socket of sockets) socket.destroy()
    await server.close()
    silent.close()
  })
})
