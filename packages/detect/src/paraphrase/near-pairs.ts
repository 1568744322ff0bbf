/** Pairs of texts that are alike, as they are found. */
import { setImmediate } from 'node:timers/promises'
import { DetectError } from '../errors.ts'
import { verifyGoing } from '../progress.ts'

/** Pairs that are kept at most. */
const MOST_PAIRS = 5_000_000

/** Pairs by their numbers, the earlier first, and how alike they are, 0 to 1. */
export type NearPairs = {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly likeness: Float32Array
}

/** Grows by doubling. */
export class GrowingPairs {
  private count = 0
  private first = new Int32Array(1024)
  private second = new Int32Array(1024)
  private likeness = new Float32Array(1024)

  add(first: number, second: number, likeness: number): void {
    if (this.count === MOST_PAIRS)
      throw new DetectError(
        'TOO_MANY',
        `more than ${MOST_PAIRS / 1e6} million pairs of texts are alike; ask for more likeness or less time between them`,
      )
    if (this.count === this.first.length) this.grow()
    this.first[this.count] = first
    this.second[this.count] = second
    this.likeness[this.count++] = likeness
  }

  whole(): NearPairs {
    const { count } = this
    return {
      first: this.first.subarray(0, count),
      second: this.second.subarray(0, count),
      likeness: this.likeness.subarray(0, count),
    }
  }

  private grow(): void {
    const grown = <A extends Int32Array | Float32Array>(old: A, into: A): A => {
      into.set(old)
      return into
    }
    const length = this.count * 2
    this.first = grown(this.first, new Int32Array(length))
    this.second = grown(this.second, new Int32Array(length))
    this.likeness = grown(this.likeness, new Float32Array(length))
  }
}

/** Whoever gives up is heard between turns. */
export async function takeBreath(signal?: AbortSignal): Promise<void> {
  await setImmediate()
  verifyGoing(signal)
}
