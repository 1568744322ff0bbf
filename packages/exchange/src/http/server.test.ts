import { defineRoute } from '@tocsin/api'
import {
  freshPglite,
  openExchange,
  seedMember,
  type Seeded,
  type TestDatabase,
} from '@tocsin/testkit'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../app.ts'
import { ExchangeError, STATUS_OF } from '../errors.ts'
import { createHttp } from './server.ts'

let database: TestDatabase
let node: Exchange
let operator: Seeded
let analyst: Seeded

beforeAll(async () => {
  database = await freshPglite()
  node = await openExchange(database)
  operator = await seedMember(database.db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
  analyst = await seedMember(database.db, { name: 'Own', kind: 'platform', roles: ['analyst'] })
})
afterAll(async () => {
  await node?.close()
  await database?.close()
})

const post = (body: BodyInit, type = 'application/json') =>
  node.app.request('/api/members', {
    method: 'POST',
    headers: { authorization: operator.authorization, 'content-type': type },
    body,
  })
const errorOf = async (reply: Response) =>
  ((await reply.json()) as { error: { code: string; message: string; path?: string } }).error

test('a body that is no JSON is refused with the place of the fault', async () => {
  const reply = await post('{"name": "A", }')
  expect(reply.status).toBe(400)
  expect(await errorOf(reply)).toMatchObject({ code: 'bad-request', path: '/body' })
})

test('a body that is not UTF-8 is refused', async () => {
  const reply = await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))
  expect(reply.status).toBe(400)
  expect((await errorOf(reply)).message).toContain('not UTF-8')
})

test('a body of millions of names or brackets is refused before it is parsed', async () => {
  const send = (body: string) =>
    node.app.request('/api/releases', {
      method: 'POST',
      headers: { authorization: analyst.authorization, 'content-type': 'application/json' },
      body,
    })
  for (const body of [
    `{"draft":[${'[],'.repeat(600_000)}[]]}`,
    `{${'"a":1,'.repeat(600_000)}"b":1}`,
    `[${'1,'.repeat(1_100_000)}1]`,
  ]) {
    const reply = await send(body)
    expect(reply.status).toBe(413)
    expect((await errorOf(reply)).message).toMatch(/more than (400000 names|1000000 values)/)
  }
  const deep = await send('['.repeat(8_000_000))
  expect(deep.status).toBe(400)
  expect((await errorOf(deep)).message).toContain('nested')
})

test('names that JavaScript gives a meaning are plain names, and change nothing of the server', async () => {
  const reply = await post(
    '{"__proto__":{"active":false},"constructor":{"prototype":{"x":1}},"name":"A"}',
  )
  expect(reply.status).toBe(400)
  expect(({} as { x?: unknown; active?: unknown }).x).toBeUndefined()
  const made = await post('{"__proto__":{"jurisdiction":"12"},"name":"Agency P","kind":"agency"}')
  expect([201, 400]).toContain(made.status)
  expect(({} as { jurisdiction?: unknown }).jurisdiction).toBeUndefined()
})

test('another media type is refused', async () => {
  expect((await post('name=A', 'application/x-www-form-urlencoded')).status).toBe(415)
})

test('a body over the limit is refused, also one that does not say its length', async () => {
  expect((await post(JSON.stringify({ name: 'x'.repeat(70_000) }))).status).toBe(413)
  let sent = 0
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1024
      controller.enqueue(new TextEncoder().encode(' '.repeat(1024)))
    },
  })
  const request = new Request('http://x/api/members', {
    method: 'POST',
    headers: { authorization: operator.authorization, 'content-type': 'application/json' },
    body: endless,
    duplex: 'half',
  } as RequestInit)
  expect((await node.app.request(request)).status).toBe(413)
  expect(sent).toBeLessThan(1 << 20)
})

test.each([
  [{ kind: 'agency' }, '/body'],
  [{ name: '', kind: 'agency' }, '/body/name'],
  [{ name: 'Line\nbreak', kind: 'agency' }, '/body/name'],
  [{ name: 'A', kind: 'king' }, '/body/kind'],
])('a field that does not fit is named: %o', async (body, path) => {
  const reply = await post(JSON.stringify(body))
  expect(reply.status).toBe(400)
  expect((await errorOf(reply)).path).toBe(path)
})

test('a parameter and a query that do not fit are named', async () => {
  const get = (path: string) =>
    node.app.request(path, { headers: { authorization: operator.authorization } })
  expect((await errorOf(await get('/api/members/x/people'))).path).toBe('/path/id')
  expect((await errorOf(await get('/api/log?limit=0'))).path).toBe('/query/limit')
  expect((await errorOf(await get('/api/log?limit=many'))).path).toBe('/query/limit')
})

test('a failure of ours tells the caller nothing about itself', async () => {
  const route = defineRoute({
    name: 'broken',
    method: 'GET',
    path: '/api/broken',
    access: 'public',
    summary: 'Fails.',
    query: Type.Object({ code: Type.Optional(Type.String()) }),
  })
  const http = createHttp(node.context, async () => undefined)
  http.route(route, ({ query }) => {
    if (query.code) throw new ExchangeError('internal', 'password is hush')
    throw new Error('password is hush')
  })
  for (const path of ['/api/broken', '/api/broken?code=internal']) {
    const reply = await http.app.request(path)
    expect(reply.status).toBe(500)
    expect(JSON.stringify(await errorOf(reply))).not.toContain('hush')
  }
})

test('every code an error may carry has a status of 400 or more', () => {
  for (const status of Object.values(STATUS_OF)) expect(status).toBeGreaterThanOrEqual(400)
})
