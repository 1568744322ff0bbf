/** The call that the database keeps planned against the general statement, over random histories of a feed. */
import { fromMicros, type ObjectBytes, type ObjectQuery, type Page } from '@tocsin/taxii'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { ask, post, type TaxiiHarness, testIndicator } from '@tocsin/testkit/taxii'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember, type Reader } from '../src/db/as-member.ts'
import { type FeedState, SELECT_STATE } from '../src/taxii/feed.ts'
import { type PageTerms, selectTexts, toRange } from '../src/taxii/items.ts'
import { selectPlainPage } from '../src/taxii/plain-page.ts'
import { startTaxiiHarness } from './taxii-harness.ts'

/** Objects that few others share an id with, posted along so that pages have several parts. */
const FILLERS = 180
const MAX_PAGES = 10

type TextPage = Page<string> & PageTerms

const act = fc.record({
  as: fc.constantFrom('a' as const, 'b' as const),
  to: fc.constantFrom('all' as const, 'a' as const),
  objects: fc.array(fc.record({ n: fc.nat(5), version: fc.nat(2) }), {
    minLength: 1,
    maxLength: 6,
  }),
  fillers: fc.constantFrom(0, 0, FILLERS, 3 * FILLERS),
  isTakenBack: fc.boolean(),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

/** A history that has several pages for certain, which a small random one may not. */
const LONG_HISTORY: Act[] = [
  { as: 'a', to: 'all', objects: [{ n: 0, version: 0 }], fillers: 3 * FILLERS, isTakenBack: false },
  { as: 'b', to: 'all', objects: [{ n: 0, version: 1 }], fillers: FILLERS, isTakenBack: false },
]

onEachDatabase('A plain page', (open) => {
  let database: TestDatabase
  let harness: TaxiiHarness
  let readers: Reader[]
  let numbers = 0
  let stateNow: () => Promise<FeedState>
  beforeAll(async () => {
    database = await open()
    stateNow = database.stand<FeedState>(SELECT_STATE)
    harness = await startTaxiiHarness(database)
    const members = await database.db.selectFrom('members').select('id').execute()
    readers = members.map(({ id }) => ({ memberId: id, machine: true }))
  })
  afterAll(() => harness.stop())

  /** Posts, posts again in other versions and by others, and takes back, in a collection of its own. */
  async function play(acts: readonly Act[]): Promise<string> {
    const collection = await harness.collection()
    const base = numbers
    numbers += 20
    for (const { as, to, objects, fillers, isTakenBack } of acts) {
      const given = objects.map(({ n, version }) => testIndicator(base + n, version))
      // What one member got under TLP:AMBER nobody else may pass on, so these are objects of their own.
      if (to === 'a') await harness.show(collection, testIndicator(base + 6 + objects[0]!.n), ['a'])
      else if (isTakenBack) {
        await post(harness, collection, given.slice(0, 1), as)
        const path = `collections/${collection}/objects/${given[0]!.id}/`
        await ask(harness, path, { as, method: 'DELETE' })
      } else {
        const others = Array.from({ length: fillers }, () => testIndicator(numbers++))
        await post(harness, collection, [...given, ...others], as)
      }
    }
    return collection
  }

  /** The first pages, by the cursors they give themselves. */
  async function pagesOf(
    query: ObjectQuery,
    read: (query: ObjectQuery) => Promise<Page<string | ObjectBytes> & PageTerms>,
  ): Promise<TextPage[]> {
    const pages: TextPage[] = []
    for (
      let after: string | null | undefined;
      after !== null && pages.length < MAX_PAGES;
      after = pages.at(-1)!.next
    ) {
      const page = await read(after === undefined ? query : { ...query, after })
      const { items, unread } = page
      const text =
        typeof items === 'string'
          ? items
          : new TextDecoder().decode(items.buffer.subarray(items.start, items.end))
      pages.push({ ...page, items: text, unread: unread.toSorted() })
    }
    return pages
  }

  test('is what the general statement gives, whatever was released before', async () => {
    let several = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 3 * FILLERS }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (acts, limit, share) => {
          const start = (await stateNow()).horizon
          const collection = await play(acts)
          const { db } = database
          const state = await stateNow()
          const now = new Date()
          const addedAfter = fromMicros(BigInt(Math.round(start + share * (state.horizon - start))))
          const versions = { first: false, last: true, exact: [] }
          for (const reader of readers)
            for (const query of [
              { limit, versions },
              { limit, versions, addedAfter },
            ]) {
              const plain = await pagesOf(query, (asked) =>
                selectPlainPage(database, reader, now, collection, asked, toRange(asked, state)),
              )
              const general = await pagesOf(query, (asked) =>
                asMember(db, reader, now, (tx) =>
                  selectTexts(tx, collection, asked, toRange(asked, state)),
                ),
              )
              expect(plain).toEqual(general)
              if (plain.length > 1) several++
            }
        },
      ),
      { numRuns: 12, examples: [[LONG_HISTORY, 100, 0.5]] },
    )
    expect(several).toBeGreaterThan(0)
  })

  test('leaves the connection as it was, so that the exchange goes on as owner', async () => {
    const collection = await play([])
    const { db } = database
    const query = { limit: 1, versions: { first: false, last: true, exact: [] } }
    const range = { after: 0, horizon: 1 }
    await selectPlainPage(database, readers[0]!, new Date(), collection, query, range)
    expect((await db.selectFrom('members').select('id').execute()).length).toBe(readers.length)
    const asked = asMember(db, readers[0]!, new Date(), (tx) =>
      sql`select tocsin_taxii_page(null, null, null, null, null, null, null, null)`.execute(tx),
    )
    await expect(asked).rejects.toThrow(/permission denied/)
  })
})
