/** An operation over its seasons: networks known again by each other, what named them, and what was known of them when. */
import {
  changeMapping,
  createRelease,
  draftStix,
  findTechniques,
  getLineage,
  importFindings,
  importFramework,
  listTechniqueMappings,
  mapTechnique,
  openCase,
  previewRelease,
  putInCase,
  recallRelease,
  triageNetworks,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from './answering.ts'
import { framework, technique } from './framework.ts'
import type { Actor } from './members-at-work.ts'

const HOUR = 3_600_000
const AT = '2026-09-30T10:00:00.000Z'

let database: TestDatabase
let room: Room
beforeAll(async () => {
  database = await freshPostgres()
  room = await openRoom(database)
  const objects = framework([technique(1)])
  await room.hub.call(importFramework, { body: { objects, leftOut: {}, sha256: 'a'.repeat(64) } })
})
afterAll(async () => {
  await room?.close()
  await database?.close()
})

let imports = 0
function network(accounts: string) {
  const parameters = { trace: 'link', window: 60, mode: 'pairs', minWeight: 3, minMembers: 2 }
  imports += 1
  return {
    version: 1,
    kind: 'network',
    id: `finding-${imports}`,
    trace: 'link',
    summary: `Accounts in step ${imports}`,
    score: 0.5,
    q: 0.001,
    started: AT,
    ended: AT,
    members: [...accounts].map((account) => ({
      account,
      score: 0.5,
      degree: 1,
      posts: 3,
      matched: 3,
    })),
    membersTotal: accounts.length,
    edges: [],
    edgesTotal: 0,
    evidence: [],
    evidenceTotal: 0,
    timeline: { from: AT, binSeconds: 600, counts: [4] },
    parameters: { ...parameters, seed: 1, maxAccountsPerObject: null },
    caveats: [],
  }
}

const now = () => room.stage.clock.now().toISOString()
/** Brings one network an hour later than what was before. */
async function bring(by: Actor, accounts: string): Promise<string> {
  room.stage.clock.advance(HOUR)
  const { items } = await by.call(importFindings, { body: { findings: [network(accounts)] } })
  return items[0]!.id
}
/** An instant an hour after what was before, and an hour before what follows. */
function later(): string {
  room.stage.clock.advance(HOUR)
  const at = now()
  room.stage.clock.advance(HOUR)
  return at
}
const read = (by: Actor, id: string, at?: string) =>
  by.call(getLineage, { params: { id }, query: at === undefined ? {} : { at } })

test('networks that are tied to each other in turn stand together, each beside the one before and the first', async () => {
  const first = await bring(room.platform, 'abcdef')
  const other = await bring(room.platform, 'uvwxyz')
  const second = await bring(room.platform, 'cdefgh')
  const third = await bring(room.platform, 'efghij')
  await bring(room.peer, 'abcdef')
  for (const id of [first, second, third]) {
    const lineage = await read(room.platform, id)
    expect(lineage.seasons.map((one) => one.id)).toEqual([third, second, first])
    expect(lineage).toMatchObject({ later: 0, beyond: 0, isPart: false, withheld: 0, unlisted: 0 })
  }
  const { seasons } = await read(room.platform, first)
  expect(seasons[0]).toMatchObject({
    accounts: 6,
    held: 6,
    beside: { id: second, common: 4, came: 2, went: 2 },
    besideFirst: { id: first, common: 2, came: 4, went: 4 },
  })
  expect(seasons[2]).not.toHaveProperty('beside')
  expect((await read(room.platform, other)).seasons.map((one) => one.id)).toEqual([other])
})

test('another member has no such finding, and an instant that is to come is refused', async () => {
  const id = await bring(room.platform, 'klmnop')
  await expect(read(room.peer, id)).rejects.toMatchObject({ code: 'not-found' })
  const tomorrow = new Date(Date.parse(now()) + 24 * HOUR).toISOString()
  await expect(read(room.platform, id, tomorrow)).rejects.toMatchObject({ code: 'bad-request' })
})

test('what was known is shown as it stood at an instant: what was found, said, named and released by then', async () => {
  const { platform, peer } = room
  const before = later()
  const id = await bring(platform, '123456')
  const found = later()
  const techniqueId = (await platform.call(findTechniques, { query: { words: 'T0001' } })).items[0]!
    .id
  const mapping = await platform.call(mapTechnique, {
    body: { techniqueId, kind: 'finding', ref: id, confidence: 'low' },
  })
  await platform.call(triageNetworks, {
    body: { changes: [{ id, version: 0, state: 'looking', note: 'Looks like spring' }] },
  })
  const looking = later()
  const { objects } = await platform.call(draftStix, { params: { id } })
  const draft = {
    title: 'Seen again',
    findingId: id,
    terms: {
      groupId: room.group,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
      named: [peer.id],
    },
    objects,
  }
  const { digest } = await platform.call(previewRelease, { body: draft })
  const { summary } = await platform.call(createRelease, { body: { draft, digest } })
  const opened = await platform.call(openCase, {
    body: { groupId: room.group, title: 'Spring', purpose: 'election-security', invited: [] },
  })
  await platform.call(putInCase, {
    params: { id: opened.id },
    body: { kind: 'release', ref: summary.id },
  })
  const released = later()
  await platform.call(changeMapping, {
    params: { id: mapping.id },
    body: { version: 1, state: 'revoked', confidence: 'low' },
  })
  await platform.call(recallRelease, { params: { id: summary.id }, body: { reason: 'a mistake' } })
  const again = await bring(platform, '123457')

  expect(await read(platform, id, before)).toMatchObject({ seasons: [], later: 2, releases: [] })
  const atFound = await read(platform, id, found)
  expect(atFound).toMatchObject({ at: found, later: 1, seasons: [{ id, techniques: [] }] })
  expect(atFound.seasons[0]).not.toHaveProperty('said')
  expect(await read(platform, again, looking)).toMatchObject({
    seasons: [
      {
        id,
        said: { state: 'looking', note: 'Looks like spring' },
        techniques: [{ code: 'T0001', confidence: 'low' }],
      },
    ],
    releases: [],
    cases: [],
  })
  const then = await read(platform, id, released)
  expect(then).toMatchObject({
    releases: [{ id: summary.id, title: 'Seen again' }],
    cases: [{ id: opened.id, title: 'Spring' }],
  })
  expect(then.releases[0]).not.toHaveProperty('recalledAt')
  const current = await read(platform, id)
  expect(current).toMatchObject({
    seasons: [{ id: again }, { id, techniques: [] }],
    releases: [{ id: summary.id, recalledAt: expect.any(String) }],
  })
  expect(current).not.toHaveProperty('at')
  const mapped = await platform.call(listTechniqueMappings, { params: { id: techniqueId } })
  expect(mapped.items).toEqual([])
})

test('of an operation of more networks than are looked through it is said', async () => {
  const id = await bring(room.platform, 'qrstuv')
  const { db } = database
  await sql`insert into findings select c.* from findings f, generate_series(1, 1000) g,
    jsonb_populate_record(null::findings, to_jsonb(f) || jsonb_build_object('id', gen_random_uuid(), 'of', g)) c
    where f.id = ${id}::uuid`.execute(db)
  await sql`insert into finding_links select f.id, ${id}::uuid, f.member_id, 5, 6 from findings f
    where f.id <> ${id}::uuid and f.found_at = (select found_at from findings where id = ${id}::uuid)`.execute(
    db,
  )
  const lineage = await read(room.platform, id)
  expect(lineage).toMatchObject({ isPart: true, beyond: 901 })
  expect(lineage.seasons).toHaveLength(100)
})

test('releases beyond the most that are listed are counted', async () => {
  const id = await bring(room.platform, 'ABCDEF')
  await sql`insert into releases select c.* from (select * from releases where recalled_at is not null limit 1) r,
    (select max(position) as last from releases) m, generate_series(1, 203) g, jsonb_populate_record(null::releases,
      to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'finding_id', ${id}::text, 'position', m.last + g)) c`.execute(
    database.db,
  )
  const { releases, withheld, unlisted } = await read(room.platform, id)
  expect([releases.length + withheld, unlisted]).toEqual([200, 3])
})
