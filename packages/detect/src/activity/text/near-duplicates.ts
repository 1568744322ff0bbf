/**
 * Near-duplicate texts: groups of texts joined by pairs whose true Jaccard similarity of character
 * shingles reaches a threshold, found without comparing all pairs.
 *
 * Locality-sensitive hashing of MinHash signatures: a pair of similarity s shares one of b bands of r
 * places with chance 1 - (1 - s^r)^b (b = 16, r = 5: 99.8 % at 0.8, 95 % at 0.7, 0.016 % at 0.1).
 * A shared band makes a candidate; 8 bits of each place estimate its similarity, and only what comes
 * near the threshold is compared in truth, so every join is verified.
 * P. Indyk and R. Motwani, STOC 1998; A. Broder, 1997. Cost: texts x shingles x hashes, and the
 * verified pairs; about 170 bytes a distinct text beside the texts.
 *
 * Limits: groups are connected components, so a long chain of small edits is one group; texts with
 * fewer than `minShingles` shingles are only joined when equal; in one bucket a text meets at most
 * `bucketProbes` groups.
 */
import { createMinHasher, signShingles, type MinHasher } from './minhash.ts'
import { hashShingles, jaccard, toShingleSet } from './shingles.ts'

export type NearDuplicateOptions = {
  /** Least Jaccard similarity of a joined pair. */
  threshold: number
  bands: number
  rows: number
  minShingles: number
  bucketProbes: number
  /** Characters of a text beyond which the rest is not looked at. */
  maxLength: number
  seed: string | number
}

const DEFAULT_NEAR_DUPLICATES: NearDuplicateOptions = {
  threshold: 0.7,
  bands: 16,
  rows: 5,
  minShingles: 12,
  bucketProbes: 12,
  maxLength: 4000,
  seed: 'near duplicates',
}

/** Texts seen so far and their groups; grows as texts are added, in any number of batches. */
export type TextIndex = {
  options: NearDuplicateOptions
  hasher: MinHasher
  /** Distinct texts, in the order they came. */
  texts: string[]
  numbers: Map<string, number>
  parent: Int32Array
  /** 8 bits of each place of each signature. */
  sketches: Uint8Array
  /** Bucket heads of each band, and the next text of the same bucket. */
  heads: Map<number, number>[]
  next: Int32Array[]
  shingles: Uint32Array
  candidates: number
  verified: number
}

export function createTextIndex(given: Partial<NearDuplicateOptions> = {}): TextIndex {
  const options = { ...DEFAULT_NEAR_DUPLICATES, ...given }
  const hashes = Math.ceil((options.bands * options.rows) / 4) * 4
  return {
    options,
    hasher: createMinHasher(hashes, options.seed),
    texts: [],
    numbers: new Map(),
    parent: new Int32Array(1024),
    sketches: new Uint8Array(1024 * hashes),
    heads: Array.from({ length: options.bands }, () => new Map<number, number>()),
    next: Array.from({ length: options.bands }, () => new Int32Array(1024)),
    shingles: new Uint32Array(256),
    candidates: 0,
    verified: 0,
  }
}

/** Adds one text (already normalised) and returns its number; equal texts have equal numbers. */
export function addText(index: TextIndex, whole: string): number {
  const { options } = index
  const text = whole.length > options.maxLength ? whole.slice(0, options.maxLength) : whole
  const known = index.numbers.get(text)
  if (known !== undefined) return known
  const number = index.texts.push(text) - 1
  index.numbers.set(text, number)
  if (number >= index.parent.length) growIndex(index)
  index.parent[number] = number
  if (text.length > index.shingles.length) index.shingles = new Uint32Array(text.length * 2)
  const count = hashShingles(text, index.shingles)
  if (count < options.minShingles) return number
  signShingles(index.hasher, index.shingles, count)
  const { signature, hashes } = index.hasher
  for (let h = 0; h < hashes; h++) index.sketches[number * hashes + h] = signature[h]! & 0xff
  for (let band = 0; band < options.bands; band++) joinBucket(index, number, band)
  return number
}

/** The group of text `number`: the lowest number among its members. */
export function groupOf(index: TextIndex, number: number): number {
  const { parent } = index
  let root = number
  while (parent[root] !== root) root = parent[root]!
  for (let at = number; parent[at] !== root;) {
    const up = parent[at]!
    parent[at] = root
    at = up
  }
  return root
}

/** Groups of all texts at once: for each the lowest index of a text in its group. */
export function groupNearDuplicates(
  texts: Iterable<string>,
  given: Partial<NearDuplicateOptions> = {},
): { group: Int32Array; index: TextIndex } {
  const index = createTextIndex(given)
  const numbers: number[] = []
  const first: number[] = []
  for (const text of texts) {
    const number = addText(index, text)
    if (number === first.length) first.push(numbers.length)
    numbers.push(number)
  }
  return { group: Int32Array.from(numbers, (number) => first[groupOf(index, number)]!), index }
}

function joinBucket(index: TextIndex, number: number, band: number): void {
  const { signature } = index.hasher
  const { rows, bucketProbes } = index.options
  let key = band
  for (let row = 0; row < rows; row++) {
    key = Math.imul(key ^ signature[band * rows + row]!, 0x9e3779b1)
    key ^= key >>> 15
  }
  const heads = index.heads[band]!
  const next = index.next[band]!
  const head = heads.get(key)
  if (head === undefined) {
    heads.set(key, number)
    next[number] = -1
    return
  }
  const mine = groupOf(index, number)
  let probes = 0
  let joined = false
  for (let other = head; other >= 0 && probes < bucketProbes; other = next[other]!) {
    probes++
    if (groupOf(index, other) === mine || joinIfNear(index, number, other)) joined = true
    if (joined) break
  }
  if (joined) return
  // A text that joined nobody stands in the bucket for its own group.
  next[number] = next[head]!
  next[head] = number
}

function joinIfNear(index: TextIndex, a: number, b: number): boolean {
  index.candidates++
  const { threshold } = index.options
  if (estimate(index, a, b) < threshold - 0.18) return false
  index.verified++
  const near = jaccard(toShingleSet(index.texts[a]!), toShingleSet(index.texts[b]!)) >= threshold
  if (near) {
    const x = groupOf(index, a)
    const y = groupOf(index, b)
    index.parent[Math.max(x, y)] = Math.min(x, y)
  }
  return near
}

function estimate(index: TextIndex, a: number, b: number): number {
  const { sketches } = index
  const { hashes } = index.hasher
  let equal = 0
  for (let h = 0; h < hashes; h++)
    if (sketches[a * hashes + h] === sketches[b * hashes + h]) equal++
  return (equal / hashes - 1 / 256) / (1 - 1 / 256)
}

function growIndex(index: TextIndex): void {
  const length = index.parent.length * 2
  const parent = new Int32Array(length)
  parent.set(index.parent)
  index.parent = parent
  const sketches = new Uint8Array(length * index.hasher.hashes)
  sketches.set(index.sketches)
  index.sketches = sketches
  index.next = index.next.map((old) => {
    const grown = new Int32Array(length)
    grown.set(old)
    return grown
  })
}
