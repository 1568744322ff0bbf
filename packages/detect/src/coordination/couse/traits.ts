/**
 * Traits of a pair: what two strangers of like activity, hours, language, topics and interests have in common,
 * as the columns of the null's regression. None is made of what the pair did near each other.
 * Cost: for each pair the dimensions of topics, hours and days, and the sources of one account.
 */
import type { PairCounts } from './pair-counts.ts'
import { SIDES } from './pair-counts.ts'
import { StrataLookup, type Strata } from './strata.ts'
import { DIMENSIONS } from './topics.ts'

const HOURS = 24
const SMOOTHING = 0.3
/** At most so many stretches of days. */
const MOST_DAYS = 200
const LEAST_COSINE = 0.03
const LEAST_EXPECTED = 0.003

/** 1, activity, topic (cosine, its square, its logarithm), hours, days, imbalance, sides, strata, authors of one topic. */
export const TRAITS = 9 + SIDES + 3

export type Profiles = {
  readonly uses: Float64Array
  readonly hours: Float32Array
  readonly days: Float32Array
  /** Stretches of `days`. */
  readonly stretches: number
  readonly topics: Float32Array | null
  /** Authors reshared, sites linked to, tags. */
  readonly strata: readonly Strata[]
}

/** The hours of the day and the days on which each account is there; times in seconds since 1970. */
export function measurePresence(account: ArrayLike<number>, at: Float64Array, accounts: number) {
  let from = Infinity
  let to = -Infinity
  for (const time of at) {
    if (time < from) from = time
    if (time > to) to = time
  }
  const day = 86_400 * Math.max(1, Math.ceil((to - from) / 86_400 / MOST_DAYS))
  const stretches = Math.max(1, Math.floor((to - from) / day) + 1)
  const hours = new Float32Array(accounts * HOURS)
  const days = new Float32Array(accounts * stretches)
  for (let i = 0; i < at.length; i++) {
    hours[account[i]! * HOURS + Math.floor((((at[i]! % 86_400) + 86_400) % 86_400) / 3600)]!++
    days[account[i]! * stretches + Math.floor((at[i]! - from) / day)]!++
  }
  for (let a = 0; a < accounts; a++) {
    toShares(smoothed(hours.subarray(a * HOURS, (a + 1) * HOURS)))
    toShares(days.subarray(a * stretches, (a + 1) * stretches))
  }
  return { hours, days, stretches }
}

/** Each hour with half of its neighbours, in place. */
function smoothed(row: Float32Array): Float32Array {
  const old = row.slice()
  for (let h = 0; h < HOURS; h++)
    row[h] = (2 * old[h]! + old[(h + 1) % HOURS]! + old[(h + HOURS - 1) % HOURS]!) / 4
  return row
}

function toShares(row: Float32Array): void {
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += row[k]! += SMOOTHING
  for (let k = 0; k < row.length; k++) row[k]! /= sum
}

/** The design matrix, TRAITS columns for each pair. */
export function toTraits(pairs: PairCounts, profiles: Profiles): Float32Array {
  const x = new Float32Array(pairs.size * TRAITS)
  const lookups = profiles.strata.map((strata) => new StrataLookup(strata))
  const { uses, hours, days, stretches, topics } = profiles
  for (let row = 0; row < pairs.size; row++) {
    const [a, b] = [pairs.a[row]!, pairs.b[row]!]
    const cosine = topics === null ? 0 : Math.max(0, dot(topics, a, b, DIMENSIONS))
    const [logA, logB] = [Math.log(uses[a]! + 1), Math.log(uses[b]! + 1)]
    const known = lookups.map((lookup) => logAbove(lookup.expected(a, b), LEAST_EXPECTED))
    let at = row * TRAITS
    x[at++] = 1
    x[at++] = logA + logB
    x[at++] = cosine
    x[at++] = cosine * cosine
    x[at++] = Math.log(Math.max(LEAST_COSINE, cosine))
    x[at++] = Math.log(0.1 + HOURS * dot(hours, a, b, HOURS))
    x[at++] = Math.log(0.1 + stretches * dot(days, a, b, stretches))
    x[at++] = Math.abs(logA - logB)
    for (let s = 0; s < SIDES; s++) x[at++] = logAbove(pairs.apart[row * SIDES + s]!, 0.5)
    for (const value of known) x[at++] = value
    x[at] = (known[0] ?? 0) * cosine
  }
  return x
}

function logAbove(value: number, least: number): number {
  return Math.log(least + value) - Math.log(least)
}

function dot(rows: Float32Array, a: number, b: number, width: number): number {
  let sum = 0
  for (let k = 0; k < width; k++) sum += rows[a * width + k]! * rows[b * width + k]!
  return sum
}
