/**
 * What stands between the log's key and a rewritten history. Whoever owns the database can change entries, tiles and heads,
 * but not what this process signed last, which is kept in memory and in a file: no head is signed, and none served, before
 * the tiles have proven that it extends that one (RFC 9162, 2.1.4).
 */
import {
  consistencyProofFromTiles,
  ProofError,
  rootFromTiles,
  verifyCheckpoint,
  verifyConsistency,
  type Verifier,
} from '@tocsin/proof'
import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from './append.ts'
import { selectSignedHead, tileReader, type Head, type SignedHead } from './store.ts'

type Root = Pick<Head, 'size' | 'root'>

export type Guard = {
  /** The head that `select` finds, proven to extend what was signed last; throws `conflict` where it does not. */
  prove: <T extends Root>(select: () => Promise<T | undefined>) => Promise<T | undefined>
  /** Goes by a proven head that another process signed, once its checkpoint is found to be ours; throws `conflict`. */
  adopt: (head: SignedHead) => Promise<void>
  /** The newest signed head that may be served, its checkpoint checked; none in an empty log. Throws `unavailable`. */
  served: () => Promise<SignedHead | undefined>
  /** Keeps the checkpoint of a proven head on disk, then runs `publish`, then goes by it. */
  publish: (head: Root, note: string, publish: () => Promise<void>) => Promise<void>
  /** What is wrong with the history, in words, as it was last looked at. */
  fault: () => string | undefined
}

/** Opens the guard over what `file` remembers; without one it begins with what the database holds. */
export async function openGuard(db: Db, verifier: Verifier, file: string): Promise<Guard> {
  let last: Root = (await readRemembered(verifier, file)) ?? EMPTY
  let proven: Root | undefined
  let fault: string | undefined
  let noteFault: string | undefined
  let writing = Promise.resolve()
  let written = last.size

  async function prove<T extends Root>(select: () => Promise<T | undefined>) {
    // What is signed while the database answers must not count against what it answered.
    const since = last
    const head = await select()
    if (head && proven && isSame(head, proven)) return head
    try {
      await proveExtension(db, since, head ?? EMPTY)
    } catch (error) {
      if (isRewriting(error)) fault = error.message
      throw error
    }
    proven = head
    fault = undefined
    return head
  }

  async function keep({ size }: Root, note: string): Promise<void> {
    if (size <= written) return
    const next = `${file}.${randomUUID()}`
    await writeFile(next, note, { flush: true })
    await rename(next, file)
    written = size
  }

  async function publish(head: Root, note: string, run: () => Promise<void>): Promise<void> {
    writing = writing.catch(() => {}).then(() => keep(head, note))
    await writing
    await run()
    if (head.size > last.size) last = { size: head.size, root: head.root }
  }

  async function adopt(head: SignedHead): Promise<void> {
    if (isSame(head, last)) return
    noteFault = undefined
    try {
      await verifyNote(head, verifier)
    } catch (error) {
      if (isRewriting(error)) noteFault = error.message
      throw error
    }
    await publish(head, head.note, async () => {})
  }

  async function served(): Promise<SignedHead | undefined> {
    try {
      const head = await prove(() => selectSignedHead(db))
      if (head) await adopt(head)
      return head
    } catch (cause) {
      if (!isRewriting(cause)) throw cause
      throw new ExchangeError('unavailable', `the log is not shown: ${cause.message}`, { cause })
    }
  }

  return { prove, adopt, served, publish, fault: () => fault ?? noteFault }
}

const EMPTY: Root = { size: 0, root: sha256(new Uint8Array()) }

async function readRemembered(verifier: Verifier, file: string): Promise<Root | undefined> {
  const note = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  return note === undefined ? undefined : verifyCheckpoint(note, [verifier])
}

/** Proves from the stored tiles that the tree of `head` stands whole and begins with that of `last`. */
async function proveExtension(db: Db, last: Root, head: Root): Promise<void> {
  if (head.size < last.size) {
    throw rewritten(
      `this database's log has ${head.size} entries, but ${last.size} were already signed: it was rolled back. ` +
        'Restore a newer backup; log.checkpoint in the data folder is the proof',
    )
  }
  if (head.size === 0) return
  const read = tileReader(db)
  try {
    if (!isSame({ ...head, root: await rootFromTiles(head.size, read, sha256) }, head))
      throw rewritten(`the stored tiles do not lead to the root of its ${head.size} entries`)
    const [first, second] = [last.size, head.size]
    const proof =
      first === 0 || first === second
        ? []
        : await consistencyProofFromTiles(first, second, read, sha256)
    const roots = { firstRoot: last.root, secondRoot: head.root }
    verifyConsistency({ first, second, ...roots, proof }, sha256)
  } catch (error) {
    const isMissing = error instanceof ExchangeError && error.code === 'internal'
    if (!(error instanceof ProofError) && !isMissing) throw error
    throw rewritten(
      `its ${head.size} entries do not begin with the ${last.size} that were signed: the history was rewritten (${error.message})`,
    )
  }
}

async function verifyNote(head: SignedHead, verifier: Verifier): Promise<void> {
  const stands = await verifyCheckpoint(head.note, [verifier]).catch((error: unknown) => {
    if (error instanceof ProofError) return undefined
    throw error
  })
  if (!stands || !isSame(stands, head))
    throw rewritten(`the checkpoint stored for size ${head.size} is another`)
}

function isSame(a: Root, b: Root): boolean {
  return a.size === b.size && Buffer.from(a.root).equals(b.root)
}

function isRewriting(error: unknown): error is ExchangeError {
  return error instanceof ExchangeError && error.code === 'conflict'
}

function rewritten(message: string): ExchangeError {
  return new ExchangeError('conflict', message)
}
