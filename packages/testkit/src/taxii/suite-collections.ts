import { expect, test } from 'vitest'
import { ask, type TaxiiHarness, type TestRights } from './harness.ts'
import { testIndicator } from './objects.ts'

const LONG = 'x'.repeat(3000)

export function testCollections(harness: () => TaxiiHarness): void {
  test('discovery names API roots as absolute URLs, the default among them', async () => {
    const { json } = await ask(harness(), '/taxii2/')
    expect(json.title).toBeTypeOf('string')
    expect(json.api_roots).toContain(`http://taxii.test/${harness().root}/`)
    expect(json.api_roots).toContain(json.default)
  })

  test('the API root lists media types as versions and the largest body it takes', async () => {
    const { json } = await ask(harness(), `/${harness().root}/`)
    expect(json.versions).toEqual(['application/taxii+json;version=2.1'])
    expect(json.max_content_length).toBeGreaterThan(0)
  })

  test('an unknown API root is a 404 at every endpoint below it', async () => {
    const id = await harness().collection()
    for (const rest of [
      '',
      'collections/',
      `collections/${id}/`,
      `collections/${id}/objects/`,
      `status/${id}/`,
    ])
      expect((await ask(harness(), `/taxii2/elsewhere/${rest}`)).status).toBe(404)
  })

  test('collections come in the same order each time, their rights as booleans', async () => {
    await harness().collection()
    await harness().collection()
    const first = await ask(harness(), 'collections/')
    const second = await ask(harness(), 'collections/')
    expect(second.text).toBe(first.text)
    for (const collection of first.json.collections) {
      expect(collection.can_read).toBeTypeOf('boolean')
      expect(collection.can_write).toBeTypeOf('boolean')
    }
  })

  test('one collection is answered as it stands in the list', async () => {
    const id = await harness().collection()
    const { json } = await ask(harness(), `collections/${id}/`)
    const list = await ask(harness(), 'collections/')
    expect(list.json.collections).toContainEqual(json)
  })

  test.each(['no-uuid', '91a7b528-80eb-42ed-a74d-c6fbd5a26116', "'; drop table", '%00', LONG])(
    'collection %.40j is a 404 at every endpoint',
    async (id) => {
      const base = `collections/${encodeURIComponent(id)}/`
      for (const rest of ['', 'manifest/', 'objects/', 'objects/x/', 'objects/x/versions/'])
        expect((await ask(harness(), base + rest)).status).toBe(404)
    },
  )

  test('a collection hidden from a member is neither listed nor found', async () => {
    const id = await harness().collection({ rights: { b: 'hidden' } })
    const list = await ask(harness(), 'collections/', { as: 'b' })
    const ids = (list.json.collections ?? []).map((collection: { id: string }) => collection.id)
    expect(ids).not.toContain(id)
    expect((await ask(harness(), `collections/${id}/`, { as: 'b' })).status).toBe(404)
    expect((await ask(harness(), `collections/${id}/objects/`, { as: 'b' })).status).toBe(404)
  })

  const REFUSALS: [rights: TestRights, method: string, status: number][] = [
    ['read', 'POST', 403],
    ['read', 'DELETE', 403],
    ['write', 'GET', 403],
    ['write', 'DELETE', 403],
    ['none', 'GET', 403],
    ['none', 'POST', 403],
    ['none', 'DELETE', 404],
  ]
  test.for(REFUSALS)('with right %s, %s is answered %i', async (refusal, { skip }) => {
    const [rights, method, status] = refusal
    skip(!harness().rights.includes(rights), 'this store has no such right')
    const object = testIndicator(1)
    const id = await harness().collection({
      rights: { b: rights },
      objects: [{ object, date_added: '2026-09-01T00:00:00.000000Z' }],
    })
    const objects = `collections/${id}/objects/`
    const path = method === 'DELETE' ? `${objects}${object.id}/` : objects
    const body = method === 'POST' ? { objects: [object] } : undefined
    const answer = await ask(harness(), path, { as: 'b', method, body })
    expect(answer.status).toBe(status)
    expect(answer.json.http_status).toBe(String(status))
    const { json } = await ask(harness(), `collections/${id}/`, { as: 'b' })
    expect(json).toMatchObject({ can_read: rights === 'read', can_write: rights === 'write' })
  })
}
