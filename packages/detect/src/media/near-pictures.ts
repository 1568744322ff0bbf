/**
 * Copies of a picture among the objects of posts: PDQ hashes within 31 bits go by the first of them.
 *
 * In the order they came, each hash joins the nearest leader within reach, or becomes one. A hash joins a leader and never a
 * hash that joined one, so that no chain of small edits makes two different pictures one.
 * Cost: a look-up of `PdqIndex` a distinct hash. PDQ paper: see pdq.ts.
 */
import { countBits, isHash256, parseHash256, type Hash256 } from './hash256.ts'
import { PdqIndex } from './pdq-index.ts'

/** Of a picture that shows something about half of the bits are set; of one of few colours nearly none, or any. */
const FEWEST_SET = 64

/** For each name the number of the name it goes by: its own, but for hashes near an earlier one. */
export function joinPictures(names: readonly string[]): Int32Array {
  const joined = Int32Array.from(names, (_, number) => number)
  const hashes: Hash256[] = []
  const numbers: number[] = []
  for (const [number, name] of names.entries()) {
    if (!isHash256(name)) continue
    const hash = parseHash256(name)
    if (!showsSomething(hash)) continue
    hashes.push(hash)
    numbers.push(number)
  }
  if (hashes.length < 2) return joined
  const index = PdqIndex.of(hashes)
  for (const [at, hash] of hashes.entries()) {
    const leader = index
      .near(hash)
      .find(({ at: other }) => other < at && joined[numbers[other]!] === numbers[other]!)
    if (leader !== undefined) joined[numbers[at]!] = numbers[leader.at]!
  }
  return joined
}

function showsSomething(hash: Hash256): boolean {
  const set = hash.reduce((sum, word) => sum + countBits(word), 0)
  return set >= FEWEST_SET && set <= 256 - FEWEST_SET
}
