import {
  createRelease,
  getReleaseObjects,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { openStage, START, type Actor, type Stage } from './members-at-work.ts'

onServer('sharing under attack', (open) => {
  let database: TestDatabase
  let stage: Stage
  let sender: Actor
  let peer: Actor
  let group: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    sender = await stage.admit('Platform A', 'platform')
    peer = await stage.admit('Platform B', 'platform')
    group = await stage.found('Pair', [sender, peer])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const note = (changes: object = {}) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: START.toISOString(),
    modified: START.toISOString(),
    content: 'Seen in step',
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    ...changes,
  })
  const draftOf = (objects: unknown[]): ReleaseDraft => ({
    title: 'Coordinated accounts',
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
    },
    objects,
  })
  const release = async (objects: unknown[]) => {
    const draft = draftOf(objects)
    const { digest, faults } = await sender.call(previewRelease, { body: draft })
    const sent = sender.call(createRelease, { body: { draft, digest } })
    return { faults, sent }
  }
  const countObjects = async () => {
    const rows = await sql<{ n: number }>`select count(*)::int as n from objects`.execute(
      database.db,
    )
    return rows.rows[0]?.n
  }

  test('a version that stands twice in one bundle is named, and nothing of it is kept', async () => {
    const twice = note()
    const before = await countObjects()
    const { faults, sent } = await release([twice, note(), { ...twice, content: 'Other words' }])
    expect(faults).toEqual([
      { object: twice.id, path: '/id', message: expect.stringContaining('twice') },
    ])
    await expect(sent).rejects.toMatchObject({ code: 'bad-request' })
    expect(await countObjects()).toBe(before)
  })

  test('the same version with other content is refused and named; the same content in another order is not', async () => {
    const first = note()
    await (
      await release([first])
    ).sent
    const { faults, sent } = await release([{ ...first, content: 'Rewritten' }])
    expect(faults).toMatchObject([{ object: first.id, path: '/modified' }])
    await expect(sent).rejects.toMatchObject({ code: 'bad-request' })
    const reordered = Object.fromEntries(Object.entries(first).toReversed())
    const again = await release([reordered, note()])
    expect(again.faults).toEqual([])
    await again.sent
    await (
      await release([{ ...first, modified: '2026-10-02T00:00:00.000Z' }])
    ).sent
  })

  test('what comes by the API is kept in the bytes its producer wrote, however the rest of the body is written', async () => {
    const { content: _content, ...rest } = note()
    const own = `${JSON.stringify(rest).slice(0, -1)},\n  "confidence": 80.0, "content": "caf\\u00e9 \\/ 1e2" }`
    const draft = JSON.stringify({ ...draftOf([]), title: 'In its own bytes' })
    const text = draft.replace('"objects":[]', `"objects": [ ${own} ]`)
    const post = async (path: string, body: string) => {
      const headers = { 'content-type': 'application/json' }
      return (await sender.send(path, { method: 'POST', headers, body })).json()
    }
    const { digest, faults } = await post('/api/releases/preview', text)
    expect(faults).toEqual([])
    const { summary } = await post(
      '/api/releases',
      `{ "digest": "${digest}",\n\t"draft" : ${text.replace('"title":', '"title": ')} }`,
    )
    const bundle = await peer.send(`/api/releases/${summary.id}/objects`)
    expect(await bundle.text()).toContain(own)
  })

  test('an object in which a name stands twice is named and nothing of it is kept', async () => {
    const twice = note()
    const text = JSON.stringify(draftOf([twice])).replace(
      '"content":',
      '"content":"other words","content":',
    )
    const headers = { 'content-type': 'application/json' }
    const reply = await sender.send('/api/releases/preview', {
      method: 'POST',
      headers,
      body: text,
    })
    expect((await reply.json()).faults).toEqual([
      { object: twice.id, path: '', message: expect.stringContaining('twice') },
    ])
  })

  test('objects that are no STIX are refused with the place of each fault', async () => {
    const objects = [
      null,
      7,
      'x',
      {},
      { type: 'note' },
      note({ created: 'yesterday' }),
      note({ object_refs: [] }),
    ]
    const { faults } = await sender.call(previewRelease, { body: draftOf(objects) })
    expect(new Set(faults.map((fault) => fault.object)).size).toBe(objects.length)
    expect(faults.some((fault) => fault.path === '/created')).toBe(true)
  })

  test('ten thousand objects go through whole, and one more is too many', async () => {
    const objects = Array.from({ length: 10_000 }, () => note())
    const { sent } = await release(objects)
    const { id } = (await sent).summary
    const bundle = await peer.call(getReleaseObjects, { params: { id } })
    expect(bundle.objects.length).toBe(10_003)
    const body = draftOf([...objects, note()])
    await expect(sender.call(previewRelease, { body })).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  test('a body that is no JSON, of another type, or over the limit is refused before anything is read', async () => {
    const post = (body: string, type = 'application/json') =>
      sender.send('/api/releases/preview', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      })
    const codes = [
      (await post('{"title":')).status,
      (await post('{}', 'text/plain')).status,
      (await post('{}')).status,
      (await post(`{"title":"${'x'.repeat((32 << 20) + 1)}"}`)).status,
    ]
    expect(codes).toEqual([400, 415, 400, 413])
  })

  test('a reader racing a recall gets the whole bundle or nothing, and the record agrees', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = (await (await release([note()])).sent).summary
      const [read] = await Promise.allSettled([
        peer.call(getReleaseObjects, { params: { id } }),
        sender.call(recallRelease, { params: { id }, body: { reason: 'Wrong' } }),
      ])
      const line = await database.db
        .selectFrom('release_recipients')
        .select(['read_at', 'withdrawn_at'])
        .where('release_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(line.withdrawn_at).not.toBeNull()
      expect(line.read_at !== null).toBe(read.status === 'fulfilled')
      if (read.status === 'rejected') expect(read.reason).toMatchObject({ code: 'expired' })
    }
  })

  test('in raw SQL a stranger finds no row of releases, recipients, refusals, uploads, runs or findings', async () => {
    const stranger = await stage.admit('Platform C', 'platform')
    const at = START
    const upload = randomUUID()
    await sql`insert into uploads (id, member_id, file_name, bytes, rows, columns, mapping, uploaded_at)
      values (${upload}, ${sender.id}, 'a.csv', 1, 1, '[]', '{}', ${at})`.execute(database.db)
    await sql`insert into detection_runs (id, member_id, upload_id, detector, parameters, state, phase, progress, started_at, beat_at)
      values (${randomUUID()}, ${sender.id}, ${upload}, 'coordination', '{}', 'done', 'done', 1, ${at}, ${at})`.execute(
      database.db,
    )
    await sql`insert into findings (id, kind, member_id, title, trace, accounts, score, first_at, last_at, found_at, body)
      values (${randomUUID()}, 'network', ${sender.id}, 'x', 'link', 3, 1, ${at}, ${at}, ${at}, '{}')`.execute(
      database.db,
    )
    await sql`insert into refusals (id, at, act, subject, by_member, rule, reason, log_index)
      values (${randomUUID()}, ${at}, 'release', 'x', ${sender.id}, 'x', 'x', 0)`.execute(
      database.db,
    )
    const tables = [
      'releases',
      'release_recipients',
      'release_objects',
      'objects',
      'refusals',
      'uploads',
      'detection_runs',
      'findings',
    ]
    const seenBy = (memberId: string) =>
      asMember(database.db, { memberId }, at, async (tx) => {
        const seen: Record<string, boolean> = {}
        for (const table of tables) {
          const rows = await sql.raw(`select 1 from ${table} limit 1`).execute(tx)
          seen[table] = rows.rows.length > 0
        }
        return seen
      })
    const all = (value: boolean) => Object.fromEntries(tables.map((table) => [table, value]))
    expect(await seenBy(stranger.id)).toEqual(all(false))
    expect(await seenBy(sender.id)).toEqual(all(true))
  })
})
