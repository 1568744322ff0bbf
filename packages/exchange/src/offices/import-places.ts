import type { BodyOf, importPlaces as importPlacesRoute, ReplyOf } from '@tocsin/api'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import type { Tx } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { packOf } from './load-pack.ts'
import { insertPlaces, selectTree } from './store.ts'
import { toTowns } from './towns.ts'
import { plant } from './tree.ts'

/** Faults named in one answer; the rest are counted. */
const FAULTS_NAMED = 200

/**
 * Adds the places of a list below those on file, all or none, with one log entry that holds counts. A list with a fault
 * writes nothing and is answered with the faults by row.
 */
export async function importPlaces(
  tx: Tx,
  rows: BodyOf<typeof importPlacesRoute>['rows'],
  at: Date,
  by: Actor | 'server',
): Promise<ReplyOf<typeof importPlacesRoute>> {
  const tree = await selectTree(tx)
  const { places, faults, onFile, renamed } = toTowns(rows, tree, await packOf(tx))
  const said = { onFile, renamed, faults: faults.slice(0, FAULTS_NAMED), faulty: faults.length }
  if (faults.length > 0) return { added: 0, ...said }
  const added = await insertPlaces(tx, plant(places, tree))
  await appendLog(tx, [
    {
      kind: 'places.imported',
      at,
      subject: 'places',
      payload: { added, onFile, renamed },
      by,
      members: by === 'server' ? [] : [by.memberId],
    },
  ])
  return { added, ...said }
}

/** The same for the exchange in a folder, which must not be running on its embedded database. */
export async function importPlacesInto(
  dir: string,
  rows: BodyOf<typeof importPlacesRoute>['rows'],
): Promise<ReplyOf<typeof importPlacesRoute>> {
  const config = await readConfig(dir, process.env)
  const database = await openDatabase(config)
  try {
    await migrate(database.db)
    return await database.db
      .transaction()
      .execute((tx) => importPlaces(tx, rows, systemClock.now(), 'server'))
  } finally {
    await database.close()
  }
}
