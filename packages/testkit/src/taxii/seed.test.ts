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

async function manifestOf(seed: unknown, root: string): Promise<unknown> {
  const server = await serveSeed({
    seed: parseSeed(JSON.stringify(seed)),
    user: 'tester',
    key: 'key',
  })
  try {
    const url = `${server.url}${root}/collections/${id}/manifest/`
    const response = await fetch(url, { headers: headers('key') })
    return await response.json()
  } finally {
    await server.stop()
  }
}

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

test('the data file of medallion is read too', async () => {
  const [record] = expected.objects
  const seed = {
    '/discovery': { title: 'Some TAXII Server', api_roots: ['http://localhost:5000/group/'] },
    group: {
      information: { title: 'Group', versions: ['x'], max_content_length: 9_765_625 },
      status: [],
      collections: [
        { id, title: 'C', can_read: true, can_write: true, objects: [object], manifest: [record] },
      ],
    },
  }
  expect(await manifestOf(seed, 'group')).toEqual(expected)
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
  ['{"roots":[{}]}', /roots\[0\]\.path/],
  ['{"collections":[{"objects":[{}]}]}', /collections\[0\]\.objects\[0\]/],
])('a seed that is %s is refused by name', (text, reason) => {
  expect(() => parseSeed(text)).toThrow(reason)
})
