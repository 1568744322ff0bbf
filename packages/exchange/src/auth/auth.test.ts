import {
  onEachDatabase,
  startMailServer,
  openExchange,
  type MailServer,
  type TestDatabase,
} from '@tocsin/testkit'
import type { Exchange } from '../app.ts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { manualClock } from '../clock.ts'
import { parseLeaf } from '@tocsin/proof'
import { firstLink } from '../main.ts'
import { issueLink, makeSignInLink } from './links.ts'
import { hashSecret, newKeySecret } from './secrets.ts'
import { forgetKeys } from './keys.ts'

const START = new Date('2026-10-01T12:00:00.000Z')
const HOUR = 3_600_000
onEachDatabase('sign-in', (open) => {
  let database: TestDatabase
  let exchange: Exchange
  const wall = manualClock(START)
  let mail: MailServer
  const memberId = randomUUID()
  const personId = randomUUID()

  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    exchange = await openExchange(
      database,
      { smtpUrl: mail.url },
      { wall, clock: manualClock(START) },
    )
    await database.db
      .insertInto('members')
      .values({ id: memberId, name: 'Example Platform', kind: 'platform', created_at: START })
      .execute()
    await database.db
      .insertInto('people')
      .values({
        id: personId,
        member_id: memberId,
        name: 'Analyst, Example Platform',
        email: 'analyst@platform.example',
        roles: ['analyst'],
        created_at: START,
      })
      .execute()
  })
  beforeEach(() => {
    wall.set(START)
    mail.mails.length = 0
  })
  afterAll(async () => {
    await exchange?.close()
    await mail?.stop()
    await database?.close()
  })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    exchange.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
      body: JSON.stringify(body),
    })
  const link = () => issueLink(database.db, personId, wall.now())
  const signIn = async () => {
    const reply = await post('/api/sign-in', { token: await link() })
    return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const session = (cookie: string) => exchange.app.request('/api/session', { headers: { cookie } })

  test('a mailed link signs its person in, and the cookie is bound to host, https and our pages', async () => {
    expect((await post('/api/sign-in/link', { email: 'Analyst@Platform.example' })).status).toBe(
      202,
    )
    await exchange.auth.settle()
    const token = /#token=([\w-]+)/.exec(mail.mails[0]?.text ?? '')?.[1]
    const reply = await post('/api/sign-in', { token })
    expect(reply.status).toBe(200)
    expect(reply.headers.getSetCookie()[0]).toMatch(
      /^__Host-tocsin=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
    )
    expect(await reply.json()).toMatchObject({
      person: { email: 'analyst@platform.example', roles: ['analyst'] },
      member: { name: 'Example Platform' },
      exchange: { exercise: false, now: START.toISOString() },
    })
  })

  test('asking for a link answers the same for a known and an unknown address, and mails only the known', async () => {
    const known = await post('/api/sign-in/link', { email: 'analyst@platform.example' })
    const unknown = await post('/api/sign-in/link', { email: 'nobody@platform.example' })
    await exchange.auth.settle()
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
    expect(mail.mails.map((one) => one.to)).toEqual(['analyst@platform.example'])
  })

  test('a token signs in once, even when twenty callers spend it at the same time', async () => {
    const token = await link()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => post('/api/sign-in', { token })),
    )
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 410),
    ])
  })

  test('a token is refused once it is older than 15 minutes', async () => {
    const token = await link()
    wall.advance(15 * 60_000)
    expect((await post('/api/sign-in', { token })).status).toBe(410)
  })

  test('opening the link by GET spends nothing', async () => {
    const token = await link()
    await exchange.app.request(`/sign-in?token=${token}`)
    await exchange.app.request(`/api/sign-in?token=${token}`)
    const row = await database.db
      .selectFrom('sign_in_links')
      .select('spent_at')
      .where('token_hash', '=', hashSecret(token))
      .executeTakeFirst()
    expect(row).toEqual({ spent_at: null })
  })

  test('a session ends after 12 hours without use', async () => {
    const cookie = await signIn()
    wall.advance(11 * HOUR)
    expect((await session(cookie)).status).toBe(200)
    wall.advance(11 * HOUR)
    expect((await session(cookie)).status).toBe(200)
    wall.advance(13 * HOUR)
    expect((await session(cookie)).status).toBe(401)
  })

  test('a session ends after 7 days however much it is used', async () => {
    const cookie = await signIn()
    for (let hour = 0; hour < 167; hour += 10) {
      expect((await session(cookie)).status).toBe(200)
      wall.advance(10 * HOUR)
    }
    expect((await session(cookie)).status).toBe(401)
  })

  test('signing out ends the session at the server too', async () => {
    const cookie = await signIn()
    expect((await post('/api/sign-out', {}, { cookie })).status).toBe(200)
    expect((await session(cookie)).status).toBe(401)
  })

  test('a change asked for by another site with the cookie is refused', async () => {
    const cookie = await signIn()
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      expect((await post('/api/sign-out', {}, { cookie, ...headers })).status).toBe(403)
    }
    const bare = (origin?: string) =>
      exchange.app.request('/api/sign-out', {
        method: 'POST',
        headers: { cookie, ...(origin ? { origin } : {}) },
      })
    expect((await bare()).status).toBe(403)
    expect((await bare('https://evil.example')).status).toBe(403)
    expect((await bare('https://exchange.example')).status).toBe(200)
  })

  const makeKey = async (canWrite: boolean) => {
    const secret = newKeySecret()
    const id = randomUUID()
    await database.db
      .insertInto('api_keys')
      .values({
        id,
        member_id: memberId,
        person_id: personId,
        label: 'test',
        secret_hash: hashSecret(secret),
        can_write: canWrite,
        created_at: START,
      })
      .execute()
    return { id, secret }
  }
  const withHeader = (authorization: string) =>
    exchange.app.request('/api/session', { headers: { authorization } })

  test('an API key works as Bearer token, as Token and as the password of HTTP Basic', async () => {
    const { secret } = await makeKey(true)
    const basic = Buffer.from(`anyone:${secret}`).toString('base64')
    expect((await withHeader(`Bearer ${secret}`)).status).toBe(200)
    expect((await withHeader(`Token ${secret}`)).status).toBe(200)
    expect((await withHeader(`Basic ${basic}`)).status).toBe(200)
  })

  test('a key that may only read is refused a change', async () => {
    const { secret } = await makeKey(false)
    const headers = { authorization: `Bearer ${secret}` }
    expect((await post('/api/sign-out', {}, headers)).status).toBe(403)
  })

  test('a revoked key is refused although it was used a moment ago', async () => {
    const { id, secret } = await makeKey(true)
    expect((await withHeader(`Bearer ${secret}`)).status).toBe(200)
    await database.db.transaction().execute(async (tx) => {
      await tx.updateTable('api_keys').set({ revoked_at: START }).where('id', '=', id).execute()
      await forgetKeys(tx)
    })
    await expect
      .poll(async () => (await withHeader(`Bearer ${secret}`)).status, { timeout: 2000 })
      .toBe(401)
  })

  test('nothing but hashes of links, sessions and keys is in the database', async () => {
    const { secret } = await makeKey(true)
    const cookie = (await signIn()).split('=')[1] ?? ''
    for (const table of ['api_keys', 'sessions', 'sign_in_links'] as const) {
      const rows = JSON.stringify(await database.db.selectFrom(table).selectAll().execute())
      expect(rows).not.toContain(secret)
      expect(rows).not.toContain(cookie)
    }
  })

  test('every reply carries the security headers', async () => {
    for (const path of ['/api/exchange', '/api/session', '/no-such-page']) {
      const { headers } = await exchange.app.request(path)
      expect(headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
    }
  })

  test('too many wrong keys, links or tokens from one address are turned away for a while', async () => {
    const from = { incoming: { socket: { remoteAddress: '203.0.113.5' } } }
    const statuses = async (times: number, path: string, init: () => RequestInit) => {
      const seen: number[] = []
      for (let n = 0; n < times; n += 1)
        seen.push((await exchange.app.request(path, init(), from)).status)
      return [seen[0], seen.at(-1)]
    }
    const body = (value: object): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    })
    const wrongKey = () => ({ headers: { authorization: `Bearer ${newKeySecret()}` } })
    expect(await statuses(22, '/api/session', wrongKey)).toEqual([401, 429])
    const often = () => body({ email: 'asked@often.example' })
    expect(await statuses(6, '/api/sign-in/link', often)).toEqual([202, 429])
    let n = 0
    const many = () => body({ email: `${(n += 1)}@many.example` })
    expect(await statuses(61, '/api/sign-in/link', many)).toEqual([202, 429])
    const guess = () => body({ token: newKeySecret() })
    expect(await statuses(31, '/api/sign-in', guess)).toEqual([410, 429])
  })

  test('strangers at the same address shut nobody out who signed in there before, nor a good link', async () => {
    const from = { incoming: { socket: { remoteAddress: '203.0.113.77' } } }
    const ask = (path: string, value: object, cookie = '') =>
      exchange.app.request(
        path,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie, 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify(value),
        },
        from,
      )
    const email = 'analyst@platform.example'
    const first = await ask('/api/sign-in', { token: await link() })
    const device = first.headers.getSetCookie().find((one) => one.includes('-device='))
    const [known] = device!.split(';')
    expect(device).toMatch(/^__Host-tocsin-device=[\w-]{43}; .*HttpOnly; SameSite=Lax; Secure$/)
    for (let n = 0; n < 6; n += 1) await ask('/api/sign-in/link', { email })
    for (let n = 0; n < 61; n += 1) await ask('/api/sign-in/link', { email: `${n}@flood.example` })
    for (let n = 0; n < 31; n += 1) await ask('/api/sign-in', { token: newKeySecret() })
    expect((await ask('/api/sign-in/link', { email })).status).toBe(429)
    expect((await ask('/api/sign-in', { token: newKeySecret() })).status).toBe(429)
    await exchange.auth.settle()
    mail.mails.length = 0
    expect((await ask('/api/sign-in/link', { email }, known)).status).toBe(202)
    await exchange.auth.settle()
    expect(mail.mails.map((one) => one.to)).toEqual([email])
    // For another mailbox the device is a stranger like all others.
    expect((await ask('/api/sign-in/link', { email: 'x@flood.example' }, known)).status).toBe(429)
    expect((await ask('/api/sign-in', { token: await link() })).status).toBe(200)
  })

  test('a refusal says the limit, and in a header when to come back', async () => {
    const from = { incoming: { socket: { remoteAddress: '203.0.113.78' } } }
    const body = JSON.stringify({ token: newKeySecret() })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    let reply = await exchange.app.request('/api/sign-in', init, from)
    for (let n = 0; n < 30; n += 1) reply = await exchange.app.request('/api/sign-in', init, from)
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('300')
    expect(await reply.text()).toContain('30 in 5 minutes are taken; wait 300 seconds')
  })

  test('signing in, signing out and a link made at the server are acts in the log, by ids', async () => {
    const cookie = await signIn()
    await post('/api/sign-out', {}, { cookie })
    await makeSignInLink(database.db, 'https://exchange.example', 'analyst@platform.example', START)
    const rows = await database.db
      .selectFrom('log_payloads')
      .innerJoin('log_entries', 'log_entries.index', 'log_payloads.index')
      .select(['leaf', 'payload', 'members'])
      .where('subject', '=', `person:${personId}`)
      .orderBy('log_payloads.index', 'desc')
      .limit(3)
      .execute()
    expect(
      rows.map(({ leaf, payload }) => [parseLeaf(leaf).kind, JSON.parse(payload).act]),
    ).toEqual([
      ['link.made', undefined],
      ['member.acted', 'person.signed-out'],
      ['member.acted', 'person.signed-in'],
    ])
    for (const { payload, members } of rows) {
      expect(JSON.parse(payload)).toMatchObject({ person: personId })
      expect(payload).not.toContain('analyst')
      expect(members).toEqual([memberId])
    }
    expect(JSON.parse(rows[2]!.payload)).toMatchObject({
      by: { member: memberId, person: personId },
    })
  })

  test('once somebody signed in, no start prints a way in, though every session and link was pruned', async () => {
    await database.db
      .insertInto('members')
      .values({ id: randomUUID(), name: 'Hub', kind: 'hub', created_at: START })
      .execute()
    const { id: hub } = await database.db
      .selectFrom('members')
      .select('id')
      .where('name', '=', 'Hub')
      .executeTakeFirstOrThrow()
    await database.db
      .insertInto('people')
      .values({
        id: randomUUID(),
        member_id: hub,
        name: 'Operator',
        email: 'operator@hub.example',
        roles: ['operator'],
        created_at: START,
      })
      .execute()
    await database.db.deleteFrom('settings').where('name', '=', 'signed_in').execute()
    expect(await firstLink(exchange)).toContain('#token=')
    await signIn()
    await database.db.deleteFrom('sessions').execute()
    await database.db.deleteFrom('sign_in_links').execute()
    expect(await firstLink(exchange)).toBeUndefined()
  })

  test('wrong keys from an address do not shut out the right one beside them, until it is revoked', async () => {
    const from = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    const statusOf = async (secret: string): Promise<number> => {
      const headers = { authorization: `Bearer ${secret}` }
      return (await exchange.app.request('/api/session', { headers }, from)).status
    }
    const { id, secret } = await makeKey(true)
    expect(await statusOf(secret)).toBe(200)
    const wrong: number[] = []
    for (let n = 0; n < 22; n += 1) wrong.push(await statusOf(newKeySecret()))
    expect(wrong.at(-1)).toBe(429)
    for (const _ of [1, 2]) {
      exchange.auth.keys.forget()
      expect(await statusOf(secret)).toBe(200)
    }
    await database.db
      .updateTable('api_keys')
      .set({ revoked_at: START })
      .where('id', '=', id)
      .execute()
    exchange.auth.keys.forget()
    expect(await statusOf(secret)).toBe(429)
  })

  test('a drill cannot be started on the database of a real exchange', async () => {
    await expect(openExchange(database, { exercise: true })).rejects.toThrow(
      'this database holds a real exchange',
    )
  })
})
