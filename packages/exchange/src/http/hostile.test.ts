import {
  onEachDatabase,
  openExchange,
  seedMember,
  type Seeded,
  type TestDatabase,
} from '@tocsin/testkit'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../app.ts'
import { startSession } from '../auth/sessions.ts'

onEachDatabase('callers who mean harm', (open) => {
  let database: TestDatabase
  let exchange: Exchange
  let operator: Seeded
  let analyst: Seeded
  let port: number
  let close: () => Promise<void>

  beforeAll(async () => {
    database = await open()
    exchange = await openExchange(database)
    operator = await seedMember(database.db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    analyst = await seedMember(database.db, { name: 'P', kind: 'platform', roles: ['analyst'] })
    ;({ port, close } = await exchange.listen())
  })
  afterAll(async () => {
    await close?.()
    await exchange?.close()
    await database?.close()
  })

  /** What the server says to these octets, until it closes or falls silent after `until` was seen. */
  const say = (octets: string, until = /\r\n\r\n[^]*/) =>
    new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(octets))
      socket.setEncoding('latin1').on('data', (part: string) => {
        text += part
        if (until.test(text)) socket.destroy()
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
    })
  const get = (path: string, headers: string[] = []) =>
    say(
      [
        `GET ${path} HTTP/1.1`,
        'host: exchange.example',
        'connection: close',
        ...headers,
        '',
        '',
      ].join('\r\n'),
    )
  const stillWell = async () =>
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)

  test('headers without end, or more than a request needs, are refused and harm nobody', async () => {
    expect(await get('/', [`x-long: ${'a'.repeat(100_000)}`])).toMatch(/^HTTP\/1\.1 431/)
    const many = Array.from({ length: 5000 }, (_, n) => `x-${n}: y`)
    expect(await get('/', many)).toMatch(/^(HTTP\/1\.1 [24]|$)/)
    await stillWell()
  })

  test('a path leads out of nowhere, however it is written', async () => {
    for (const path of [
      '/../../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%5c..%5cconfig.json',
      '/assets/%00',
      '/log/tile/../../config.json',
      '/%c0%ae%c0%ae/config.json',
      '/%',
      '//etc/passwd',
    ]) {
      const reply = await get(path)
      expect([path, reply.startsWith('HTTP/1.1 5')]).toEqual([path, false])
      expect(reply).not.toMatch(/root:|databaseUrl|mailFrom/)
    }
  })

  test('a broken request, two lengths and a smuggled one are refused by the door', async () => {
    const head = 'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
    for (const octets of [
      'NONSENSE\r\n\r\n',
      `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
      `${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
      `${head}transfer-encoding: chunked, identity\r\n\r\n{}`,
    ])
      expect(await say(octets)).toMatch(/^HTTP\/1\.1 400/)
    await stillWell()
  })

  test('another host in the request changes no link and no answer', async () => {
    for (const host of ['evil.example', '', 'exchange.example:99999', '"><script>']) {
      const reply = await say(
        `GET /api/exchange HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      )
      expect(reply).not.toContain('evil.example')
      expect(reply).toMatch(/^HTTP\/1\.1 [24]/)
    }
  })

  test('a body that another site can send without asking is not taken for ours', async () => {
    const token = await database.db
      .transaction()
      .execute((tx) => startSession(tx, operator.personId, new Date()))
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      '',
    ]) {
      const reply = await exchange.app.request('/api/members', {
        method: 'POST',
        headers: {
          cookie: `__Host-tocsin=${token}`,
          'sec-fetch-site': 'same-origin',
          ...(type && { 'content-type': type }),
        },
        body: '{"name":"X","kind":"agency"}',
      })
      expect([type, reply.status]).toEqual([type, 415])
    }
    for (const headers of [
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://exchange.example' },
      { origin: 'null' },
      { origin: 'https://exchange.example.evil.example' },
    ] as Record<string, string>[]) {
      const reply = await exchange.app.request('/api/members', {
        method: 'POST',
        headers: {
          cookie: `__Host-tocsin=${token}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: '{"name":"X","kind":"agency"}',
      })
      expect([headers, reply.status]).toEqual([headers, 403])
    }
  })

  test('no other site may read an answer', async () => {
    const reply = await exchange.app.request('/api/members', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a suspended member loses its live stream at once, not at the next beat', async () => {
    const stream = await exchange.app.request('/api/live', {
      headers: { authorization: analyst.authorization },
    })
    const reader = stream.body!.getReader()
    await reader.read()
    const reply = await exchange.app.request(`/api/members/${analyst.memberId}`, {
      method: 'PATCH',
      headers: { authorization: operator.authorization, 'content-type': 'application/json' },
      body: '{"active":false}',
    })
    expect(reply.status).toBe(200)
    for (let beats = 0; ; beats++) {
      const { done } = await reader.read()
      if (done) break
      expect(beats).toBeLessThan(1)
    }
  })

  test('whoever is suspended while what they send still comes in has done nothing by it, signed in or by key', async () => {
    for (const via of ['session', 'key'] as const) {
      const other = await seedMember(database.db, { name: via, kind: 'hub', roles: ['operator'] })
      const token = await database.db
        .transaction()
        .execute((tx) => startSession(tx, other.personId, new Date()))
      const proof: Record<string, string> =
        via === 'key'
          ? { authorization: other.authorization }
          : { cookie: `__Host-tocsin=${token}`, 'sec-fetch-site': 'same-origin' }
      let rest: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({ start: (from) => void (rest = from) })
      rest!.enqueue(Buffer.from(`{"name":"Slow, by ${via}",`))
      const sent = exchange.app.request('/api/members', {
        method: 'POST',
        headers: { ...proof, 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit)
      await expect.poll(() => body.locked).toBe(true)
      await exchange.app.request(`/api/people/${other.personId}`, {
        method: 'PATCH',
        headers: { authorization: operator.authorization, 'content-type': 'application/json' },
        body: '{"active":false}',
      })
      rest!.enqueue(Buffer.from('"kind":"agency"}'))
      rest!.close()
      expect((await sent).status).toBe(401)
      const made = await database.db
        .selectFrom('members')
        .select('id')
        .where('name', '=', `Slow, by ${via}`)
        .execute()
      expect(made).toEqual([])
    }
  })

  test('two operators who suspend each other at the same moment leave one to run the exchange', async () => {
    const other = await seedMember(database.db, { name: 'Hub 2', kind: 'hub', roles: ['operator'] })
    const suspend = (who: Seeded, whom: Seeded) =>
      exchange.app.request(`/api/people/${whom.personId}`, {
        method: 'PATCH',
        headers: { authorization: who.authorization, 'content-type': 'application/json' },
        body: '{"active":false}',
      })
    const replies = await Promise.all([suspend(operator, other), suspend(other, operator)])
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    const left = await database.db
      .selectFrom('people')
      .select('id')
      .where('active', '=', true)
      .where('member_id', 'in', [operator.memberId, other.memberId])
      .execute()
    expect(left).toHaveLength(1)
  })
})
