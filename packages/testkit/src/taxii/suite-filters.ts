import { expect, test } from 'vitest'
import { ask, type TaxiiHarness } from './harness.ts'
import { testCampaign, testDomain, testIndicator, type TestObject } from './objects.ts'

const day = (n: number): string => `2026-09-${String(n).padStart(2, '0')}T12:00:00.000000Z`
const at = (date: number, object: TestObject): { object: TestObject; date_added: string } => ({
  object,
  date_added: day(date),
})

export function testFilters(harness: () => TaxiiHarness): void {
  const seeded = (): Promise<string> =>
    harness().collection({
      objects: [
        at(1, testIndicator(1)),
        at(2, testCampaign(1)),
        at(3, testDomain(1)),
        at(4, testIndicator(1, 1000)),
        at(5, testIndicator(2)),
        at(6, testIndicator(1, 2000)),
      ],
    })
  const get = async (query: string): Promise<TestObject[]> => {
    const { json } = await ask(harness(), `collections/${await seeded()}/objects/?${query}`)
    return json.objects ?? []
  }
  const last = testIndicator(1, 2000)

  test('without filters the last version of every object comes, oldest first', async () => {
    expect(await get('')).toEqual([testCampaign(1), testDomain(1), testIndicator(2), last])
  })

  test('match[type] takes several types, joined by OR', async () => {
    expect(await get('match[type]=campaign,domain-name')).toEqual([testCampaign(1), testDomain(1)])
  })

  test('match[id] takes several ids, and an unknown one matches nothing', async () => {
    expect(await get(`match[id]=${last.id},${testCampaign(1).id}`)).toEqual([testCampaign(1), last])
    expect(await get(`match[id]=${testIndicator(77).id}`)).toEqual([])
    expect(await get('match[id]=not-an-id')).toEqual([])
  })

  test('fields are joined by AND', async () => {
    expect(await get(`match[type]=indicator&match[id]=${testCampaign(1).id},${last.id}`)).toEqual([
      last,
    ])
  })

  test('match[version] all, first, last and exact', async () => {
    const id = `match[id]=${last.id}`
    const [one, two] = [testIndicator(1), testIndicator(1, 1000)]
    expect(await get(`${id}&match[version]=all`)).toEqual([one, two, last])
    expect(await get(`${id}&match[version]=first`)).toEqual([one])
    expect(await get(`${id}&match[version]=last`)).toEqual([last])
    expect(await get(`${id}&match[version]=first,last`)).toEqual([one, last])
    expect(await get(`${id}&match[version]=${two['modified']}`)).toEqual([two])
    expect(await get(`${id}&match[version]=last,${two['modified']}`)).toEqual([two, last])
    expect(await get(`${id}&match[version]=1999-01-01T00:00:00.000Z`)).toEqual([])
  })

  test('an exact version is found whatever precision it is asked for in', async () => {
    const asked = String(last['modified']).replace('Z', '000Z')
    expect(await get(`match[version]=${asked}`)).toEqual([last])
  })

  test('what no object can have is looked for in vain or refused, and is no fault of the server', async () => {
    const collection = await seeded()
    const statusOf = async (query: string): Promise<number[]> => {
      const paths = ['objects/', 'manifest/', `objects/${last.id}/`, `objects/${last.id}/versions/`]
      const asked = paths.map((path) =>
        ask(harness(), `collections/${collection}/${path}?${query}`),
      )
      return (await Promise.all(asked)).map(({ status }) => status)
    }
    for (const year of ['0000', '0001', '9999'])
      expect(await statusOf(`match[version]=${year}-01-01T00:00:00Z`)).toEqual([200, 200, 200, 200])
    expect(await statusOf('match[id]=%00')).toEqual([400, 400, 200, 200])
    expect(await statusOf('match[type]=%00')).toEqual([400, 400, 200, 200])
    expect(await statusOf('match[spec_version]=a%00')).toEqual([400, 400, 400, 400])
  })

  test('an unversioned object has a version of the server, the same at every endpoint', async () => {
    const base = `collections/${await seeded()}/`
    const { json } = await ask(harness(), `${base}manifest/?match[type]=domain-name`)
    const [{ id, version }] = json.objects
    const versions = await ask(harness(), `${base}objects/${id}/versions/`)
    expect(versions.json.versions).toEqual([version])
    const found = await ask(harness(), `${base}objects/?match[version]=${version}`)
    expect(found.json.objects).toContainEqual(testDomain(1))
  })

  test('match[spec_version] keeps only what it names', async () => {
    expect(await get('match[spec_version]=2.1')).toHaveLength(4)
    expect(await get('match[spec_version]=2.0')).toEqual([])
    expect(await get('match[spec_version]=2.0,2.1&match[type]=campaign')).toHaveLength(1)
  })

  test('added_after is server time and excludes its own instant', async () => {
    expect(await get(`added_after=${day(4)}`)).toEqual([testIndicator(2), last])
    expect(await get(`added_after=${day(6)}`)).toEqual([])
    expect(await get(`added_after=2026-09-06T11:59:59.999999Z`)).toEqual([last])
    expect(await get(`added_after=2026-09-05T12:00:00Z`)).toEqual([last])
  })

  test('an empty result is an empty envelope without date headers', async () => {
    const id = await harness().collection()
    const answer = await ask(harness(), `collections/${id}/objects/`)
    expect(answer.text).toBe('{}')
    expect(answer.headers.has('x-taxii-date-added-first')).toBe(false)
  })

  test('unknown parameters and match fields are ignored', async () => {
    expect(await get('match[colour]=red&foo=bar')).toHaveLength(4)
  })

  test.each([
    'limit=0',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'limit=1&limit=2',
    'limit=',
    'added_after=yesterday',
    'added_after=2026-02-30T00:00:00Z',
    'added_after=2026-09-01T00:00:00Z&added_after=2026-09-02T00:00:00Z',
    'added_after=2026-09-01T00:00:00Z,2026-09-02T00:00:00Z',
    'match[version]=newest',
    'match[version]=all,last',
    'match[version]=last,last',
    'match[type]=a&match[type]=b',
    'match[type]=',
    'match[id]=a,,b',
    'next=',
    'next=%00',
    'next=forged',
    `next=${'x'.repeat(5000)}`,
  ])('%s is refused with 400', async (query) => {
    const id = await harness().collection()
    for (const resource of ['objects', 'manifest']) {
      const answer = await ask(harness(), `collections/${id}/${resource}/?${query}`)
      expect(answer.status).toBe(400)
      expect(answer.json.description).toBeTypeOf('string')
    }
  })

  test('a manifest tells date added, version and media type of what the same filters would return', async () => {
    const id = await seeded()
    const { json, headers } = await ask(
      harness(),
      `collections/${id}/manifest/?match[type]=indicator`,
    )
    const media_type = 'application/stix+json;version=2.1'
    const two = testIndicator(2)
    expect(json).toEqual({
      more: false,
      objects: [
        { id: two.id, date_added: day(5), version: two['modified'], media_type },
        { id: last.id, date_added: day(6), version: last['modified'], media_type },
      ],
    })
    expect(headers.get('x-taxii-date-added-first')).toBe(day(5))
    expect(headers.get('x-taxii-date-added-last')).toBe(day(6))
  })

  test('versions come in the order they were added, with the dates of the ends', async () => {
    const id = await seeded()
    const { json, headers } = await ask(harness(), `collections/${id}/objects/${last.id}/versions/`)
    expect(json.versions).toEqual([0, 1000, 2000].map((v) => testIndicator(1, v)['modified']))
    expect(headers.get('x-taxii-date-added-first')).toBe(day(1))
    expect(headers.get('x-taxii-date-added-last')).toBe(day(6))
  })

  test('one object answers its last version, others by filter, and nothing as an empty envelope', async () => {
    const path = `collections/${await seeded()}/objects/${last.id}/`
    expect((await ask(harness(), path)).json.objects).toEqual([last])
    expect((await ask(harness(), `${path}?match[version]=all`)).json.objects).toHaveLength(3)
    expect((await ask(harness(), `${path}?match[version]=1999-01-01T00:00:00.000Z`)).text).toBe(
      '{}',
    )
    expect((await ask(harness(), `${path}?match[id]=ignored`)).json.objects).toEqual([last])
  })

  test('an object that is not there is a 404, and so is an id that can be none', async () => {
    const id = await seeded()
    for (const object of [testIndicator(99).id, 'indicator--x', 'x', "'"]) {
      const path = `collections/${id}/objects/${encodeURIComponent(object)}/`
      expect((await ask(harness(), path)).status).toBe(404)
      expect((await ask(harness(), `${path}versions/`)).status).toBe(404)
      expect((await ask(harness(), path, { method: 'DELETE' })).status).toBe(404)
    }
  })
}
