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
const HASHES = 2 ** 30

/** For each post the first post of its group, -1 where it has too few words or `skip` says so. */
export function groupNearTexts(
  words: Words,
  time: ArrayLike<number>,
  skip: (post: number) => boolean,
): Int32Array {
  const rare = rarestWords(words, skip)
  const keys = pairKeys(rare, words.posts)
  const groups = new Groups(words, rare, time)
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const hash = Math.floor(keys[from]! / words.posts)
    while (to < keys.length && Math.floor(keys[to]! / words.posts) === hash) to++
    if (to - from > 1 && to - from <= BUCKET)
      for (let k = from + 1; k < to; k++)
        for (let m = k - 1; m >= Math.max(from, k - BACK); m--)
          groups.consider(keys[k]! % words.posts, keys[m]! % words.posts)
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
  for (let post = 0; post < posts; post++) {
    if (skip(post)) continue
    const known = Array.from(word.subarray(start[post], start[post + 1])).filter(
      (w) => posting[w]! > 1 && posting[w]! < common,
    )
    if (known.length < LEAST) continue
    known.sort((x, y) => posting[x]! - posting[y]! || x - y)
    rare.set(
      known.slice(0, RARE).sort((x, y) => x - y),
      post * RARE,
    )
  }
  return rare
}

/** hash of a pair of rare words * posts + post, sorted. */
function pairKeys(rare: Int32Array, posts: number): Float64Array {
  const pairs = (RARE * (RARE - 1)) / 2
  let size = 0
  const keys = new Float64Array(posts * pairs)
  for (let post = 0; post < posts; post++)
    for (let x = 0; x < RARE && rare[post * RARE + x]! >= 0; x++)
      for (let y = x + 1; y < RARE && rare[post * RARE + y]! >= 0; y++)
        keys[size++] = hashPair(rare[post * RARE + x]!, rare[post * RARE + y]!) * posts + post
  return keys.subarray(0, size).sort()
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
