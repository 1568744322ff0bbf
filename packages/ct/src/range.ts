/**
 * Compact range: what must be kept of a Merkle tree (RFC 6962, 2.1) so that it can grow and its root be told: the roots of
 * its complete subtrees, one for each bit of its size, the largest first.
 *
 * Cost: one hash a leaf on average, log2(size) hashes a root; memory 32 bytes a bit. Sizes are exact up to 2^53 - 1.
 */
import { hash } from 'node:crypto'

const NODE = 1

/** A hash as 32 octets of text (latin1): to make and to keep it so costs a third of a buffer. */
export type Hash = string

/** SHA-256 by Node, in one call. */
export function sha256(data: Uint8Array): Buffer {
  return hash('sha256', data, 'buffer')
}

/** The same as text. */
export function hashText(data: Uint8Array): Hash {
  return hash('sha256', data, 'binary')
}

export function toHash(bytes: Uint8Array): Hash {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

export function fromHash(text: Hash): Buffer {
  return Buffer.from(text, 'latin1')
}

const pair = Buffer.alloc(65)
pair[0] = NODE

function nodeHash(left: Hash, right: Hash): Hash {
  pair.write(left, 1, 32, 'latin1')
  pair.write(right, 33, 32, 'latin1')
  return hashText(pair)
}

export class CompactRange {
  size: number
  /** The roots of the complete subtrees, the largest first. */
  readonly peaks: Hash[]

  /** Of no leaf, or as it was kept. Throws `RangeError` where there are more or fewer peaks than the size has bits. */
  constructor(size = 0, peaks: readonly Hash[] = []) {
    if (peaks.length !== countBits(size)) throw new RangeError(`${peaks.length} peaks for ${size}`)
    this.size = size
    this.peaks = [...peaks]
  }

  copy(): CompactRange {
    return new CompactRange(this.size, this.peaks)
  }

  /** Takes in the hash of the next leaf. */
  append(leaf: Hash): void {
    let root = leaf
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2)
      root = nodeHash(this.peaks.pop()!, root)
    this.peaks.push(root)
    this.size++
  }

  /** The root of the tree; of none, the hash of nothing. */
  root(): Buffer {
    let root = this.peaks.at(-1)
    if (root === undefined) return sha256(new Uint8Array(0))
    for (let k = this.peaks.length - 2; k >= 0; k--) root = nodeHash(this.peaks[k]!, root)
    return fromHash(root)
  }
}

/** How many peaks a tree of `size` leaves has. */
export function countBits(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}
