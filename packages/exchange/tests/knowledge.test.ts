/** Knowledge: a framework of techniques is loaded whole or not at all, and a newer version loses nothing of the one before. */
import {
  findTechniques,
  getTechnique,
  importFramework,
  listFrameworks,
  listTechniques,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { framework, PATTERN, technique, tie, type Source } from './framework.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const SHA = 'a'.repeat(64)
const SECOND = '2025-06-01T00:00:00.000Z'

onServer('Knowledge', (open) => {
  let database: TestDatabase
  let stage: Stage
  let operator: Actor
  let reader: Actor

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    operator = await stage.admit('Hub', 'hub', ['operator'])
    reader = await stage.admit('Reader', 'platform')
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const load = (objects: Source[]) =>
    operator.call(importFramework, { body: { objects, leftOut: { malware: 3 }, sha256: SHA } })
  const entries = async () => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p join log_entries e using (index)
      where e.leaf::json ->> 'kind' = 'framework.loaded' order by index`.execute(database.db)
    return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
  }
  const idOf = async (code: string) => {
    const { items } = await reader.call(findTechniques, { query: { words: code } })
    return items.find((one) => one.code === code)!.id
  }
  const read = async (code: string) =>
    reader.call(getTechnique, { params: { id: await idOf(code) } })

  test('with nothing loaded there is nothing, and a file with faults writes nothing', async () => {
    expect(await reader.call(listFrameworks)).toEqual({ items: [] })
    const said = await load(framework([technique(1, { name: 7 }), technique(2)]))
    expect(said.framework).toBeUndefined()
    expect(said).toMatchObject({ faulty: 1, faults: [{ object: PATTERN(1) }] })
    expect(await reader.call(listFrameworks)).toEqual({ items: [] })
    expect(await entries()).toEqual([])
  })

  test('a framework is loaded by an operator on record, and anybody signed in browses it', async () => {
    const said = await load(
      framework([
        technique(1, { description: 'Flood a word that many look for' }),
        technique(2),
        technique(3),
        technique(4),
        tie(1, 'subtechnique-of', 2, 1),
      ]),
    )
    expect(said).toMatchObject({ added: 4, changed: 0, gone: 0, faulty: 0 })
    const { items } = await reader.call(listFrameworks)
    expect(items).toMatchObject([
      { name: 'Example framework', counts: { current: 4, absent: 0 }, leftOut: { malware: 3 } },
    ])
    const all = await reader.call(listTechniques, { params: { id: items[0]!.id } })
    expect(all.items.map(({ code }) => code)).toEqual(['T0001', 'T0002', 'T0003', 'T0004'])
    expect(await read('T0001')).toMatchObject({ tacticNames: ['Act'], subs: [{ code: 'T0002' }] })
    expect(await read('T0002')).toMatchObject({ parent: { code: 'T0001' } })
    expect(await entries()).toMatchObject([
      { by: { member: operator.id, person: operator.personId }, sha256: SHA, added: 4 },
    ])
  })

  test('words are found in number, name and text, what is named by them first', async () => {
    const found = async (words: string) =>
      (await reader.call(findTechniques, { query: { words } })).items.map(({ code }) => code)
    expect(await found('FLOOD many')).toEqual(['T0001'])
    expect(await found('technique 3')).toEqual(['T0003'])
    expect(await found('100% _')).toEqual([])
    expect(await found('t0001 technique')).toEqual(['T0001'])
  })

  test('a newer version changes what it holds, follows what was revoked, and keeps what it no longer holds', async () => {
    const said = await load(
      framework(
        [
          technique(1, { revoked: true, modified: SECOND }),
          technique(2, { revoked: true, modified: SECOND }),
          technique(3, { name: 'Renamed', modified: SECOND }),
          technique(5, { x_mitre_deprecated: true }),
          tie(2, 'revoked-by', 1, 2),
          tie(3, 'revoked-by', 2, 3),
        ],
        SECOND,
      ),
    )
    expect(said).toMatchObject({ added: 1, changed: 3, gone: 1 })
    expect(said.framework!.counts).toEqual({ current: 1, deprecated: 1, revoked: 2, absent: 1 })
    expect(await read('T0001')).toMatchObject({ state: 'revoked', successor: { name: 'Renamed' } })
    expect(await read('T0004')).toMatchObject({ state: 'absent' })
    expect(await read('T0005')).toMatchObject({ state: 'deprecated' })
  })

  test('a ring of revoked techniques ends, and an older version is refused', async () => {
    const ring = [
      technique(1, { revoked: true, modified: SECOND }),
      technique(2, { revoked: true, modified: SECOND }),
      technique(3, { revoked: true, modified: SECOND }),
      tie(2, 'revoked-by', 1, 2),
      tie(3, 'revoked-by', 2, 3),
      tie(4, 'revoked-by', 3, 1),
    ]
    expect(await load(framework(ring, SECOND))).toMatchObject({ faulty: 0 })
    expect(await read('T0001')).toMatchObject({ state: 'revoked' })
    await expect(load(framework([technique(9)]))).rejects.toMatchObject({ code: 'conflict' })
    const older = await load(framework([technique(3)], SECOND))
    expect(older).toMatchObject({ faulty: 1, faults: [{ object: PATTERN(3) }] })
    expect(await read('T0003')).toMatchObject({ state: 'revoked' })
    expect((await entries()).length).toBe(3)
  })

  test('two who load a framework at once do so one after the other', async () => {
    const objects = framework([technique(1, { modified: SECOND }), technique(7)], SECOND)
    const said = await Promise.all([load(objects), load(objects)])
    expect(said.map(({ added }) => added).toSorted()).toEqual([0, 1])
    expect((await reader.call(listFrameworks)).items).toHaveLength(1)
  })
})
