import { onServer, type TestDatabase } from '@tocsin/testkit'
import { testIndicator } from '@tocsin/testkit/taxii'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

const TAXII = 'application/taxii+json;version=2.1'

onServer('what no database can hold', (open) => {
  let database: TestDatabase
  let stage: Stage
  let group: string
  let sender: Actor
  let machines: Actor[]

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    sender = await stage.admit('Platform A', 'platform')
    const peer = await stage.admit('Platform B', 'platform')
    group = await stage.found('Platforms', [sender, peer])
    machines = [await stage.withKey(sender), await stage.withKey(peer)]
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const root = () => `/taxii2/exchange/collections/${group}/objects/`
  const post = async (objects: unknown[]) => {
    const reply = await machines[0]!.send(root(), {
      method: 'POST',
      headers: { 'content-type': TAXII, accept: TAXII },
      body: JSON.stringify({ objects }),
    })
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  }
  const poll = async (query = '') => {
    const reply = await machines[1]!.send(root() + query, { headers: { accept: TAXII } })
    const { objects = [] } = (await reply.json()) as { objects?: { id: string }[] }
    return { status: reply.status, ids: objects.map(({ id }) => id) }
  }
  const old = (n: number) => ({
    ...testIndicator(n),
    created: '0000-01-01T00:00:00.000Z',
    modified: '0000-01-01T00:00:00.000Z',
  })

  test('a version in year 0 fails alone, and every poll goes on', async () => {
    const { status, body } = await post([testIndicator(1), old(2), testIndicator(3)])
    expect(status).toBe(202)
    expect(body).toMatchObject({ success_count: 2, failure_count: 1 })
    expect(body['failures']).toEqual([
      expect.objectContaining({ message: expect.stringContaining('no point in time') }),
    ])
    expect(await poll()).toEqual({ status: 200, ids: [testIndicator(1).id, testIndicator(3).id] })
    expect(await post([old(4)])).toMatchObject({ status: 202, body: { failure_count: 1 } })
  })

  test('whichever way an object comes in, the instant of its version is kept with it', async () => {
    const { created: _created, modified: _modified, ...observable } = testIndicator(20)
    const address = {
      ...observable,
      type: 'ipv4-addr',
      id: `ipv4-addr--${observable.id.slice('indicator--'.length)}`,
      value: '192.0.2.1',
    }
    const finest = { ...testIndicator(21), modified: '2026-10-01T12:00:00.123456789Z' }
    expect((await post([finest, address])).body).toMatchObject({ success_count: 2 })
    // One of them is known, so that each is settled by itself.
    const later = { ...testIndicator(22), modified: '2026-10-01T12:00:01.000Z' }
    expect((await post([finest, later])).body).toMatchObject({ success_count: 2 })
    const { rows } = await sql<{ id: string; version: string; right: boolean }>`
      select stix_id as id, version, version_at is not distinct from tocsin_instant(version) as right from objects`.execute(
      database.db,
    )
    expect(rows.map(({ version }) => version)).toEqual(
      expect.arrayContaining([finest.modified, later.modified]),
    )
    expect(rows.map(({ id }) => id)).toContain(address.id)
    expect(rows.filter(({ right }) => !right)).toEqual([])
  })

  test('a row that should never have come in hides no other', async () => {
    await sql`update objects set version = '0000-01-01T00:00:00.000Z', version_at = null
      where stix_id = ${testIndicator(1).id}`.execute(database.db)
    await sql`insert into taxii_repeated (stix_id) select stix_id from objects on conflict do nothing`.execute(
      database.db,
    )
    await sql`update release_objects set repeated = true`.execute(database.db)
    for (const query of ['', '?match[version]=all', '?match[version]=first'])
      expect(await poll(query)).toMatchObject({
        status: 200,
        ids: expect.arrayContaining([testIndicator(1).id, testIndicator(3).id]),
      })
  })

  test('a draft with such a version, or terms that end in year 0, is refused by field', async () => {
    const terms = {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
    }
    const ask = (draft: object) =>
      sender.send('/api/releases/preview', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(draft),
      })
    const title = 'Old'
    const faulty = await (await ask({ title, terms, objects: [old(6)] })).json()
    expect(faulty).toMatchObject({ faults: [{ path: '/modified' }] })
    const ends = { ...terms, expiresAt: '0000-01-01T00:00:00Z' }
    expect((await ask({ title, terms: ends, objects: [testIndicator(7)] })).status).toBe(400)
  })

  test('numbers past what is counted with, and text that is no text, are refused in words', async () => {
    for (const path of [
      '/api/receipts/99999999999999999999',
      '/api/receipts/9007199254740993',
      '/api/log?before=9223372036854775808',
      '/api/log?before=99999999999999999999999',
      '/api/releases?direction=in&after=999999999999999999',
      '/api/jurisdictions?search=%00',
      '/api/releases?direction=in&after=%00',
    ]) {
      const reply = await sender.send(path)
      expect([path, reply.status]).toEqual([path, 400])
    }
    expect((await sender.send('/api/receipts/9007199254740991')).status).toBe(404)
  })
})
