/** What is kept of a log between runs, so that the next goes on at the very leaf: the tree that was read, as its compact range. */
import { fromBase64, toBase64 } from '@tocsin/proof'
import { CtError } from '../errors.ts'
import { isCount } from '../head.ts'
import { CompactRange, fromHash, toHash } from '../range.ts'

export type LogState = {
  /** Leaves read, or passed over at the beginning. */
  readonly size: number
  /** Their compact range and its root, in base64. */
  readonly peaks: readonly string[]
  readonly root: string
  /** Where the first run began. */
  readonly from: number
}

export function toState(range: CompactRange, from: number): LogState {
  return {
    size: range.size,
    peaks: range.peaks.map((peak) => toBase64(fromHash(peak))),
    root: toBase64(range.root()),
    from,
  }
}

/** The range of a state that was kept; throws `malformed-state` where it does not hold together. */
export function fromState(state: unknown): { range: CompactRange; from: number } {
  const { size, peaks, root, from } = (state ?? {}) as Readonly<Record<string, unknown>>
  try {
    if (!isCount(size) || !isCount(from) || from > size || !Array.isArray(peaks))
      throw new CtError('malformed-state', 'sizes or hashes are missing')
    const hashes = peaks.map((text) => fromBase64(String(text)))
    if (hashes.some(({ length }) => length !== 32))
      throw new CtError('malformed-state', 'a hash has not 32 octets')
    const range = new CompactRange(size, hashes.map(toHash))
    if (toBase64(range.root()) !== root)
      throw new CtError('malformed-state', 'the hashes do not lead to the root beside them')
    return { range, from }
  } catch (cause) {
    if (cause instanceof CtError) throw cause
    throw new CtError('malformed-state', 'not the state of a log', { cause })
  }
}
