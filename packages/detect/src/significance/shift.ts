/**
 * The arbiter: the same test on the same posts with every account's whole time line moved by a
 * random offset of up to `reach` ticks either way. That keeps each account's activity, rhythm and
 * gaps, and each object's burst down to the scale of the offset, and leaves no fine synchrony; what
 * the test still finds there is its false alarms. Seeded. Cost: one sort of each object's rows, and
 * the test itself, a round.
 */
import type { Acts } from '../coaction/acts.ts'
import { createRandom } from '../random/random.ts'
import {
  measureSignificance,
  type PairSignificance,
  type SignificanceOptions,
} from './significance.ts'

/** The acts with shifted time lines; offsets are whole steps of the clock. */
export function shiftTimelines(
  acts: Acts,
  reach: number,
  step: number,
  seed: string | number,
): Acts {
  const random = createRandom(`${seed}/shift`)
  const steps = Math.max(1, Math.floor(reach / step))
  const offset = Float64Array.from(
    { length: acts.accounts },
    () => (Math.floor(random.float() * (2 * steps + 1)) - steps) * step,
  )
  const time = acts.time.slice()
  const account = acts.account.slice()
  const content = acts.content ? acts.content.slice() : null
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    const from = acts.objectStart[o]!
    const rows = Int32Array.from({ length: acts.objectStart[o + 1]! - from }, (_, i) => from + i)
    const moved = (row: number): number => acts.time[row]! + offset[acts.account[row]!]!
    rows.sort((x, y) => moved(x) - moved(y) || x - y)
    for (let i = 0; i < rows.length; i++) {
      time[from + i] = moved(rows[i]!)
      account[from + i] = acts.account[rows[i]!]!
      if (content) content[from + i] = acts.content![rows[i]!]!
    }
  }
  return { ...acts, time, account, content }
}

export interface Arbitration {
  rounds: number
  /** Rounds in which any pair had q at or below the rate. */
  roundsWithFinds: number
  /** For each tested pair, the larger of its q and of the share of false finds at its p. */
  q: Float64Array
}

/** Compares the finds with those in `rounds` shifted copies, and raises q where chance finds more. */
export function arbitrate(
  acts: Acts,
  window: number,
  found: PairSignificance,
  settings: { rounds: number; reach: number; step: number; seed: string | number; rate: number },
  options: Partial<SignificanceOptions> = {},
): Arbitration {
  const chance: number[] = []
  let roundsWithFinds = 0
  for (let round = 0; round < settings.rounds; round++) {
    const seed = `${settings.seed}/${round}`
    const shifted = shiftTimelines(acts, settings.reach, settings.step, seed)
    const result = measureSignificance(shifted, window, options)
    let finds = false
    for (let i = 0; i < result.size; i++) {
      chance.push(result.p[i]!)
      finds ||= result.q[i]! <= settings.rate
    }
    if (finds) roundsWithFinds++
  }
  const sorted = Float64Array.from(chance).sort()
  const real = found.p.slice().sort()
  const q = Float64Array.from(found.q, (own, i) => {
    const falseFinds = countAtMost(sorted, found.p[i]!) / Math.max(1, settings.rounds)
    return Math.max(own, Math.min(1, falseFinds / Math.max(1, countAtMost(real, found.p[i]!))))
  })
  return { rounds: settings.rounds, roundsWithFinds, q }
}

function countAtMost(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
