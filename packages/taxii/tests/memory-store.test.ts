import { createMemoryStore } from '@tocsin/taxii'
import { createMemoryHarness, describeTaxii, testDomain } from '@tocsin/testkit/taxii'
import { expect, test } from 'vitest'

describeTaxii('memory', async () => createMemoryHarness())

test.each([
  [['application/stix+json;version=2.0'], ['application/stix+json;version=2.0']],
  [undefined, ['application/stix+json;version=2.1']],
])('a seeded collection of the media types %j says that it holds %j', async (given, told) => {
  const store = createMemoryStore({
    roots: [
      {
        path: 'api',
        title: 'Test',
        versions: ['application/taxii+json;version=2.1'],
        max_content_length: 1000,
        collections: [
          {
            id: '91a7b528-80eb-42ed-a74d-c6fbd5a26116',
            title: 'Seeded',
            can_read: true,
            can_write: true,
            ...(given && { media_types: given }),
            objects: [{ date_added: '2026-09-01T00:00:00Z', object: testDomain(1) }],
          },
        ],
      },
    ],
  })
  const [collection] = (await store.collections({ id: 'clerk' }, 'api')) ?? []
  expect(collection?.media_types).toEqual(told)
})
