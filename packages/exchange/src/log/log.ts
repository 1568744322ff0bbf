import { toVerifier } from '@tocsin/proof'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock, type Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { watchClock } from './clock-watch.ts'
import { openGuard } from './guard.ts'
import { createIntegrator, type Integrator } from './integrate.ts'
import { openLogKey } from './key.ts'
import { selectHead, type SignedHead } from './store.ts'

/** The exchange's log. */
export type Log = {
  /** The log's name, which its checkpoints carry. */
  origin: string
  /** The public key, to be handed to everyone who verifies. */
  verifier: string
  /** Takes committed entries into the tree and signs; run it as a job, several times a second. Tells whether more waits. */
  integrate: Integrator
  /** The newest signed head, proven to extend what was signed before; throws `unavailable` for a rewritten history. */
  head: () => Promise<SignedHead | undefined>
  /** Why nothing is signed or shown, where the history was rewritten. */
  fault: () => string | undefined
  /** Why the times of the record cannot be believed, where something speaks against them. */
  doubts: () => string[]
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
  clock: Clock = systemClock,
): Promise<Log> {
  const key = await openLogKey(db, config.dataDir, config.origin)
  await mkdir(config.dataDir, { recursive: true })
  const guard = await openGuard(db, toVerifier(key.verifier), join(config.dataDir, FILE))
  const newest = await guard.prove(() => selectHead(db))
  if (newest && newest.note !== null) await guard.adopt({ ...newest, note: newest.note })
  const watch = watchClock()
  return {
    origin: key.signer.name,
    verifier: key.verifier,
    integrate: createIntegrator(db, { key, guard, watch, clock }),
    head: guard.served,
    fault: guard.fault,
    doubts: watch.doubts,
  }
}
