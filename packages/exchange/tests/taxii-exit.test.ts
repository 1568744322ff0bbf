/** What the TAXII exit of an exchange must do beyond the protocol: conformance on both databases, and the guards. */
import { checkServer } from '@tocsin/taxii'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { ask, post, testCampaign, testIndicator } from '@tocsin/testkit/taxii'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { startTaxiiHarness } from './taxii-harness.ts'

const ORIGIN = 'http://127.0.0.1:1'

onEachDatabase('The TAXII exit', (open) => {
  let database: TestDatabase
  let harness: Awaited<ReturnType<typeof startTaxiiHarness>>
  beforeAll(async () => {
    database = await open()
    harness = await startTaxiiHarness(database, ORIGIN)
  })
  afterAll(() => harness.stop())

  test('passes every rule of the conformance check that can be tried on it', async () => {
    const collection = await harness.collection()
    const objects = [testCampaign(1), ...[1, 2, 3, 4].map((n) => testIndicator(n))]
    await post(harness, collection, objects)
    const findings = []
    for await (const finding of checkServer({
      url: ORIGIN,
      collection,
      write: true,
      credentials: { token: harness.authorization.a.replace('Bearer ', '') },
      fetch: async (input, init) => harness.handle(new Request(input, init)),
    }))
      findings.push(finding)
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    const untried = findings.filter(({ verdict }) => verdict === 'not tried')
    expect(untried.map(({ id }) => id)).toEqual([
      'collection-alias',
      'unreadable',
      'unwritable',
      'https',
    ])
  })

  test('the database itself gives a member only its own feed, statuses and items', async () => {
    const collection = await harness.collection()
    await harness.show(collection, testIndicator(101), ['a'])
    await post(harness, collection, [testIndicator(102)])
    const count = async (memberId: string, table: string): Promise<number> => {
      const rows = await asMember(database.db, { memberId }, new Date(), (tx) =>
        sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
      )
      return rows.rows[0]!.n
    }
    const members = await database.db.selectFrom('members').select(['id', 'name']).execute()
    const idOf = (name: string): string => members.find((member) => member.name === name)!.id
    const inGroup = (memberId: string) =>
      asMember(database.db, { memberId }, new Date(), async (tx) => {
        const rows = await sql<{ stix_id: string }>`
          select stix_id from taxii_items where group_id = ${collection}::uuid order by added`.execute(
          tx,
        )
        return rows.rows.map((row) => row.stix_id)
      })
    expect(await inGroup(idOf('Member A'))).toEqual([testIndicator(101).id, testIndicator(102).id])
    expect(await inGroup(idOf('Member B'))).toEqual([testIndicator(102).id])
    expect(await count(idOf('Member B'), 'taxii_statuses')).toBe(0)
    expect(await count(crypto.randomUUID(), 'taxii_feed')).toBe(0)
    expect(await count(crypto.randomUUID(), 'taxii_items')).toBe(0)
  })

  test('a kept page shows what a newer version hid as soon as that version expires', async () => {
    const collection = await harness.collection()
    const soon = new Date(harness.now().getTime() + 60_000)
    const [older, newer] = [testIndicator(211, 0), testIndicator(211, 1)]
    await post(harness, collection, [older])
    for (const n of [212, 213]) await post(harness, collection, [testIndicator(n)])
    await post(harness, collection, [newer])
    await sql`update taxii_feed set expires_at = ${soon.toISOString()}::timestamptz
      where group_id = ${collection}::uuid and upto = (select max(upto) from taxii_feed)`.execute(
      database.db,
    )
    const list = async (query: string) =>
      (await ask(harness, `collections/${collection}/objects/${query}`, { as: 'b' })).json.objects
    const [page, match] = ['?limit=2', '?limit=2&match[type]=indicator']
    for (const query of [page, match])
      expect(await list(query)).toEqual([testIndicator(212), testIndicator(213)])
    harness.advance(60_001)
    for (const query of [page, match])
      expect(await list(query)).toEqual([older, testIndicator(212)])
  })

  test('what is recalled is gone from every feed at once, cached pages included', async () => {
    const collection = await harness.collection()
    for (const n of [201, 202, 203]) await post(harness, collection, [testIndicator(n)])
    const list = async () =>
      (await ask(harness, `collections/${collection}/objects/?limit=2`, { as: 'b' })).json.objects
    expect(await list()).toEqual([testIndicator(201), testIndicator(202)])
    const path = `collections/${collection}/objects/${testIndicator(201).id}/`
    expect((await ask(harness, path, { as: 'b', method: 'DELETE' })).status).toBe(403)
    expect((await ask(harness, path, { as: 'a', method: 'DELETE' })).status).toBe(200)
    expect(await list()).toEqual([testIndicator(202), testIndicator(203)])
  })

  test('a new version and a version released twice change pages that were kept', async () => {
    const collection = await harness.collection()
    for (const n of [301, 302, 303]) await post(harness, collection, [testIndicator(n)])
    const list = async (query = '') =>
      (await ask(harness, `collections/${collection}/objects/?limit=2${query}`)).json.objects
    expect(await list()).toEqual([testIndicator(301), testIndicator(302)])
    await post(harness, collection, [testIndicator(301, 5)])
    expect(await list()).toEqual([testIndicator(302), testIndicator(303)])
    await post(harness, collection, [testIndicator(302)], 'b')
    expect(await list('&match[version]=all')).toEqual([testIndicator(301), testIndicator(302)])
  })

  test('reading is recorded once, for the sender to see', async () => {
    const collection = await harness.collection()
    await post(harness, collection, [testIndicator(401)])
    const reads = async () =>
      database.db
        .selectFrom('release_recipients as rr')
        .innerJoin('releases as r', 'r.id', 'rr.release_id')
        .innerJoin('members as m', 'm.id', 'rr.member_id')
        .select(['m.name'])
        .where('r.group_id', '=', collection)
        .where('rr.read_at', 'is not', null)
        .execute()
    expect(await reads()).toEqual([])
    for (let i = 0; i < 2; i++)
      await ask(harness, `collections/${collection}/objects/`, { as: 'b' })
    expect(await reads()).toEqual([{ name: 'Member B' }])
  })

  test('a page read ahead is neither recorded as read nor handed out once it is taken back', async () => {
    const collection = await harness.collection()
    for (const n of [411, 412, 413, 414]) await post(harness, collection, [testIndicator(n)])
    const path = `collections/${collection}/objects/`
    const page = async (next = '') =>
      (await ask(harness, `${path}?limit=1${next}`, { as: 'b' })).json
    const readByB = async (): Promise<number> => {
      const rows = await database.db
        .selectFrom('release_recipients as rr')
        .innerJoin('releases as r', 'r.id', 'rr.release_id')
        .select('rr.release_id')
        .where('r.group_id', '=', collection)
        .where('rr.read_at', 'is not', null)
        .execute()
      return rows.length
    }
    const first = await page()
    const second = await page(`&next=${first.next}`)
    expect(second.objects).toEqual([testIndicator(412)])
    // The page after this one is kept by the time a page that was asked for later has come.
    await page(`&match[type]=indicator`)
    expect(await readByB()).toBe(2)
    await ask(harness, `${path}${testIndicator(413).id}/`, { method: 'DELETE' })
    const third = await page(`&next=${second.next}`)
    expect(third).toEqual({ more: false, objects: [testIndicator(414)] })
    expect(await readByB()).toBe(3)
  })

  test('who leaves the group or is suspended is out with the next request, whatever was remembered', async () => {
    const collection = await harness.collection()
    const idOf = async (name: string): Promise<string> => {
      const rows = database.db.selectFrom('members').select('id').where('name', '=', name)
      return (await rows.executeTakeFirstOrThrow()).id
    }
    const recipients = async (title: string): Promise<number> => {
      const rows = await database.db
        .selectFrom('release_recipients as rr')
        .innerJoin('releases as r', 'r.id', 'rr.release_id')
        .select('rr.member_id')
        .where('r.group_id', '=', collection)
        .where('r.title', '=', title)
        .execute()
      return rows.length
    }
    await post(harness, collection, [testIndicator(601)])
    expect(await recipients('1 object posted over TAXII')).toBe(2)
    const list = () => ask(harness, `collections/${collection}/objects/`, { as: 'b' })
    expect((await list()).status).toBe(200)

    const other = await idOf('Member C')
    const setActive = (active: boolean) =>
      database.db.updateTable('members').set({ active }).where('id', '=', other).execute()
    await setActive(false)
    await post(harness, collection, [testIndicator(602), testIndicator(603)])
    expect(await recipients('2 objects posted over TAXII')).toBe(1)
    await setActive(true)

    await database.db
      .deleteFrom('group_members')
      .where('group_id', '=', collection)
      .where('member_id', '=', await idOf('Member B'))
      .execute()
    expect((await list()).status).toBe(404)
    await post(
      harness,
      collection,
      [604, 605, 606].map((n) => testIndicator(n)),
    )
    expect(await recipients('3 objects posted over TAXII')).toBe(1)
  })

  test('objects posted together are taken back together, not one by one', async () => {
    const collection = await harness.collection()
    await post(harness, collection, [testIndicator(501), testIndicator(502)])
    const path = `collections/${collection}/objects/${testIndicator(501).id}/`
    const { status, json } = await ask(harness, path, { method: 'DELETE' })
    expect(status).toBe(403)
    expect(json.description).toMatch(/recall release/)
  })

  test('an object that two machines delete at once is taken back, and neither is told of a fault', async () => {
    const collection = await harness.collection()
    await post(harness, collection, [testIndicator(701)])
    const path = `collections/${collection}/objects/${testIndicator(701).id}/`
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => ask(harness, path, { method: 'DELETE' })),
    )
    // Whoever comes when it is gone already finds none.
    for (const { status } of answers) expect([200, 404]).toContain(status)
    const left = await ask(harness, `collections/${collection}/objects/`, { as: 'b' })
    expect(left.json.objects ?? []).toEqual([])
  })

  test('a cookie does not sign in here', async () => {
    const answer = await ask(harness, '/taxii2/', { as: null, headers: { cookie: 'session=x' } })
    expect(answer.status).toBe(401)
  })
})
