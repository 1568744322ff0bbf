import { expect, test } from 'vitest'
import { testIndicator } from './objects.ts'
import { parseSeed } from './seed.ts'
import { serveSeed } from './seed-server.ts'

const id = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
const date_added = '2026-09-01T00:00:00.000000Z'
const object = testIndicator(1)
const headers = (secret: string) => ({
  accept: 'application/taxii+json;version=2.1',
  authorization: `Basic ${btoa(`tester:${secret}`)}`,
})

/** What a seed's server answers below one of its roots. */
async function answerOf(seed: unknown, path: string): Promise<unknown> {
  const server = await serveSeed({
    seed: parseSeed(JSON.stringify(seed)),
    user: 'tester',
    key: 'key',
  })
  try {
    const response = await fetch(server.url + path, { headers: headers('key') })
    return await response.json()
  } finally {
    await server.stop()
  }
}

const manifestOf = (seed: unknown, root: string, collection = id): Promise<unknown> =>
  answerOf(seed, `${root}/collections/${collection}/manifest/?match[version]=all`)

const expected = {
  more: false,
  objects: [
    {
      id: object.id,
      date_added,
      version: object['modified'],
      media_type: 'application/stix+json;version=2.1',
    },
  ],
}

test('a seed file is served with the dates it gives', async () => {
  const collections = [{ id, title: 'Seeded', objects: [{ date_added, object }] }]
  expect(await manifestOf({ collections }, 'api')).toEqual(expected)
  expect(await manifestOf({ roots: [{ path: '/one/two/', collections }] }, 'one/two')).toEqual(
    expected,
  )
})

test('a collection whose id is no UUID is found by it', async () => {
  const collections = [{ id: 'indicators', title: 'Seeded', objects: [{ date_added, object }] }]
  expect(await manifestOf({ collections }, 'api', 'indicators')).toEqual(expected)
})

const discovery = { title: 'Some TAXII Server', api_roots: ['http://localhost:5000/group/'] }
const information = { title: 'Group', versions: ['x'], max_content_length: 9_765_625 }
const rights = { can_read: true, can_write: true }
const status = {
  status: 'complete',
  total_count: 0,
  success_count: 0,
  failure_count: 0,
  pending_count: 0,
}
const statusId = '2d086da7-4bdc-4f91-900e-d77486753710'

const [record] = expected.objects
const media_type = 'application/stix+json;version=2.1'
const lists = {
  '/discovery': discovery,
  empty: { information, status: [], collections: [] },
  group: {
    information,
    status: [{ id: statusId, ...status }],
    collections: [{ id, title: 'C', ...rights, objects: [object], manifest: [record] }],
  },
}
const maps = {
  '/discovery': discovery,
  empty: { information, status: {}, collections: {} },
  group: {
    information,
    status: { [statusId]: status },
    collections: {
      [id]: { title: 'C', ...rights, objects: [{ ...object, __meta: { date_added, media_type } }] },
    },
  },
}

test.each([
  ['lists', lists],
  ['maps', maps],
])('the data file of medallion is read as %s', async (_form, seed) => {
  expect(await manifestOf(seed, 'group')).toEqual(expected)
  const objects = await answerOf(seed, `group/collections/${id}/objects/`)
  expect(objects).toEqual({ more: false, objects: [object] })
  expect(await answerOf(seed, `group/status/${statusId}/`)).toEqual({ id: statusId, ...status })
  expect(await answerOf(seed, 'group/collections/')).toEqual({
    collections: [{ id, title: 'C', ...rights, media_types: [media_type] }],
  })
  expect(await answerOf(seed, 'empty/collections/')).toEqual({})
  expect(await answerOf(seed, 'taxii2/')).toEqual(discovery)
})

test('of one date, medallion serves first what its manifest lists first, and nothing that it does not list', async () => {
  const [early, late, unlisted] = [testIndicator(1), testIndicator(1, 1), testIndicator(2)]
  const versions = [late['modified'], early['modified']]
  const entry = { id: object.id, date_added, versions, media_types: [media_type] }
  const lost = { id: testIndicator(3).id, date_added, version: late['modified'] }
  const collection = { id, title: 'C', objects: [early, unlisted, late] }
  const seed = {
    ...lists,
    group: { information, collections: [{ ...collection, manifest: [lost, entry] }] },
  }
  expect(await manifestOf(seed, 'group')).toMatchObject({
    objects: [{ version: late['modified'] }, { version: early['modified'] }],
  })
})

test('only the given user with the given key is served', async () => {
  const seed = parseSeed('{"collections":[]}')
  const server = await serveSeed({ seed, user: 'tester', key: 'key' })
  const ask = async (given: HeadersInit) =>
    (await fetch(`${server.url}taxii2/`, { headers: { ...headers(''), ...given } })).status
  expect(await ask(headers('key'))).toBe(200)
  expect(await ask({ authorization: 'Bearer key' })).toBe(200)
  expect(await ask(headers('other'))).toBe(401)
  expect(await ask({ authorization: `Basic ${btoa('other:key')}` })).toBe(401)
  await server.stop()
})

test.each([
  ['[]', /must be an object/],
  ['{"objects":[]}', /roots, or collections/],
  ['{"roots":[{}]}', /roots\[0\]\.path/],
  ['{"collections":[{"objects":[{}]}]}', /collections\[0\]\.objects\[0\]/],
  ['{"/discovery":{},"a":{"information":{},"collections":7}}', /a\.collections/],
  [
    '{"/discovery":{},"a":{"information":{},"collections":{"c":{"objects":[{"id":"x--1"}]}}}}',
    /collection c: __meta of x--1/,
  ],
])('a seed that is %s is refused by name', (text, reason) => {
  expect(() => parseSeed(text)).toThrow(reason)
})
