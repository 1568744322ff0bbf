/** What leaves an exercise by TAXII is known as such to a machine, though objects are kept byte for byte. */
import { freshPglite, type TestDatabase } from '@tocsin/testkit'
import { ask, post, testIndicator } from '@tocsin/testkit/taxii'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTaxiiHarness } from './taxii-harness.ts'

let database: TestDatabase
let harness: Awaited<ReturnType<typeof startTaxiiHarness>>
beforeAll(async () => {
  database = await freshPglite()
  harness = await startTaxiiHarness(database, undefined, { exercise: true })
})
afterAll(() => harness?.stop())

test('the server, its API root and every collection of an exercise say so in their titles', async () => {
  await harness.collection()
  const titleOf = async (path: string) => (await ask(harness, path)).json.title
  expect(await titleOf('/taxii2/')).toMatch(/^EXERCISE: /)
  expect(await titleOf('')).toMatch(/^EXERCISE: /)
  const { collections } = (await ask(harness, 'collections/')).json
  expect(collections.map(({ title }: { title: string }) => title)).toEqual([
    expect.stringMatching(/^EXERCISE: Group /),
  ])
})

test('a release made by posting in an exercise says so in its title', async () => {
  const collection = await harness.collection()
  await post(harness, collection, [testIndicator(1)])
  const releases = await database.db
    .selectFrom('releases')
    .select('title')
    .where('group_id', '=', collection)
    .execute()
  expect(releases).toEqual([{ title: 'EXERCISE: 1 object posted over TAXII' }])
})
