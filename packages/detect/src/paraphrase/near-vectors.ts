/**
 * All pairs of unit vectors whose cosine reaches a least, among those that stand near each other in time.
 *
 * Each vector is sketched by the signs of its products with 128 random directions: two vectors at angle a differ in a part
 * a / pi of them. Pairs that differ in few are compared in truth, so that nothing is given that does not reach the least; of
 * those that reach it, fewer than one in a hundred is missed (`MISSES` below). M. Charikar, Similarity Estimation
 * Techniques from Rounding Algorithms, STOC 2002. Cost: pairs near in time, at four words each; and what passes, at 512 numbers.
 */
import { createRandom, drawNormal } from '../random/random.ts'
import { WIDTH } from './model/encoder-graph.ts'
import { GrowingPairs, takeBreath, type NearPairs } from './near-pairs.ts'

const WORDS = 4
const BITS = WORDS * 32

/** Standard deviations of the number of differing bits that a true pair may lie above its mean. */
const MISSES = 2.6

/** Vectors between two looks at whether to go on. */
const TURN = 256

/** Vectors in order of `from`; each is near those that begin no later than its `until`. */
export type TimedVectors = {
  readonly vectors: Float32Array
  readonly from: Float64Array
  readonly until: Float64Array
}

/** Throws TOO_MANY above 5 million pairs, and CANCELLED on abort. */
export async function nearVectors(
  timed: TimedVectors,
  least: number,
  hooks: { signal?: AbortSignal; onVectors?: (done: number) => void } = {},
): Promise<NearPairs> {
  const { vectors, from, until } = timed
  const count = from.length
  const sketches = await sketch(vectors, count, hooks.signal)
  const most = mostDifferent(least)
  const pairs = new GrowingPairs()
  for (let a = 0; a < count; a++) {
    if (a % TURN === 0) {
      hooks.onVectors?.(a)
      await takeBreath(hooks.signal)
    }
    const end = until[a]!
    for (let b = a + 1; b < count && from[b]! <= end; b++) {
      if (differing(sketches, a, b) > most) continue
      const cosine = product(vectors, a, b)
      if (cosine >= least) pairs.add(a, b, cosine)
    }
  }
  return pairs.whole()
}

/** Differing bits up to which a pair is compared in truth. */
function mostDifferent(least: number): number {
  const part = Math.acos(least) / Math.PI
  return BITS * part + MISSES * Math.sqrt(BITS * part * (1 - part))
}

async function sketch(
  vectors: Float32Array,
  count: number,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const random = createRandom('directions')
  const directions = Float32Array.from({ length: BITS * WIDTH }, () => drawNormal(random))
  const sketches = new Uint32Array(count * WORDS)
  for (let row = 0; row < count; row++) {
    if (row % TURN === 0) await takeBreath(signal)
    for (let bit = 0; bit < BITS; bit++) {
      let sum = 0
      for (let k = 0; k < WIDTH; k++)
        sum += vectors[row * WIDTH + k]! * directions[bit * WIDTH + k]!
      if (sum > 0) sketches[row * WORDS + (bit >>> 5)]! |= 1 << (bit & 31)
    }
  }
  return sketches
}

function differing(sketches: Uint32Array, a: number, b: number): number {
  const [at, to] = [a * WORDS, b * WORDS]
  return (
    ones(sketches[at]! ^ sketches[to]!) +
    ones(sketches[at + 1]! ^ sketches[to + 1]!) +
    ones(sketches[at + 2]! ^ sketches[to + 2]!) +
    ones(sketches[at + 3]! ^ sketches[to + 3]!)
  )
}

/** Set bits of a word, by adding them in pairs, fours and bytes. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function product(vectors: Float32Array, a: number, b: number): number {
  let sum = 0
  for (let k = 0; k < WIDTH; k++) sum += vectors[a * WIDTH + k]! * vectors[b * WIDTH + k]!
  return sum
}
