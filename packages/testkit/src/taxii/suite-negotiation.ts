import { expect, test } from 'vitest'
import { ask, type TaxiiHarness } from './harness.ts'
import { testIndicator } from './objects.ts'

const MEDIA_TYPE = 'application/taxii+json;version=2.1'

export function testNegotiation(harness: () => TaxiiHarness): void {
  test('a request without credentials is answered 401 with a challenge for Basic and Bearer', async () => {
    for (const path of ['/taxii2/', `/${harness().root}/`, `/${harness().root}/collections/`]) {
      const answer = await ask(harness(), path, { as: null })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/Basic realm=.*Bearer/)
      expect(answer.json).toMatchObject({ title: expect.any(String), http_status: '401' })
    }
  })

  test('wrong credentials are answered 401', async () => {
    for (const authorization of [
      'Bearer nobody',
      'Basic !!!',
      'Basic bm9ib2R5Om5vdGhpbmc=',
      'Digest x',
    ]) {
      const answer = await ask(harness(), '/taxii2/', { headers: { authorization } })
      expect(answer.status).toBe(401)
    }
  })

  test.each([
    MEDIA_TYPE,
    'application/taxii+json',
    'application/taxii+json; version=2.1',
    'application/taxii+json;version="2.1"',
    'Application/TAXII+JSON;version=2.1',
    'text/html, application/taxii+json;version=2.1;q=0.5',
    'application/taxii+json;version=2.1,application/stix+json;version=2.1',
    'application/taxii+json;version=3.0, application/taxii+json',
  ])('Accept: %s is served TAXII 2.1', async (accept) => {
    const answer = await ask(harness(), '/taxii2/', { headers: { accept } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(MEDIA_TYPE)
  })

  test.each([
    'application/taxii+json;version=2.0',
    'application/vnd.oasis.taxii+json; version=2.0',
    'application/json',
    'application/taxii+json;version=2.1;q=0',
    '*/*',
    '',
  ])('Accept: %j is refused with 406', async (accept) => {
    const answer = await ask(harness(), '/taxii2/', { headers: { accept } })
    expect(answer.status).toBe(406)
    expect(answer.json).toMatchObject({ http_status: '406', error_code: 'not-acceptable' })
  })

  test.each([
    'application/json',
    'application/taxii+json;version=2.0',
    'application/stix+json;version=2.0',
    '',
  ])('a POST with Content-Type %j is refused with 415', async (type) => {
    const id = await harness().collection()
    const answer = await ask(harness(), `collections/${id}/objects/`, {
      method: 'POST',
      body: { objects: [{}] },
      headers: { 'content-type': type === '' ? 'text/plain' : type },
    })
    expect(answer.status).toBe(415)
  })

  test('a bundle posted as STIX, as the exporter of OpenCTI does it, is taken', async () => {
    const id = await harness().collection()
    const answer = await ask(harness(), `collections/${id}/objects/`, {
      method: 'POST',
      body: {
        type: 'bundle',
        spec_version: '2.1',
        id: 'bundle--00000000-0000-4000-8000-000000000070',
        objects: [testIndicator(1)],
      },
      headers: { 'content-type': 'application/stix+json; version=2.1' },
    })
    expect(answer.status).toBe(202)
    expect(answer.json).toMatchObject({ success_count: 1, failure_count: 0 })
  })

  test('a POST with the media type without its version is taken', async () => {
    const id = await harness().collection()
    const answer = await ask(harness(), `collections/${id}/objects/`, {
      method: 'POST',
      body: { objects: [{}] },
      headers: { 'content-type': 'application/taxii+json' },
    })
    expect(answer.status).toBe(202)
  })

  test('a method an endpoint does not have is answered 405 and told which it has', async () => {
    const answer = await ask(harness(), '/taxii2/', { method: 'PUT' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('HEAD, GET')
  })

  test('HEAD is answered as GET without a body', async () => {
    const answer = await ask(harness(), '/taxii2/', { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(answer.text).toBe('')
  })

  test.each(['GET', 'HEAD', 'POST', 'DELETE'])(
    '%s of a path without its last slash is sent to the one with it',
    async (method) => {
      const answer = await ask(harness(), `/${harness().root}/collections?x=1`, { method })
      expect(answer.status).toBe(308)
      expect(answer.headers.get('location')).toBe(`/${harness().root}/collections/?x=1`)
    },
  )

  test.each([
    '/taxii2/nowhere/at/all/',
    '/taxii2/%E0%A4%A/',
    '/taxii2//',
    '/taxii2/a//b/',
    '/taxii2/hub/collections/a/b/c/d/e/f/',
  ])('%s is answered 404 with a TAXII error', async (path) => {
    const answer = await ask(harness(), path)
    expect(answer.status).toBe(404)
    expect(answer.json).toMatchObject({ title: 'Not found', http_status: '404' })
  })
}
