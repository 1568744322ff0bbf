import { createMemoryHarness, testCampaign, testIndicator } from '@tocsin/testkit/taxii'
import { expect, test } from 'vitest'
import { checkServer, type Finding, RULES } from '../src/index.ts'

const harness = createMemoryHarness()
const dates = [1, 2, 3, 4, 5].map((n) => `2026-09-0${n}T00:00:00.000000Z`)
const objects = [testCampaign(1), ...[1, 2, 3, 4].map((n) => testIndicator(n))].map(
  (object, n) => ({ object, date_added: dates[n]! }),
)
await harness.collection({ objects })
await harness.collection({ rights: { a: 'none' } })

async function run(
  change: (response: Response, url: URL) => Response | Promise<Response> = (response) => response,
  write = true,
  server = harness,
): Promise<Map<string, Finding>> {
  const findings = new Map<string, Finding>()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    return change(await server.handle(request), new URL(request.url))
  }
  const options = { url: 'http://127.0.0.1:1/', credentials: { token: 'a' }, write, fetch }
  for await (const finding of checkServer(options)) findings.set(finding.id, finding)
  return findings
}

test('our own server passes every rule that can be tried on it', async () => {
  const findings = [...(await run()).values()]
  expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  const untried = findings.filter(({ verdict }) => verdict === 'not tried').map(({ id }) => id)
  expect(untried).toEqual(['collection-alias', 'https'])
})

test('an empty server is filled where writing is permitted, and left alone where it is not', async () => {
  const untriedOf = (findings: Map<string, Finding>): string[] =>
    [...findings.values()].filter(({ verdict }) => verdict === 'not tried').map(({ id }) => id)
  const empty = createMemoryHarness()
  await empty.collection()
  const asIs = (response: Response): Response => response
  expect(untriedOf(await run(asIs, false, empty)).length).toBeGreaterThan(30)
  const findings = await run(asIs, true, empty)
  expect([...findings.values()].filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect(untriedOf(findings)).toEqual(['collection-alias', 'unreadable', 'unwritable', 'https'])
})

test('without permission to write nothing is written', async () => {
  const findings = await run((response) => response, false)
  expect(findings.get('add')).toMatchObject({ verdict: 'not tried', section: '5.5' })
  expect(findings.get('delete')?.verdict).toBe('not tried')
})

test('every rule has a name of its own and a section', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  for (const { section, text } of RULES) {
    expect(section).toMatch(/^[1-8](\.\d){0,3}$/)
    expect(text).toMatch(/\.$/)
  }
})

function rewrite(change: (json: Record<string, unknown>) => unknown) {
  return async (response: Response): Promise<Response> => {
    const text = await response.text()
    const body = text === '' ? null : JSON.stringify(change(JSON.parse(text)))
    return new Response(body, response)
  }
}

test.each<[string, (response: Response, url: URL) => Response | Promise<Response>]>([
  ['content-type', (r) => new Response(r.body, { status: r.status })],
  [
    'root-versions',
    rewrite((json) => ('versions' in json ? { ...json, versions: ['2.1'] } : json)),
  ],
  ['more-and-next', rewrite((json) => ('more' in json ? { ...json, more: false } : json))],
  ['error-title', rewrite((json) => ('http_status' in json ? { oops: 1 } : json))],
  ['list-not-empty', rewrite((json) => (Object.keys(json).length === 0 ? { objects: [] } : json))],
  ['limit-zero', (r) => (r.status === 400 ? new Response('{}', { status: 200 }) : r)],
  [
    'collection-no-uuid',
    (r, url) => (url.pathname.includes('no-uuid') ? new Response('', { status: 500 }) : r),
  ],
  [
    'date-headers',
    (r) => new Response(r.body, { status: r.status, headers: { 'content-type': 'x' } }),
  ],
  ['unauthenticated', (r) => (r.status === 401 ? new Response('', { status: 401 }) : r)],
])('a server that breaks %s is found out', async (id, change) => {
  expect((await run(change, false)).get(id)?.verdict).toBe('fail')
})

test('a server that can not be asked at all is an error, not a report', async () => {
  const fetch = async (): Promise<Response> => {
    throw new TypeError('connection refused')
  }
  const findings = checkServer({ url: 'http://127.0.0.1:1/', fetch })
  await expect(findings.next()).rejects.toMatchObject({ code: 'network' })
})
