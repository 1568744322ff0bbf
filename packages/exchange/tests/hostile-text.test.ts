import { ALL_ROUTES, getCoverage, previewRelease, type Route } from '@tocsin/api'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill, propertiesOf } from './schema-bodies.ts'

const ORIGIN = 'http://127.0.0.1:8080'
const NUL = String.fromCharCode(0)
const LONE = String.fromCharCode(0xd800)

onServer('hostile requests', (open) => {
  let node: TestExchange
  let cookie: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    await node.admit({
      name: 'Everything',
      kind: 'hub',
      email: 'all@hub.example',
      roles: ['operator', 'analyst', 'official', 'clerk', 'auditor'],
    })
    cookie = await node.stage.cookieOf('all@hub.example')
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const send = (route: Route, path: string, body?: string, headers: Record<string, string> = {}) =>
    node.app.request(`${ORIGIN}${path}`, {
      method: route.method,
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      ...(body !== undefined && route.method !== 'GET' ? { body } : {}),
    })
  const pathOf = (route: Route, value: string) =>
    route.path.replace(/:\w+/g, encodeURIComponent(value.toWellFormed()))

  test('no route but the public ones answers somebody without a session or key', async () => {
    for (const route of ALL_ROUTES.filter((one) => one.access !== 'public')) {
      const reply = await send(route, pathOf(route, randomUUID()), '{}')
      expect([route.name, reply.status]).toEqual([route.name, 401])
    }
  })

  test('no change is taken from another origin with a session cookie', async () => {
    for (const route of ALL_ROUTES.filter(
      (one) => one.method !== 'GET' && one.access !== 'public',
    )) {
      const foreign = { cookie, origin: 'https://elsewhere.example' }
      const reply = await send(route, pathOf(route, randomUUID()), '{}', foreign)
      expect([route.name, reply.status]).toEqual([route.name, 403])
    }
  })

  test.each([
    ['a zero byte', NUL],
    ['a lone surrogate', LONE],
    ['a very long text', 'x'.repeat(60_000)],
    ['a path', '../../etc/passwd'],
    ['a quote', `'; drop table members; --`],
  ])('%s in any place of any route is never a fault of the server', async (_, text) => {
    for (const route of ALL_ROUTES) {
      if (route.name === 'signOut') continue
      const body = JSON.stringify(fill(route.body, text))
      const query = new URLSearchParams(
        Object.keys(propertiesOf(route.query)).map((name) => [name, text]),
      )
      const reply = await send(route, `${pathOf(route, text)}?${query}`, body, { cookie })
      expect(reply.status, `${route.name}: ${await reply.text()}`).toBeLessThan(500)
      const prose = JSON.stringify(fill(route.body, text, 'plain words'))
      const whole = await send(route, pathOf(route, randomUUID()), prose, { cookie })
      expect(whole.status, `${route.name}: ${await whole.text()}`).toBeLessThan(500)
    }
  })

  test('a body nested 100,000 deep is refused before anything walks it', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    for (const route of ALL_ROUTES.filter((one) => one.method !== 'GET')) {
      if (route.name === 'signOut') continue
      const names = Object.keys(propertiesOf(route.body))
      for (const name of ['', ...names]) {
        const whole = fill(route.body, 'plain words') as Record<string, unknown>
        const rest = JSON.stringify({ ...whole, [name]: 0 })
        const body = name === '' ? deep : rest.replace(`"${name}":0`, `"${name}":${deep}`)
        const reply = await send(route, pathOf(route, randomUUID()), body, { cookie })
        expect(reply.status, `${route.name} ${name}`).toBeLessThan(500)
      }
    }
    const objects = `{"type":"note","id":"note--${randomUUID()}","x":${deep}}`
    const draft = fill(previewRelease.body, 'plain words') as { objects: unknown }
    const body = JSON.stringify({ ...draft, objects: 0 }).replace(
      '"objects":0',
      `"objects":[${objects}]`,
    )
    const reply = await send(previewRelease, previewRelease.path, body, { cookie })
    expect(reply.status).toBeLessThan(500)
  })

  test.each(['9999-99-99T99:99:99Z', '2026-02-31T00:00:00Z', '0000-01-01T00:00:00Z'])(
    'the impossible instant %s is refused or harmless',
    async (at) => {
      const path = pathOf(getCoverage, randomUUID())
      const reply = await send(getCoverage, `${path}?at=${encodeURIComponent(at)}`, undefined, {
        cookie,
      })
      expect(reply.status).toBeLessThan(500)
    },
  )
})
