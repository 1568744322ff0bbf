import { expect, test } from 'vitest'
import { ask, post, type TaxiiHarness } from './harness.ts'
import { testDomain, testIndicator } from './objects.ts'

export function testWriting(harness: () => TaxiiHarness): void {
  const raw = (id: string, body: string) =>
    ask(harness(), `collections/${id}/objects/`, { method: 'POST', body })
  const listOf = async (id: string, query = '') =>
    (await ask(harness(), `collections/${id}/objects/?${query}`)).json.objects ?? []

  test('added objects are there when the 202 arrives, and its status stays for their sender alone', async () => {
    const id = await harness().collection()
    const { status, json, headers } = await post(harness(), id, [
      testIndicator(1),
      testIndicator(2),
    ])
    expect(status).toBe(202)
    expect(headers.get('content-type')).toBe('application/taxii+json;version=2.1')
    expect(json).toMatchObject({
      status: 'complete',
      total_count: 2,
      success_count: 2,
      failure_count: 0,
      pending_count: 0,
    })
    expect(json.request_timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(await listOf(id)).toEqual([testIndicator(1), testIndicator(2)])
    expect((await ask(harness(), `status/${json.id}/`)).json).toEqual(json)
    expect((await ask(harness(), `status/${json.id}/`, { as: 'b' })).status).toBe(404)
  })

  test.each(['no-uuid', '2d086da7-4bdc-4f91-900e-d77486753710', '%00', "'"])(
    'status %j is a 404',
    async (id) => {
      expect((await ask(harness(), `status/${encodeURIComponent(id)}/`)).status).toBe(404)
    },
  )

  test('objects are kept byte for byte', async () => {
    const id = await harness().collection()
    const odd = JSON.stringify(testIndicator(7001), null, 3).replace(
      'Lookalike',
      'Lo\\u006fk\\u2028alike',
    )
    await raw(
      id,
      `{ "x_note": {"objects": [1]}, "objects" : [\n${odd} ,${JSON.stringify(testDomain(7001))}\t] }`,
    )
    const { text } = await ask(harness(), `collections/${id}/objects/`)
    expect(text).toContain(odd)
    expect(await listOf(id)).toHaveLength(2)
  })

  test('one bad object fails alone, with its reason', async () => {
    const id = await harness().collection()
    const bad = { ...testIndicator(2), id: 'campaign--00000002-0000-4000-8000-000000000001' }
    const { status, json } = await post(harness(), id, [
      testIndicator(1),
      bad,
      7,
      null,
      {},
      testIndicator(3),
    ])
    expect(status).toBe(202)
    expect(json).toMatchObject({ total_count: 6, success_count: 2, failure_count: 4 })
    expect(json.failures[0]).toMatchObject({ id: bad.id, message: expect.stringMatching(/id/) })
    for (const failure of json.failures) {
      expect(failure.id).toBeTypeOf('string')
      expect(failure.version).toBeTypeOf('string')
      expect(failure.message).toBeTypeOf('string')
    }
    expect(await listOf(id)).toEqual([testIndicator(1), testIndicator(3)])
  })

  test('a property that stands twice in an object is refused: two readers would see two objects', async () => {
    const id = await harness().collection()
    const twice = JSON.stringify(testIndicator(1)).replace('{', '{"name":"another",')
    const { json } = await raw(id, `{"objects":[${twice}]}`)
    expect(json.failures[0].message).toMatch(/twice/)
  })

  test('an exact duplicate succeeds and changes nothing, in whatever notation', async () => {
    const id = await harness().collection()
    const object = testIndicator(1)
    await post(harness(), id, [object])
    const before = await ask(harness(), `collections/${id}/manifest/`)
    const reversed = Object.fromEntries(Object.entries(object).toReversed())
    const { json } = await post(harness(), id, [object, reversed])
    expect(json).toMatchObject({ success_count: 2, failure_count: 0 })
    const after = await ask(harness(), `collections/${id}/manifest/`)
    expect(after.text).toBe(before.text)
  })

  test('the same id and version with other content is refused and the first kept', async () => {
    const id = await harness().collection()
    const other = { ...testIndicator(1), name: 'Another name' }
    const { json } = await post(harness(), id, [testIndicator(1), other, testIndicator(2)])
    expect(json).toMatchObject({ success_count: 2, failure_count: 1 })
    expect(json.failures[0]).toMatchObject({
      id: other.id,
      message: expect.stringMatching(/other content/),
    })
    expect(await listOf(id)).toEqual([testIndicator(1), testIndicator(2)])
  })

  test('an observable without spec_version is taken as STIX 2.1', async () => {
    const id = await harness().collection()
    const { json } = await post(harness(), id, [testDomain(1)])
    expect(json.success_count).toBe(1)
    const manifest = await ask(harness(), `collections/${id}/manifest/`)
    const [record] = manifest.json.objects
    expect(record.media_type).toBe('application/stix+json;version=2.1')
    expect(json.successes[0].version).toBe(record.version)
  })

  test('a new version is added beside the old one', async () => {
    const id = await harness().collection()
    await post(harness(), id, [testIndicator(1)])
    await post(harness(), id, [testIndicator(1, 1)])
    expect(await listOf(id)).toEqual([testIndicator(1, 1)])
    expect(await listOf(id, 'match[version]=all')).toHaveLength(2)
  })

  test.each([
    ['not JSON', 'nonsense', 400],
    ['cut short', '{"objects":[', 400],
    ['empty', ' ', 400],
    ['a list', '[]', 422],
    ['no objects', '{}', 422],
    ['an empty list', '{"objects":[]}', 422],
    ['objects of another kind', '{"objects":{"a":1}}', 422],
    ['objects named twice', '{"objects":[1],"objects":[2,3]}', 422],
    ['objects named twice in disguise', '{"objects":7,"\\u006fbjects":[2]}', 422],
  ])('a body that is %s (%s) is answered %i', async (_name, body, status) => {
    const id = await harness().collection()
    const answer = await raw(id, body)
    expect(answer.status).toBe(status)
    expect(answer.json.http_status).toBe(String(status))
  })

  test('a body larger than max_content_length is refused with 413, declared or not', async () => {
    const id = await harness().collection()
    const root = await ask(harness(), `/${harness().root}/`)
    const body = `{"objects":["${'x'.repeat(root.json.max_content_length)}"]}`
    expect((await raw(id, body)).status).toBe(413)
    const declared = await ask(harness(), `collections/${id}/objects/`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-length': '99999999999' },
    })
    expect(declared.status).toBe(413)
  })

  test('ten thousand levels of nesting fail one object, not the server', async () => {
    const id = await harness().collection()
    const deep = `{"type":"x-deep","id":"x","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
    const { status, json } = await raw(
      id,
      `{"objects":[${deep},${JSON.stringify(testIndicator(1))}]}`,
    )
    expect(status).toBe(202)
    expect(json).toMatchObject({ success_count: 1, failure_count: 1 })
    expect(json.failures[0].message).toMatch(/deep/)
  })

  test('DELETE takes the versions asked for, the last by default, and then they are gone', async () => {
    const id = await harness().collection()
    for (const version of [0, 1, 2, 3]) await post(harness(), id, [testIndicator(1, version)])
    const path = `collections/${id}/objects/${testIndicator(1).id}/`
    const remove = (query = '') => ask(harness(), `${path}${query}`, { method: 'DELETE' })
    const left = async () => (await ask(harness(), `${path}versions/`)).json.versions
    const version = (n: number) => testIndicator(1, n)['modified']

    const first = await remove()
    expect(first.status).toBe(200)
    expect(first.text).toBe('')
    expect(await left()).toEqual([version(0), version(1), version(2)])
    expect((await remove(`?match[version]=${version(1)}`)).status).toBe(200)
    expect(await left()).toEqual([version(0), version(2)])
    expect((await remove(`?match[version]=${version(1)}`)).status).toBe(404)
    expect((await remove('?match[version]=all')).status).toBe(200)
    expect((await ask(harness(), path)).status).toBe(404)
    expect((await remove()).status).toBe(404)
    expect((await ask(harness(), `collections/${id}/manifest/`)).text).toBe('{}')
  })
}
