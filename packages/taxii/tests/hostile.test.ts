import { createMemoryHarness, testIndicator } from '@tocsin/testkit/taxii'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const harness = createMemoryHarness()
const collection = await harness.collection({
  objects: [{ object: testIndicator(1), date_added: '2026-09-01T00:00:00Z' }],
})

const word = fc.oneof(
  fc.constantFrom('collections', 'status', 'objects', 'manifest', 'versions', harness.root),
  fc.constant(collection),
  fc.constant(testIndicator(1).id),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
  fc.constantFrom('%00', '%', '%FF', '..', '.', '%2e%2e', "';--"),
)
const parameter = fc.tuple(
  fc.constantFrom('limit', 'next', 'added_after', 'match[id]', 'match[version]', 'match[type]'),
  fc.oneof(fc.string(), fc.constantFrom('1', '-1', 'all', 'last,first', '2026-09-01T00:00:00Z')),
)
const header = fc.oneof(
  fc.constantFrom('application/taxii+json;version=2.1', '*/*', ';;,,==', 'a;q=', ','),
  fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim()),
)
const body = fc.oneof(
  fc.json().map((value) => `{"objects":[${value}]}`),
  fc.json(),
  fc.string(),
)

test('no request, however formed, is answered with a 5xx or without a TAXII error', async () => {
  const property = fc.asyncProperty(
    fc.array(word, { maxLength: 7 }),
    fc.array(parameter, { maxLength: 4 }),
    fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'PUT', 'PATCH', 'OPTIONS'),
    header,
    header,
    body,
    async (words, parameters, method, accept, type, text) => {
      const query = new URLSearchParams(parameters)
      const request = new Request(`http://taxii.test/${words.join('/')}/?${query}`, {
        method,
        headers: { accept, 'content-type': type, authorization: 'Bearer a' },
        ...(!['GET', 'HEAD'].includes(method) && { body: text }),
      })
      const response = await harness.handle(request)
      const isError = response.status >= 400 && method !== 'HEAD'
      const status = String(response.status)
      const told = isError ? (await response.json()).http_status : status
      expect(response.status).toBeLessThan(500)
      expect(told).toBe(status)
    },
  )
  await expect(fc.assert(property, { numRuns: 2000 })).resolves.toBeUndefined()
})
