import { ALL_ROUTES } from '@tocsin/api'
import { onServer, openExchange, seedMember, type Seeded, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../app.ts'

onServer('overview', (open) => {
  let database: TestDatabase
  let node: Exchange
  let operator: Seeded
  let analyst: Seeded

  beforeAll(async () => {
    database = await open()
    node = await openExchange(database)
    operator = await seedMember(database.db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    analyst = await seedMember(database.db, {
      name: 'Platform',
      kind: 'platform',
      roles: ['analyst'],
    })
  })
  afterAll(async () => {
    await node?.close()
    await database?.close()
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    node.app.request(path, { headers })

  test('an operator sees what there is and what waits; nobody else does', async () => {
    const reply = await get('/api/overview', { authorization: operator.authorization })
    expect(await reply.json()).toMatchObject({
      members: 2,
      people: 2,
      groups: 0,
      openNotices: 0,
      faultyDeliveries: [],
      log: { size: 0 },
      database: expect.stringMatching(/PGlite|PostgreSQL/),
    })
    const refused = await get('/api/overview', { authorization: analyst.authorization })
    expect(refused.status).toBe(403)
  })

  test('health answers while the database does', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ ok: true })
  })

  test('metrics are for this machine and for an operator, never through a proxy without a key', async () => {
    expect((await get('/metrics')).status).toBe(200)
    const remote = (headers: Record<string, string>) =>
      node.app.request(
        '/metrics',
        { headers },
        { incoming: { socket: { remoteAddress: '203.0.113.5' } } },
      )
    expect((await remote({})).status).toBe(403)
    expect((await remote({ authorization: analyst.authorization })).status).toBe(403)
    expect((await remote({ authorization: operator.authorization })).status).toBe(200)
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(403)
  })

  test('metrics name route patterns, never ids or tokens', async () => {
    await get('/api/receipts/4711')
    const text = await (await get('/metrics')).text()
    expect(text).toContain('route="/api/receipts/:index"')
    expect(text).not.toContain('4711"')
    expect(text).toContain('tocsin_log_size 0')
  })

  test('the description of the API lists every route, and every route is answered', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as { paths: object }
    const id = '00000000-0000-4000-8000-000000000000'
    const unanswered: string[] = []
    for (const { method, path } of ALL_ROUTES) {
      expect(Object.keys(document.paths)).toContain(path.replace(/:(\w+)/g, '{$1}'))
      const reply = await node.app.request(path.replace(/:\w+/g, id), { method })
      if ((await reply.text()).includes('no such page')) unanswered.push(`${method} ${path}`)
    }
    expect(unanswered).toEqual([])
  })
})
