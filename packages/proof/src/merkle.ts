/**
 * Merkle tree (RFC 6962, section 2; RFC 9162, section 2): a hash over an ordered list of entries in which membership
 * and growth are provable with logarithmically many hashes.
 *
 *     leaf = SHA-256(0x00 || entry)      node = SHA-256(0x01 || left || right)
 *     a tree of n > 1 leaves splits at the largest power of two below n
 *
 * Cost: root O(n) hashes; a proof is made of at most 2 log2(n) ranges and verified in as many hashes.
 * Sizes and indices are exact up to 2^53 - 1.
 */
import { concat, isEqual } from './encoding.ts'
import { ProofError } from './errors.ts'
import { sha256 as plainSha256, type Sha256 } from './sha256.ts'

/** Leaves `start` up to but not including `end`. */
export type Range = { start: number; end: number }

/** A complete subtree: leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export type Subtree = { level: number; index: number }

const NODE = Uint8Array.of(1)
const LEAF = Uint8Array.of(0)

/** The hash of an entry (RFC 9162, 2.1.1). */
export function leafHash(entry: Uint8Array, sha256: Sha256 = plainSha256): Uint8Array {
  return sha256(concat(LEAF, entry))
}

/** The hash of an inner node (RFC 9162, 2.1.1). */
export function nodeHash(
  left: Uint8Array,
  right: Uint8Array,
  sha256: Sha256 = plainSha256,
): Uint8Array {
  return sha256(concat(NODE, left, right))
}

/** The root over leaf hashes; of an empty tree it is the hash of nothing. */
export function rootHash(leaves: readonly Uint8Array[], sha256?: Sha256): Uint8Array {
  return rangeHash(leaves, { start: 0, end: leaves.length }, sha256)
}

/** The ranges whose roots prove that leaf `index` is in a tree of `size`, sibling first (RFC 9162, 2.1.3.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(size) || !isSize(index) || index >= size) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  }
  const ranges: Range[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return ranges.toReversed()
}

/** The ranges whose roots prove that the tree of `first` leaves is a beginning of that of `second` (RFC 9162, 2.1.4.1). */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!isSize(first) || !isSize(second) || first > second) {
    throw new RangeError(`a tree of ${first} cannot precede a tree of ${second}`)
  }
  if (first === 0 || first === second) return []
  const ranges: Range[] = []
  let start = 0
  let end = second
  while (first !== end) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  if (start > 0) ranges.push({ start, end })
  return ranges.toReversed()
}

/** The complete subtrees that make up a range of an RFC 6962 tree, left to right. */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = []
  let at = start
  while (at < end) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2
      level++
    }
    subtrees.push({ level, index: at / width })
    at += width
  }
  return subtrees
}

/** The root of a range from the hashes of its `subtreesOf`. */
export function foldSubtrees(
  hashes: readonly Uint8Array[],
  sha256: Sha256 = plainSha256,
): Uint8Array {
  let root = hashes.at(-1)
  if (!root) return sha256(new Uint8Array(0))
  for (let i = hashes.length - 2; i >= 0; i--) root = nodeHash(hashes[i]!, root, sha256)
  return root
}

/** The proof that leaf `index` is among `leaves` (leaf hashes). */
export function makeInclusionProof(
  leaves: readonly Uint8Array[],
  index: number,
  sha256?: Sha256,
): Uint8Array[] {
  return inclusionRanges(index, leaves.length).map((range) => rangeHash(leaves, range, sha256))
}

/** The proof that the first `first` of `leaves` (leaf hashes) were a tree of their own before. */
export function makeConsistencyProof(
  leaves: readonly Uint8Array[],
  first: number,
  sha256?: Sha256,
): Uint8Array[] {
  return consistencyRanges(first, leaves.length).map((range) => rangeHash(leaves, range, sha256))
}

/** Checks an inclusion proof by RFC 9162, 2.1.3.2; throws `not-included`. */
export function verifyInclusion(
  claim: {
    index: number
    size: number
    leaf: Uint8Array
    proof: readonly Uint8Array[]
    root: Uint8Array
  },
  sha256: Sha256 = plainSha256,
): void {
  const { index, size, leaf, proof, root } = claim
  if (!isSize(size) || !isSize(index) || index >= size) fail('not-included', 'no such leaf')
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (sn === 0) fail('not-included', 'the proof is too long')
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash, sha256)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)]
    } else {
      hash = nodeHash(hash, sibling, sha256)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  if (sn !== 0) fail('not-included', 'the proof is too short')
  if (!isEqual(hash, root)) fail('not-included', 'the proof leads to another root')
}

/** Checks a consistency proof by RFC 9162, 2.1.4.2; throws `not-consistent`. */
export function verifyConsistency(
  claim: {
    first: number
    second: number
    firstRoot: Uint8Array
    secondRoot: Uint8Array
    proof: readonly Uint8Array[]
  },
  sha256: Sha256 = plainSha256,
): void {
  const { first, second, firstRoot, secondRoot } = claim
  if (!isSize(first) || !isSize(second) || first > second) {
    fail('not-consistent', 'the earlier tree is the larger one')
  }
  if (first === 0 || first === second) {
    if (claim.proof.length > 0) fail('not-consistent', 'the proof should be empty')
    const expected = first === second ? secondRoot : sha256(new Uint8Array(0))
    if (!isEqual(firstRoot, expected)) fail('not-consistent', 'the roots differ')
    return
  }
  const path = isPowerOfTwo(first) ? [firstRoot, ...claim.proof] : claim.proof
  if (claim.proof.length === 0) fail('not-consistent', 'the proof is empty')
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  let fr = path[0]!
  let sr = path[0]!
  for (const hash of path.slice(1)) {
    if (sn === 0) fail('not-consistent', 'the proof is too long')
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr, sha256)
      sr = nodeHash(hash, sr, sha256)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, half(sn)]
    } else {
      sr = nodeHash(sr, hash, sha256)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  if (sn !== 0) fail('not-consistent', 'the proof is too short')
  if (!isEqual(fr, firstRoot)) fail('not-consistent', 'the proof leads to another earlier root')
  if (!isEqual(sr, secondRoot)) fail('not-consistent', 'the proof leads to another later root')
}

function rangeHash(leaves: readonly Uint8Array[], range: Range, sha256?: Sha256): Uint8Array {
  return foldSubtrees(
    subtreesOf(range).map(({ level, index }) => {
      const width = 2 ** level
      return perfectHash(leaves.slice(index * width, (index + 1) * width), sha256)
    }),
    sha256,
  )
}

/** The root over a power of two of node hashes of one level. */
export function perfectHash(hashes: readonly Uint8Array[], sha256?: Sha256): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!, sha256))
    row = above
  }
  return row[0]!
}

/** The largest power of two below `size`, for size > 1. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function isPowerOfTwo(size: number): boolean {
  return splitOf(size + 1) === size
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function fail(code: 'not-included' | 'not-consistent', message: string): never {
  throw new ProofError(code, message)
}
