import {
  createRelease,
  getReleaseObjects,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runScript } from '../src/db/database.ts'
import { migration020 } from '../src/db/migrations/020-release-runs.ts'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

onServer('a release after a recall', (open) => {
  let database: TestDatabase
  let stage: Stage
  let sender: Actor
  let peers: Actor[]
  let group: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    sender = await stage.admit('Platform A', 'platform')
    peers = [await stage.admit('Platform B', 'platform'), await stage.admit('Agency', 'agency')]
    group = await stage.found('Platforms', [sender, ...peers])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const note = (content: string) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content,
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  })
  const release = async (objects: unknown[], title = 'A network') => {
    const terms = {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter, section 2',
    } as const
    const draft: ReleaseDraft = { title, terms, objects }
    const { digest } = await sender.call(previewRelease, { body: draft })
    return (await sender.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const recall = (id: string) =>
    sender.call(recallRelease, { params: { id }, body: { reason: 'One was wrong' } })
  /** Ids of the notes that a member opens on the screen. */
  const opened = async (id: string, by: Actor) => {
    const { objects } = await by.call(getReleaseObjects, { params: { id } })
    return (objects as { id: string }[]).map((o) => o.id).filter((one) => one.startsWith('note'))
  }
  const polled = async (by: Actor) => {
    const machine = await stage.withKey(by)
    const reply = await machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
      headers: { accept: 'application/taxii+json;version=2.1' },
    })
    const { objects = [] } = (await reply.json()) as { objects?: { id: string }[] }
    return objects.map((o) => o.id).filter((one) => one.startsWith('note'))
  }

  test('the same again, corrected, overlapping and disjoint: each stands by itself', async () => {
    const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map(note)
    const ids = (...notes: (typeof a)[]) => notes.map((one) => one!.id)
    const readers = [sender, ...peers]
    const first = await release([a, b, c])
    await recall(first)
    for (const by of peers)
      await expect(opened(first, by)).rejects.toMatchObject({ rule: 'read-recalled' })
    const again = await release([a, b, c])
    for (const by of readers) expect(await opened(again, by)).toEqual(ids(a, b, c))
    await recall(again)
    // Corrected: another one stands where the wrong one stood.
    const corrected = await release([a, d, c], 'Corrected')
    const overlapping = await release([c, e, a], 'Overlapping')
    const disjoint = await release([f], 'Disjoint')
    for (const by of readers) {
      expect(await opened(corrected, by)).toEqual(ids(a, d, c))
      expect(await opened(overlapping, by)).toEqual(ids(c, e, a))
      expect(await opened(disjoint, by)).toEqual(ids(f))
      expect((await polled(by)).toSorted()).toEqual(ids(a, c, d, e, f).toSorted())
    }
    await recall(corrected)
    for (const by of peers) {
      expect(await opened(overlapping, by)).toEqual(ids(c, e, a))
      expect((await polled(by)).toSorted()).toEqual(ids(a, c, e, f).toSorted())
    }
  })

  test('whatever the order, a release holds its own objects in that order and no other', async () => {
    const all = Array.from({ length: 9 }, (_, i) => note(`${i}`))
    await release(all, 'All')
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: 1 }), async (some) => {
        const id = await release(some, `Some ${randomUUID()}`)
        expect(await opened(id, peers[0]!)).toEqual(some.map((one) => one.id))
      }),
      { numRuns: 15 },
    )
  })

  test('a release whose runs reached over what it does not hold is mended by the next start', async () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(note)
    await release([a, b, c], 'Earlier')
    const id = await release([a, d, c], 'Torn')
    const { db } = database
    const runs = () =>
      db
        .selectFrom('release_objects')
        .select(['ord', 'first_row', 'last_row'])
        .where('release_id', '=', id)
        .orderBy('ord')
        .execute()
    const whole = await runs()
    // As it was written before: two rows of one distance made one run, over the row between them.
    const [first, , last] = whole.slice(-3)
    await db
      .deleteFrom('release_objects')
      .where('release_id', '=', id)
      .where('ord', '=', last!.ord)
      .execute()
    await db
      .updateTable('release_objects')
      .set({ last_row: last!.last_row })
      .where('release_id', '=', id)
      .where('ord', '=', first!.ord)
      .execute()
    await expect(opened(id, peers[0]!)).rejects.toMatchObject({ status: 410 })
    await db.transaction().execute((tx) => runScript(tx, migration020.sql))
    expect(await runs()).toEqual(whole)
    expect(await opened(id, peers[0]!)).toEqual([a!.id, d!.id, c!.id])
  })
})
