import { toVerifier, verifyCheckpoint, rootFromTiles, type Verifier } from '@tocsin/proof'
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Database, Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from './append.ts'
import { createIntegrator, type Integrator } from './integrate.ts'
import { openLogKey } from './key.ts'
import { selectHead, selectSignedHead, tileReader } from './store.ts'

/** The exchange's log. */
export type Log = {
  /** The log's name, which its checkpoints carry. */
  origin: string
  /** The public key, to be handed to everyone who verifies. */
  verifier: string
  /** Takes committed entries into the tree and signs; run it as a job, several times a second. Tells whether more waits. */
  integrate: Integrator
}

/** The file that remembers, outside the database, the last checkpoint that this server signed. */
const FILE = 'log.checkpoint'

/**
 * Opens the log: its key, and a check that the database still holds the log that was signed.
 * Throws `conflict` for another key, and for a database that was rolled back behind a published checkpoint: going on
 * from there would sign two histories.
 */
export async function openLog(
  { db }: Pick<Database, 'db'>,
  config: Pick<Config, 'dataDir' | 'origin'>,
): Promise<Log> {
  const key = await openLogKey(db, config.dataDir, config.origin)
  const verifier = toVerifier(key.verifier)
  const file = join(config.dataDir, FILE)
  await verifyStored(db, verifier)
  await verifyRemembered(db, verifier, file)
  await mkdir(config.dataDir, { recursive: true })
  return {
    origin: key.signer.name,
    verifier: key.verifier,
    integrate: createIntegrator(db, key, (note) => remember(file, note)),
  }
}

/** The newest head must be the root of the stored tiles, and the newest checkpoint must be ours. */
async function verifyStored(db: Db, verifier: Verifier): Promise<void> {
  const head = await selectHead(db)
  if (!head) return
  await verifyRoot(db, head, 'the newest head')
  const signed = await selectSignedHead(db)
  if (!signed) return
  const { size, root } = await verifyCheckpoint(signed.note, [verifier])
  if (size !== signed.size || !Buffer.from(root).equals(signed.root)) {
    throw new ExchangeError('conflict', `the checkpoint stored for size ${signed.size} is another`)
  }
}

/** What this server signed before must be a beginning of what the database holds now. */
async function verifyRemembered(db: Db, verifier: Verifier, file: string): Promise<void> {
  const note = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (note === undefined) return
  const remembered = await verifyCheckpoint(note, [verifier])
  const size = (await selectHead(db))?.size ?? 0
  if (remembered.size > size) {
    throw new ExchangeError(
      'conflict',
      `this database's log has ${size} entries, but ${remembered.size} were already signed: it was rolled back. ` +
        `Restore a newer backup; ${file} is the proof`,
    )
  }
  if (remembered.size > 0) await verifyRoot(db, remembered, file)
}

async function verifyRoot(
  db: Db,
  head: { size: number; root: Uint8Array },
  what: string,
): Promise<void> {
  const root = await rootFromTiles(head.size, tileReader(db), sha256)
  if (Buffer.from(root).equals(head.root)) return
  throw new ExchangeError('conflict', `the stored tiles do not lead to the root of ${what}`)
}

async function remember(file: string, note: string): Promise<void> {
  const next = `${file}.${randomUUID()}`
  await writeFile(next, note)
  await rename(next, file)
}
