/** Methods: the set-up of an own run leaves as a note of its member, holds nothing of the file, and nothing comes back by itself. */
import {
  createRelease,
  draftMethod,
  getReleaseObjects,
  METHOD_EXTENSION,
  previewRelease,
  type DetectorMethod,
} from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linesOf, openRoom, type Room } from './answering.ts'

let database: TestDatabase
let room: Room
beforeAll(async () => {
  database = await freshPostgres()
  room = await openRoom(database)
})
afterAll(async () => {
  await room?.close()
  await database?.close()
})

const FILE = 'secret-name-of-a-file.csv'

/** A run of the platform that is over, as one that was started is kept. */
async function ran(detector: string, parameters: object): Promise<string> {
  const at = room.stage.clock.now()
  const upload = randomUUID()
  const id = randomUUID()
  const { db } = database
  await db
    .insertInto('uploads')
    .values({
      id: upload,
      member_id: room.platform.id,
      person_id: room.platform.personId,
      file_name: FILE,
      bytes: 1,
      rows: 1,
      columns: '[]',
      preset: null,
      mapping: '{}',
      uploaded_at: at,
    })
    .execute()
  await db
    .insertInto('detection_runs')
    .values({
      id,
      member_id: room.platform.id,
      upload_id: upload,
      detector,
      parameters: JSON.stringify(parameters),
      state: 'done',
      phase: 'done',
      progress: 1,
      error: null,
      started_at: at,
      ended_at: at,
      beat_at: at,
    })
    .execute()
  return id
}

test('the set-up of a run is released, and its receiver has all of it and nothing of the file', async () => {
  const columns = { account: 'secret-column', time: 't', links: 'l' }
  const id = await ran('coordination', { columns, traces: ['link'], window: 60, platform: 'x' })
  const { method, objects, dropped } = await room.platform.call(draftMethod, {
    params: { id },
    body: { words: 'Good for the last week' },
  })
  const expected: DetectorMethod = {
    detector: 'coordination',
    version: 1,
    traces: ['link'],
    window: 60,
  }
  expect(method).toEqual(expected)
  expect(dropped).toHaveLength(2)
  const draft = {
    title: 'A method',
    terms: {
      groupId: room.group,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
      named: [room.peer.id],
    },
    objects,
  }
  const { digest } = await room.platform.call(previewRelease, { body: draft })
  const { summary } = await room.platform.call(createRelease, { body: { draft, digest } })
  const before = (await linesOf(room.platform)).length
  const got = await room.peer.call(getReleaseObjects, { params: { id: summary.id } })
  const text = JSON.stringify(got)
  expect(text).not.toContain('secret')
  const note = (got.objects as { type: string; extensions?: object }[]).find(
    ({ type }) => type === 'note',
  )
  expect(note!.extensions).toEqual({
    [METHOD_EXTENSION]: { extension_type: 'property-extension', ...expected },
  })
  // That the receiver read it stands in the log as an act of a member, as any reading.
  const lines = await linesOf(room.platform)
  const fresh = lines.slice(0, lines.length - before).map(({ kind }) => kind)
  expect(new Set(fresh)).toEqual(new Set(['member.acted']))
})

test('nobody else has the run, and a look through names has no such method', async () => {
  const id = await ran('coordination', { columns: {} })
  const foreign = room.peer.call(draftMethod, { params: { id }, body: {} })
  await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
  const names = await ran('lookalike', { least: 3 })
  const other = room.platform.call(draftMethod, { params: { id: names }, body: {} })
  await expect(other).rejects.toMatchObject({ code: 'conflict' })
})
