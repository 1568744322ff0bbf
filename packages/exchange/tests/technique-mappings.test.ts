/** What analysts map to techniques: their member's own, changed and revoked with history, and shared only when chosen. */
import {
  approveErasure,
  askErasure,
  changeMapping,
  countMappings,
  createRelease,
  draftMappings,
  draftStix,
  findTechniques,
  getReleaseObjects,
  importFindings,
  importFramework,
  listErasures,
  listFrameworks,
  listMappingHistory,
  listMappings,
  listTechniqueMappings,
  mapTechnique,
  previewRelease,
  type BodyOf,
  type MappedKind,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { linesOf, openRoom, type Room } from './answering.ts'
import { framework, technique, tie, type Source } from './framework.ts'
import type { Actor } from './members-at-work.ts'

let database: TestDatabase
let room: Room
let second: Actor
let finding: string
beforeAll(async () => {
  database = await freshPostgres()
  room = await openRoom(database)
  second = await room.stage.join(room.platform, ['analyst'])
  await load(framework([technique(1), technique(2), technique(3, { x_mitre_deprecated: true })]))
  finding = await findingOf(room.platform)
})
afterAll(async () => {
  await room?.close()
  await database?.close()
})

const load = (objects: Source[]) =>
  room.hub.call(importFramework, { body: { objects, leftOut: {}, sha256: 'a'.repeat(64) } })
const idOf = async (code: string) =>
  (await room.platform.call(findTechniques, { query: { words: code } })).items[0]!.id

const AT = '2026-09-30T10:00:00.000Z'

async function findingOf(by: Actor): Promise<string> {
  const parameters = { trace: 'link', window: 60, mode: 'pairs', minWeight: 3, minMembers: 2 }
  const document = {
    version: 1,
    kind: 'network',
    id: 'finding-1',
    trace: 'link',
    summary: 'Two accounts in step',
    score: 0.5,
    q: 0.001,
    started: AT,
    ended: AT,
    members: ['a', 'b'].map((account) => ({
      account,
      score: 0.5,
      degree: 1,
      posts: 3,
      matched: 3,
    })),
    membersTotal: 2,
    edges: [],
    edgesTotal: 0,
    evidence: [],
    evidenceTotal: 0,
    timeline: { from: AT, binSeconds: 600, counts: [4] },
    parameters: { ...parameters, seed: 1, maxAccountsPerObject: null },
    caveats: [],
  }
  const { items } = await by.call(importFindings, { body: { findings: [document] } })
  return items[0]!.id
}

type What = { kind?: MappedKind; ref?: string; code?: string; note?: string }
const map = async (by: Actor, { kind = 'finding', ref = finding, code = 'T0001', note }: What) =>
  by.call(mapTechnique, {
    body: {
      techniqueId: await idOf(code),
      kind,
      ref,
      confidence: 'moderate',
      ...(note === undefined ? {} : { note }),
    },
  })
const mappedOf = async (by: Actor, kind: MappedKind, ref: string) =>
  (await by.call(listMappings, { query: { kind, ref } })).items

test('a mapping is shown with author, words and version to its member, and to nobody else', async () => {
  const mapping = await map(room.platform, { note: 'Same host as before' })
  expect(mapping).toMatchObject({
    technique: { code: 'T0001' },
    state: 'stands',
    confidence: 'moderate',
    note: 'Same host as before',
    version: 1,
    isChangedSince: false,
  })
  expect(await mappedOf(second, 'finding', finding)).toEqual([mapping])
  const others = [room.peer, room.agency, room.researcher]
  for (const other of others) expect(await mappedOf(other, 'finding', finding)).toEqual([])
  const seen = (memberId: string) =>
    asMember(database.db, { memberId }, room.stage.clock.now(), async (tx) => {
      const { rows } = await sql<{
        n: number
      }>`select (select count(*) from technique_mappings)::int
        + (select count(*) from technique_mapping_says)::int as n`.execute(tx)
      return rows[0]!.n
    })
  expect(await seen(room.platform.id)).toBe(2)
  expect(await seen(room.peer.id)).toBe(0)
  // The public log says that a member acted, and no more.
  expect((await linesOf(room.outside)).map(({ kind }) => kind)).not.toContain('technique.mapped')
})

test('it is said otherwise and revoked with its history, and of two who change it at once one is refused', async () => {
  const [mapping] = await mappedOf(room.platform, 'finding', finding)
  const change = (by: Actor, body: Partial<BodyOf<typeof changeMapping>>) =>
    by.call(changeMapping, {
      params: { id: mapping!.id },
      body: { version: 1, state: 'stands', confidence: 'high', ...body },
    })
  const [done] = await Promise.allSettled([change(room.platform, {}), change(second, {})]).then(
    (both) => both.toSorted((a, b) => a.status.localeCompare(b.status)),
  )
  expect(done!.status).toBe('fulfilled')
  const [now] = await mappedOf(room.platform, 'finding', finding)
  expect(now).toMatchObject({ version: 2, confidence: 'high' })
  await expect(change(second, { version: 1 })).rejects.toMatchObject({ code: 'conflict' })
  await change(second, { version: 2, state: 'revoked' })
  const again = await map(room.platform, { note: 'Seen again' })
  expect(again).toMatchObject({ id: mapping!.id, version: 4, state: 'stands' })
  await expect(map(second, {})).rejects.toMatchObject({ code: 'conflict' })
  const { items } = await second.call(listMappingHistory, { params: { id: mapping!.id } })
  expect(items.map(({ version, state }) => [version, state])).toEqual([
    [4, 'stands'],
    [3, 'revoked'],
    [2, 'stands'],
    [1, 'stands'],
  ])
  const hidden = room.peer.call(listMappingHistory, { params: { id: mapping!.id } })
  await expect(hidden).rejects.toMatchObject({ code: 'not-found' })
})

test('what the member does not see, a technique that no longer stands, and a machine are refused', async () => {
  await expect(map(room.peer, {})).rejects.toMatchObject({ code: 'not-found' })
  await expect(map(room.platform, { kind: 'report' })).rejects.toMatchObject({ code: 'not-found' })
  const fallen = map(room.platform, { code: 'T0003' })
  await expect(fallen).rejects.toMatchObject({ code: 'conflict' })
  const machine = await room.stage.withKey(room.platform)
  await expect(map(machine, { code: 'T0002' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the page of a technique names what the viewer sees and counts the rest; the matrix counts all', async () => {
  const techniqueId = await idOf('T0001')
  const read = (by: Actor) => by.call(listTechniqueMappings, { params: { id: techniqueId } })
  expect(await read(second)).toMatchObject({
    items: [{ kind: 'finding', ref: finding, title: expect.any(String) }],
    withheld: 0,
    more: 0,
  })
  expect(await read(room.peer)).toEqual({ items: [], withheld: 0, more: 0 })
  // As a release that its terms hide by now is: the mapping is there, what it is about is not.
  const { db } = database
  await sql`update technique_mappings set ref = ${randomUUID()}::uuid where ref = ${finding}::uuid`.execute(
    db,
  )
  expect(await read(second)).toEqual({ items: [], withheld: 1, more: 0 })
  await sql`update technique_mappings set ref = ${finding}::uuid`.execute(db)
  const { id } = (await second.call(listFrameworks)).items[0]!
  const counted = (by: Actor) => by.call(countMappings, { params: { id } })
  expect((await counted(second)).items).toEqual([{ techniqueId, count: 1 }])
  expect((await counted(room.peer)).items).toEqual([])
})

test('nothing goes along with a release unless chosen; what goes is of the member, and refers to the framework by number', async () => {
  const { objects } = await room.platform.call(draftStix, { params: { id: finding } })
  expect(objects.map((one) => (one as { type: string }).type)).not.toContain('attack-pattern')
  const grouping = (objects as { type: string; id: string }[]).find(
    ({ type }) => type === 'grouping',
  )!
  const [mapping] = await mappedOf(room.platform, 'finding', finding)
  const along = await room.platform.call(draftMappings, {
    body: { ids: [mapping!.id], source: grouping.id },
  })
  const draft = {
    title: 'With its technique',
    terms: {
      groupId: room.group,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
      named: [room.peer.id],
    },
    objects: [...objects, ...along.objects],
  }
  const { digest } = await room.platform.call(previewRelease, { body: draft })
  const { summary } = await room.platform.call(createRelease, { body: { draft, digest } })
  const got = await room.peer.call(getReleaseObjects, { params: { id: summary.id } })
  const of = (type: string) =>
    (got.objects as Record<string, unknown>[]).filter((one) => one['type'] === type)
  const author = `identity--${room.platform.id}`
  expect(of('attack-pattern')).toMatchObject([
    {
      name: 'Technique 1',
      created_by_ref: author,
      external_references: [{ source_name: 'example', external_id: 'T0001' }],
      kill_chain_phases: [{ kill_chain_name: 'example', phase_name: 'act' }],
    },
  ])
  expect(of('attack-pattern')[0]).not.toHaveProperty('description')
  expect(of('relationship')).toMatchObject([
    {
      relationship_type: 'related-to',
      source_ref: grouping.id,
      target_ref: of('attack-pattern')[0]!['id'],
      confidence: 50,
      description: 'Seen again',
      created_by_ref: author,
    },
  ])
  // Whoever was given the release maps it for itself.
  const own = await map(room.peer, { kind: 'release', ref: summary.id, code: 'T0002' })
  expect(await mappedOf(room.peer, 'release', summary.id)).toEqual([own])
  expect(await mappedOf(room.platform, 'release', summary.id)).toEqual([])
  const foreign = room.peer.call(draftMappings, {
    body: { ids: [mapping!.id], source: grouping.id },
  })
  await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
})

test('a technique that its framework changes or revokes later keeps what was named by it, and says so', async () => {
  const modified = '2025-06-01T00:00:00.000Z'
  await load(
    framework(
      [
        technique(1, { name: 'Renamed', revoked: true, modified }),
        technique(2),
        tie(1, 'revoked-by', 1, 2),
      ],
      modified,
    ),
  )
  const [mapping] = await mappedOf(room.platform, 'finding', finding)
  expect(mapping).toMatchObject({
    technique: { name: 'Renamed', state: 'revoked' },
    techniqueThen: { name: 'Technique 1' },
    isChangedSince: true,
  })
  await room.platform.call(changeMapping, {
    params: { id: mapping!.id },
    body: { version: mapping!.version, state: 'revoked', confidence: 'low' },
  })
  const again = map(room.platform, { code: 'T0001' })
  await expect(again).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('T0002 Technique 2 stands in its place'),
  })
})

test('an approved erasure of what is mapped empties the notes, and leaves that it was mapped', async () => {
  await room.hub.call(askErasure, { body: { subject: `finding:${finding}`, reason: 'asked for' } })
  const other = await room.stage.join(room.hub, ['operator'])
  const { items } = await other.call(listErasures)
  await other.call(approveErasure, { params: { id: items[0]!.id } })
  const [mapping] = await mappedOf(room.platform, 'finding', finding)
  const history = await room.platform.call(listMappingHistory, { params: { id: mapping!.id } })
  const notes = history.items.flatMap(({ note }) => (note === undefined ? [] : [note]))
  expect(new Set(notes)).toEqual(new Set(['Erased']))
})
