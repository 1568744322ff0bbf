/** What is asked of every head and every step: that the tree only grew, and that the leaves are those its root commits to. */
import { ProofError, verifyConsistency } from '@tocsin/proof'
import { CtError } from '../errors.ts'
import type { LogHead } from '../head.ts'
import { sha256, type CompactRange, type Hash } from '../range.ts'
import type { LogSource } from '../source.ts'

/** Whether the log proves that the tree of `range` is a beginning of that of `head`. Throws what asking throws. */
async function isBeginning(
  source: LogSource,
  range: CompactRange,
  head: Pick<LogHead, 'size' | 'root'>,
): Promise<boolean> {
  if (range.size === 0) return true
  if (range.size === head.size) return head.root.equals(range.root())
  return proves(source, { size: range.size, root: range.root() }, head)
}

/**
 * Throws `fork` where the log does not prove that the tree that was read is a beginning of `head`, or, `head` being smaller,
 * the other way round. False where it has no proof of that at all, which a log that lost its end has not.
 */
export async function verifyGrowth(
  source: LogSource,
  range: CompactRange,
  head: LogHead,
): Promise<boolean> {
  const known = { size: range.size, root: range.root() }
  if (head.size >= range.size) {
    if (await isBeginning(source, range, head)) return true
  } else {
    if (head.size === 0) return true
    try {
      if (await proves(source, head, known)) return true
    } catch (cause) {
      if (!(cause instanceof CtError) || cause.code !== 'http-status') throw cause
      return false
    }
  }
  throw new CtError(
    'fork',
    `the log shows another history: its head of ${head.size} leaves and the ${range.size} leaves read before are not of one tree`,
    { index: Math.min(range.size, head.size) },
  )
}

/** A step: the tree before it, the hashes of its leaves, the tree after it. */
export type Step = {
  readonly before: CompactRange
  readonly hashes: readonly Hash[]
  readonly after: CompactRange
}

/** Throws `wrong-leaf` with the first that does not fit, or `wrong-root` where not even the first fits. */
export async function verifyStep(source: LogSource, step: Step, head: LogHead): Promise<void> {
  if (await isBeginning(source, step.after, head)) return
  const index = await findWrong(source, step, head)
  if (index > step.before.size || step.before.size > 0)
    throw new CtError(
      'wrong-leaf',
      `leaf ${index} is not the one that the head of ${head.size} leaves commits to`,
      { index },
    )
  throw new CtError(
    'wrong-root',
    `the leaves from ${index} on do not lead to the root of the head of ${head.size} leaves`,
    { index },
  )
}

/** The first leaf with which the tree fits no more, by halving. */
async function findWrong(source: LogSource, step: Step, head: LogHead): Promise<number> {
  let good = 0
  let bad = step.hashes.length
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    const range = step.before.copy()
    for (const hash of step.hashes.slice(0, middle)) range.append(hash)
    if (await isBeginning(source, range, head)) good = middle
    else bad = middle
  }
  return step.before.size + good
}

type Tree = { readonly size: number; readonly root: Uint8Array }

async function proves(source: LogSource, first: Tree, second: Tree): Promise<boolean> {
  try {
    const proof = await source.consistency(first.size, second.size)
    verifyConsistency(
      {
        first: first.size,
        second: second.size,
        firstRoot: first.root,
        secondRoot: second.root,
        proof,
      },
      sha256,
    )
    return true
  } catch (cause) {
    if (cause instanceof ProofError) return false
    throw cause
  }
}
