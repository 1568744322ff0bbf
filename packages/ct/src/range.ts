/**
 * Compact range: what must be kept of a Merkle tree (RFC 6962, 2.1) so that it can grow and its root be told: the roots of
 * its complete subtrees, one for each bit of its size, the largest first.
 *
 * Cost: one hash a leaf on average, log2(size) hashes a root; memory 32 bytes a bit. Sizes are exact up to 2^53 - 1.
 */
import { hash } from 'node:crypto'

const NODE = 1

/** SHA-256 by Node, in one call. */
export function sha256(data: Uint8Array): Buffer {
  return hash('sha256', data, 'buffer')
}

const pair = Buffer.alloc(65)
pair[0] = NODE

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

export class CompactRange {
  size: number
  /** The roots of the complete subtrees, the largest first. */
  readonly peaks: Uint8Array[]

  /** Of no leaf, or as it was kept. Throws `RangeError` where there are more or fewer peaks than the size has bits. */
  constructor(size = 0, peaks: readonly Uint8Array[] = []) {
    if (peaks.length !== countBits(size)) throw new RangeError(`${peaks.length} peaks for ${size}`)
    this.size = size
    this.peaks = [...peaks]
  }

  copy(): CompactRange {
    return new CompactRange(this.size, this.peaks)
  }

  /** Takes in the hash of the next leaf. */
  append(leaf: Uint8Array): void {
    let root = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2)
      root = nodeHash(this.peaks.pop()!, root)
    this.peaks.push(root)
    this.size++
  }

  /** The root of the tree; of none, the hash of nothing. */
  root(): Uint8Array {
    let root = this.peaks.at(-1)
    if (root === undefined) return sha256(new Uint8Array(0))
    for (let k = this.peaks.length - 2; k >= 0; k--) root = nodeHash(this.peaks[k]!, root)
    return root
  }
}

/** How many peaks a tree of `size` leaves has. */
export function countBits(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}
