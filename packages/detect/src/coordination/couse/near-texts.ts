/**
 * Near texts: posts joined that say nearly the same in other words, by what is rare in both.
 *
 *   joined when they share at least `LEAST` words, at most 10 days apart, and
 *   sum of idf over shared words / sum of idf over either's words >= 1/3
 *
 * Candidates share a pair of their `RARE` rarest words, where no more than `BUCKET` posts have that pair; each
 * is compared with the `BACK` before it, and only when their rare words overlap well. Groups are connected
 * components. Limits: a long chain of small changes is one group; the crowd of a popular turn of phrase is
 * large, which is what tells it from a plan.
 * Cost: 21 pairs a post, one sort of them, and the verified candidates.
 */
import type { Words } from './words.ts'

const RARE = 7
const LEAST = 4
const RARE_SHARED = 3
const SIMILAR = 1 / 3
const BUCKET = 150
const BACK = 3
const SECONDS = 10 * 86_400
/** Words that more than this part of the posts have are not rare. */
const COMMON = 0.02
/** Bits of half a hash. */
const HALF = 15
const HASHES = 2 ** (2 * HALF)

/** For each post the first post of its group, -1 where it has too few words or `skip` says so. */
export function groupNearTexts(
  words: Words,
  time: ArrayLike<number>,
  skip: (post: number) => boolean,
): Int32Array {
  const rare = rarestWords(words, skip)
  const { hash, post } = sortedPairs(rare, words.posts)
  const groups = new Groups(words, rare, time)
  for (let from = 0, to = 0; from < hash.length; from = to) {
    while (to < hash.length && hash[to] === hash[from]) to++
    if (to - from > 1 && to - from <= BUCKET)
      for (let k = from + 1; k < to; k++)
        for (let m = k - 1; m >= Math.max(from, k - BACK); m--) groups.consider(post[k]!, post[m]!)
  }
  return Int32Array.from({ length: words.posts }, (_, post) =>
    rare[post * RARE] === -1 ? -1 : groups.rootOf(post),
  )
}

/** The rarest words of each post that others have too, ascending by number; -1 where there are fewer. */
function rarestWords(
  { posts, start, word, posting }: Words,
  skip: (post: number) => boolean,
): Int32Array {
  const rare = new Int32Array(posts * RARE).fill(-1)
  const common = Math.max(20, posts * COMMON)
  const best = new Int32Array(RARE)
  for (let post = 0; post < posts; post++) {
    if (skip(post)) continue
    let size = 0
    let known = 0
    for (let k = start[post]!; k < start[post + 1]!; k++) {
      const w = word[k]!
      const n = posting[w]!
      if (n <= 1 || n >= common) continue
      known++
      // The rarest so far, in order; of equal ones the word of lower number.
      let at = Math.min(size, RARE)
      while (at > 0 && isRarer(w, n, best[at - 1]!, posting[best[at - 1]!]!)) at--
      if (at === RARE) continue
      size = Math.min(RARE, size + 1)
      best.copyWithin(at + 1, at, size - 1)
      best[at] = w
    }
    if (known >= LEAST) rare.set(best.subarray(0, size).toSorted(), post * RARE)
  }
  return rare
}

function isRarer(x: number, ofX: number, y: number, ofY: number): boolean {
  return ofX < ofY || (ofX === ofY && x < y)
}

/** Every pair of rare words of every post by its hash, posts of one hash ascending: a radix sort by the hash's halves. */
function sortedPairs(rare: Int32Array, posts: number): { hash: Int32Array; post: Int32Array } {
  const most = posts * ((RARE * (RARE - 1)) / 2)
  let size = 0
  const hash = new Int32Array(most)
  const owner = new Int32Array(most)
  for (let post = 0; post < posts; post++)
    for (let x = 0; x < RARE && rare[post * RARE + x]! >= 0; x++)
      for (let y = x + 1; y < RARE && rare[post * RARE + y]! >= 0; y++) {
        hash[size] = hashPair(rare[post * RARE + x]!, rare[post * RARE + y]!)
        owner[size++] = post
      }
  let from = { hash: hash.subarray(0, size), post: owner.subarray(0, size) }
  let to = { hash: new Int32Array(size), post: new Int32Array(size) }
  for (const shift of [0, HALF]) {
    const next = new Int32Array((1 << HALF) + 1)
    for (const key of from.hash) next[((key >>> shift) & ((1 << HALF) - 1)) + 1]!++
    for (let k = 0; k < 1 << HALF; k++) next[k + 1]! += next[k]!
    for (let k = 0; k < size; k++) {
      const key = from.hash[k]!
      const at = next[(key >>> shift) & ((1 << HALF) - 1)]!++
      to.hash[at] = key
      to.post[at] = from.post[k]!
    }
    ;[from, to] = [to, from]
  }
  return from
}

function hashPair(x: number, y: number): number {
  let hash = Math.imul(x ^ Math.imul(y, 0x9e3779b1), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) & (HASHES - 1)
}

class Groups {
  private readonly parent: Int32Array
  private readonly idf: Float32Array
  private readonly stamp: Int32Array
  private mark = 0
  private readonly words: Words
  private readonly rare: Int32Array
  private readonly time: ArrayLike<number>

  constructor(words: Words, rare: Int32Array, time: ArrayLike<number>) {
    this.words = words
    this.rare = rare
    this.time = time
    this.parent = Int32Array.from({ length: words.posts }, (_, post) => post)
    this.idf = Float32Array.from(words.posting, (n) => Math.log((words.posts + 1) / n))
    this.stamp = new Int32Array(words.posting.length)
  }

  rootOf(post: number): number {
    const { parent } = this
    let at = post
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }

  consider(x: number, y: number): void {
    if (Math.abs(this.time[x]! - this.time[y]!) > SECONDS) return
    const [rootX, rootY] = [this.rootOf(x), this.rootOf(y)]
    if (rootX === rootY || this.sharedRare(x, y) < RARE_SHARED || !this.isNear(x, y)) return
    this.parent[Math.max(rootX, rootY)] = Math.min(rootX, rootY)
  }

  private sharedRare(x: number, y: number): number {
    const { rare } = this
    let shared = 0
    for (let i = x * RARE, j = y * RARE; i < (x + 1) * RARE && j < (y + 1) * RARE;) {
      const [a, b] = [rare[i]!, rare[j]!]
      if (a === -1 || b === -1) break
      if (a === b) shared++
      if (a <= b) i++
      if (b <= a) j++
    }
    return shared
  }

  private isNear(x: number, y: number): boolean {
    const { start, word } = this.words
    const mark = ++this.mark
    let either = 0
    let both = 0
    let count = 0
    for (let k = start[x]!; k < start[x + 1]!; k++) {
      this.stamp[word[k]!] = mark
      either += this.idf[word[k]!]!
    }
    for (let k = start[y]!; k < start[y + 1]!; k++) {
      if (this.stamp[word[k]!] !== mark) either += this.idf[word[k]!]!
      else {
        both += this.idf[word[k]!]!
        count++
      }
    }
    return count >= LEAST && both >= SIMILAR * either
  }
}
