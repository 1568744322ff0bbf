/** Hostile requests for fuzzing the server: path, query, headers and body, each now good, now broken. */
import { createMemoryHarness, testIndicator } from '@tocsin/testkit/taxii'
import * as fc from 'fast-check'

const MEDIA = 'application/taxii+json;version=2.1'
const text = (from: string, times: number) => from.repeat(times)

const harness = createMemoryHarness()
const collection = await harness.collection({
  objects: [1, 2, 3].map((n) => ({
    object: testIndicator(n),
    date_added: '2026-09-01T00:00:00Z',
  })),
})

const IDS = [1, 2, 3, 4].map((n) => testIndicator(n).id)
const ids = fc.constantFrom(...IDS)
const word = fc.oneof(
  fc.constantFrom('taxii2', 'collections', 'status', 'objects', 'manifest', 'versions'),
  fc.constantFrom(harness.root, collection),
  ids,
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
  fc.constantFrom('%00', '%', '%FF', '..', '.', '%2e%2e', "';--", '__proto__', text('x', 5000)),
)
const base = `${harness.root}/collections/${collection}`
const path = fc.oneof(
  fc.array(word, { maxLength: 7 }).map((words) => words.join('/')),
  fc.constantFrom(base, `${base}/objects`, `${base}/manifest`),
  ids.map((id) => `${base}/objects/${id}`),
  ids.map((id) => `${base}/objects/${id}/versions`),
)

const FIELDS = ['id', 'type', 'version', 'spec_version', '__proto__', '']
const name = fc.oneof(
  fc.constantFrom('limit', 'next', 'added_after', ...FIELDS.map((field) => `match[${field}]`)),
  fc.string(),
)
const value = fc.oneof(
  fc.string(),
  ids,
  fc.constantFrom('1', '-1', 'all', 'last,first', '2.0', text('9', 400), text('indicator,', 3000)),
  fc.constantFrom('2026-09-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'),
)
const query = fc
  .tuple(
    fc.array(fc.tuple(name, value), { maxLength: 4 }),
    fc.constantFrom('', '', '&%ff=%', '&=&&', '&limit'),
  )
  .map(([pairs, tail]) => `${new URLSearchParams(pairs)}${tail}`)

const ODD_MEDIA = [
  '*/*',
  ';;,,==',
  'a;q=',
  ',',
  'application/taxii+json;q=0',
  'application/taxii+json;version="2.1',
  text('"', 3000),
  text(';', 5000),
  text('\\"', 2000),
]
const media = fc.oneof(
  { weight: 3, arbitrary: fc.constant(MEDIA) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...ODD_MEDIA),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii' }).map((one) => one.trim()) },
)
const KEYRINGS = [
  'Bearer a',
  'Bearer a',
  'Bearer a',
  'Basic',
  'Basic =',
  `Basic ${text('A', 100_000)}`,
  'Bearer',
  'Digest a',
  ', ,',
]
const authorization = fc.constantFrom(...KEYRINGS)

const changed = fc
  .tuple(fc.nat(), fc.constantFrom(...Object.keys(testIndicator(1))), fc.anything())
  .map(([n, property, other]) => ({ ...testIndicator(n), [property]: asJson(other) }))
const BODIES = [
  '{}',
  '{"objects":{}}',
  '{"objects":[],"objects":[1]}',
  text(' ', 1_000_000),
  text('[', 100_000),
  text('"', 100_000),
  `{"objects":[${text('\\', 100_000)}`,
  `{"objects":[${text('[', 50_000)}${text(']', 50_000)}]}`,
  `${text('{"a":', 20_000)}1${text('}', 20_000)}`,
  `{"objects":[${text('{"type":"tool"},', 20_000)}{}]}`,
]
const body = fc.oneof(
  fc.array(changed, { maxLength: 5 }).map((objects) => JSON.stringify({ objects })),
  fc.json().map((one) => `{"objects":[${one}]}`),
  fc.json(),
  fc.string(),
  fc.constantFrom(...BODIES),
)

/** What JSON makes of it, null where that is nothing. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null')
  } catch {
    return null
  }
}

const METHODS = ['GET', 'GET', 'GET', 'POST', 'POST', 'DELETE', 'HEAD', 'PUT', 'OPTIONS', 'ODD']

const hostile = fc.record({
  method: fc.constantFrom(...METHODS),
  path,
  query,
  accept: media,
  type: media,
  authorization,
  body,
})

/** Sends that many hostile requests; throws where one is answered with a 5xx or without a TAXII error. */
export async function sendHostile(options: fc.Parameters<unknown>): Promise<{ slowest: number }> {
  let slowest = 0
  const property = fc.asyncProperty(hostile, async (one) => {
    const takesBody = one.method !== 'GET' && one.method !== 'HEAD'
    const request = new Request(`http://taxii.test/${one.path}/?${one.query}`, {
      method: one.method,
      headers: {
        accept: one.accept,
        'content-type': one.type,
        authorization: one.authorization,
      },
      ...(takesBody && { body: one.body }),
    })
    const before = performance.now()
    const response = await harness.handle(request)
    const answer = await response.text()
    slowest = Math.max(slowest, performance.now() - before)
    if (response.status >= 500) throw new Error(`answered with ${response.status}: ${answer}`)
    if (response.status >= 400 && one.method !== 'HEAD') verifyTold(answer, response.status)
  })
  await fc.assert(property, options as fc.Parameters<[unknown]>)
  return { slowest }
}

/** Throws unless the body is a TAXII error message with that status (3.6.1). */
function verifyTold(body: string, status: number): void {
  const told = JSON.parse(body) as { title?: unknown; http_status?: unknown }
  if (typeof told.title !== 'string' || told.http_status !== String(status))
    throw new Error(`${status} is told as ${body}`)
}
