/**
 * What no client of ours would send, in each place of each route: an answer says what is wrong and where, and never that the
 * server failed. Each place meets one of the values here, in turn, and all of them in `npm run bench -- sweeps`.
 */
import { ALL_ROUTES, type Route } from '@tocsin/api'
import { freshPostgres, isInTurn, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill, propertiesOf, type Schema } from './schema-bodies.ts'

const ORIGIN = 'http://127.0.0.1:8080'
const WRONG_VALUES: [string, string][] = [
  ['nothing', 'null'],
  ['a number that is too large to count with', '12345678901234567890'],
  ['a number past what the database counts', '2147483648'],
  ['a part of one', '1.5'],
  ['an object', '{"constructor":1,"__proto__":{"roles":["operator"]}}'],
  ['a list', '[["__proto__"],null]'],
  ['a name that every object has', '"__proto__"'],
]
const WRONG_TEXTS = [
  '9'.repeat(40),
  '9223372036854775807',
  '-1',
  '1e999',
  '[]',
  '["x","y"]',
  '__proto__',
  'constructor',
  '\u0000',
  'x'.repeat(10_000),
  '2026-13-45T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  'AAAA//==',
]
/** Routes that end the session they are asked in. */
const routes = ALL_ROUTES.filter(({ name }) => name !== 'signOut')

describe('wrong input', () => {
  let node: TestExchange
  let hub: string
  let agency: string
  beforeAll(async () => {
    node = await startTestExchange({ database: await freshPostgres(), pack: 'us' })
    const roles = ['operator', 'analyst', 'reviewer', 'official', 'clerk', 'auditor'] as const
    await node.admit({ name: 'Hub', kind: 'hub', email: 'all@hub.example', roles: [...roles] })
    const others = roles.filter((role) => role !== 'operator')
    await node.admit({ name: 'Agency', kind: 'agency', email: 'all@agency.example', roles: others })
    hub = await node.stage.cookieOf('all@hub.example')
    agency = await node.stage.cookieOf('all@agency.example')
  }, 60_000)
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  type Sent = { params?: string; query?: string; body?: string }
  /** Asks as a member that may; gives what was no answer in the words of the contract. */
  const faultsOf = async (route: Route, { params, query = '', body }: Sent): Promise<string[]> => {
    const path = route.path.replace(/:\w+/g, encodeURIComponent(params ?? randomUUID()))
    const faults: string[] = []
    const cookie = route.access.includes('operator') ? hub : agency
    const reply = await node.app.request(`${ORIGIN}${path}${query}`, {
      method: route.method,
      headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
      ...(body !== undefined && route.method !== 'GET' ? { body } : {}),
    })
    const text = await reply.text()
    const said = `${route.name} ${path.slice(0, 80)}${query.slice(0, 60)} ${body?.slice(0, 60) ?? ''}: ${reply.status} ${text.slice(0, 200)}`
    if (reply.status >= 500) faults.push(said)
    if (reply.status !== 400) return faults
    const {
      code,
      message,
      path: place,
    } = (JSON.parse(text) as { error: Record<string, string> }).error
    if (!code || !message || !place) faults.push(`no place: ${said}`)
    return faults
  }

  test.each(WRONG_VALUES.map(([what, json], which) => [what, json, which] as const))(
    '%s in any field of any body is refused where it stands',
    async (_, json, which) => {
      const faults: string[] = []
      let place = 0
      for (const route of routes.filter(({ method, body }) => method !== 'GET' && body)) {
        for (const body of spoiled(route.body, json))
          if (isInTurn(which, WRONG_VALUES.length, place++))
            faults.push(...(await faultsOf(route, { body })))
        faults.push(...(await faultsOf(route, { body: json })))
      }
      expect(faults).toEqual([])
      expect(place).toBeGreaterThan(500)
    },
  )

  test('a text of a million characters is refused where it stands, by every route that takes so much', async () => {
    const json = JSON.stringify('x'.repeat(1_000_000))
    const faults: string[] = []
    for (const route of routes.filter(({ maxBody = 0 }) => maxBody > json.length))
      // In the whole, in the first place of it and in the last, which is the deepest.
      for (const body of [0, 1, -1].flatMap((at) => spoiled(route.body, json).at(at) ?? []))
        faults.push(...(await faultsOf(route, { body })))
    for (const route of routes.filter(({ method }) => method !== 'GET'))
      faults.push(...(await faultsOf(route, { body: json })))
    expect(faults).toEqual([])
  })

  test('no text in a query or a path is a fault of the server, least of all where a page goes on', async () => {
    const faults: string[] = []
    let place = 0
    for (const route of routes) {
      const names = Object.keys(propertiesOf(route.query))
      for (const [which, text] of WRONG_TEXTS.entries()) {
        const isMet = (at: number) => isInTurn(which, WRONG_TEXTS.length, at)
        for (const [at, name] of names.entries())
          if (name === 'after' || isMet(place + at))
            faults.push(
              ...(await faultsOf(route, { query: `?${new URLSearchParams({ [name]: text })}` })),
            )
        if (route.path.includes(':') && isMet(place + names.length))
          faults.push(...(await faultsOf(route, { params: text, body: '{}' })))
      }
      place += names.length + 1
    }
    expect(faults).toEqual([])
  })
})

/** Bodies of the right shape, as JSON, each with `json` in one of its places. */
function spoiled(schema: unknown, json: string): string[] {
  const mark = randomUUID()
  return withMark(schema as Schema, mark).map((body) =>
    JSON.stringify(body).replace(`"${mark}"`, () => json),
  )
}

function withMark(schema: Schema, mark: string): unknown[] {
  const whole = fill(schema, 'words')
  const here: unknown[] = [mark]
  if (schema.properties)
    for (const [name, one] of Object.entries(schema.properties))
      for (const inner of withMark(one, mark)) here.push({ ...(whole as object), [name]: inner })
  if (schema.type === 'array') for (const inner of withMark(schema.items!, mark)) here.push([inner])
  return here
}
