/**
 * Copies of a picture among the objects of posts: PDQ hashes within 31 bits go by the first of them.
 *
 * In the order they came, each hash joins the nearest leader within reach, or becomes one. A hash joins a leader and never a
 * hash that joined one, so that no chain of small edits makes two different pictures one.
 * Cost: a look-up of `PdqIndex` among the leaders and up to 4,096 distances a distinct hash, and the index made anew every
 * 4,096 leaders; copies of one picture, however many, have one leader. PDQ paper: see pdq.ts.
 */
import {
  countBits,
  distance256,
  isHash256,
  parseHash256,
  SAME_PICTURE,
  type Hash256,
} from './hash256.ts'
import { PdqIndex } from './pdq-index.ts'

/** Of a picture that shows something about half of the bits are set; of one of few colours nearly none, or any. */
const FEWEST_SET = 64
/** Leaders that are measured one by one before an index of all is made anew. */
const FRESH = 4096

/** For each name the number of the name it goes by: its own, but for hashes near an earlier one. */
export function joinPictures(names: readonly string[]): Int32Array {
  const joined = Int32Array.from(names, (_, number) => number)
  const leaders = new Leaders()
  const numbers: number[] = []
  for (const [number, name] of names.entries()) {
    if (!isHash256(name)) continue
    const hash = parseHash256(name)
    if (!showsSomething(hash)) continue
    const leader = leaders.nearest(hash)
    if (leader !== undefined) joined[number] = numbers[leader]!
    else {
      leaders.add(hash)
      numbers.push(number)
    }
  }
  return joined
}

/** Hashes more than 31 bits apart, which grow in number and are asked between. */
class Leaders {
  #index = PdqIndex.of([])
  #settled: readonly Hash256[] = []
  #fresh: Hash256[] = []

  /** The nearest within 31 bits, the first of equals, counted from 0. */
  nearest(hash: Hash256): number | undefined {
    const [hit] = this.#index.near(hash)
    let best = hit ?? { at: -1, distance: SAME_PICTURE + 1 }
    for (const [n, fresh] of this.#fresh.entries()) {
      const distance = distance256(hash, fresh)
      if (distance < best.distance) best = { at: this.#settled.length + n, distance }
    }
    return best.at < 0 ? undefined : best.at
  }

  add(hash: Hash256): void {
    this.#fresh.push(hash)
    if (this.#fresh.length < FRESH) return
    this.#settled = [...this.#settled, ...this.#fresh]
    this.#fresh = []
    this.#index = PdqIndex.of(this.#settled)
  }
}

function showsSomething(hash: Hash256): boolean {
  const set = hash.reduce((sum, word) => sum + countBits(word), 0)
  return set >= FEWEST_SET && set <= 256 - FEWEST_SET
}
