/**
 * Integration: committed entries become leaves of the tree, the tree a signed checkpoint.
 *
 * A transaction under one lock grows the tree from where the last one left it and commits tiles and head; only then, and
 * only when its tiles have proven that it extends what was signed before, is the head signed. A process that dies in between
 * leaves a head that the next one signs, so no head is ever signed that a later tree could contradict. Cost: about two
 * hashes an entry, four statements a batch, and the tiles of one proof a signature.
 */
import {
  edgeRoot,
  growTree,
  leafHash,
  parseLeaf,
  signCheckpoint,
  type TreeEdge,
} from '@tocsin/proof'
import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { sha256 } from './append.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { Guard } from './guard.ts'
import type { LogKey } from './key.ts'
import {
  countEntries,
  insertHead,
  selectEdge,
  selectHead,
  selectLeaves,
  updateNote,
  upsertTiles,
  type Head,
} from './store.ts'

/** Entries taken into the tree in one transaction. */
const BATCH = 4096
const INTEGRATION_LOCK = 7_063_213

/** Integrates a batch and signs; tells whether more waits. Safe in several processes at once. */
export type Integrator = () => Promise<boolean>

/** What the integrator works by. */
type Parts = { key: LogKey; guard: Guard; watch: ClockWatch; clock: Clock }

/** Makes an integrator that remembers the tree's edge between batches. */
export function createIntegrator(
  db: Db,
  { key: { signer }, guard, watch, clock }: Parts,
): Integrator {
  let edge: TreeEdge = { size: 0, hashes: [] }

  async function grow(tx: Tx): Promise<number> {
    await sql`select pg_advisory_xact_lock(${sql.lit(INTEGRATION_LOCK)})`.execute(tx)
    const size = (await selectHead(tx))?.size ?? 0
    const from = edge.size === size ? edge : await selectEdge(tx, size)
    const entries = await selectLeaves(tx, size, BATCH)
    if (entries.length === 0) return 0
    const leaves = entries.map((entry) => leafHash(Buffer.from(entry), sha256))
    const grown = growTree(from, leaves, sha256)
    await upsertTiles(tx, grown.tiles)
    await insertHead(tx, { size: grown.edge.size, root: edgeRoot(grown.edge, sha256) })
    edge = grown.edge
    watch.saw(
      entries.map((entry) => parseLeaf(entry).time),
      clock.now(),
    )
    return entries.length
  }

  async function sign({ size, root }: Head): Promise<void> {
    const note = await signCheckpoint({ origin: signer.name, size, root }, [signer])
    await guard.publish({ size, root }, note, () => updateNote(db, size, note))
  }

  return async () => {
    watch.look()
    const before = await guard.prove(() => selectHead(db))
    if (before && before.note !== null) await guard.adopt({ ...before, note: before.note })
    const isPending = (await countEntries(db)) > (before?.size ?? 0)
    const count = isPending ? await db.transaction().execute(grow) : 0
    // Of two who come at once one takes all in, and the other, who waited, may be the first to sign it.
    const head = isPending ? await guard.prove(() => selectHead(db)) : before
    if (head && head.note === null) await sign(head)
    return count === BATCH
  }
}
