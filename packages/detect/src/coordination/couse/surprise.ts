/**
 * Surprise: how far a pair stands above strangers like it, in nats.
 *
 *   W(a, b) = max over classes c of -ln P(negative binomial (mu_c, alpha_c) >= V_c)
 *
 * An order of pairs and no p-value: classes overlap, and the null is a regression. Cost: linear in pairs.
 */
import { logGamma } from '../significance/tail.ts'
import type { Expectation } from './expectation.ts'
import type { Suspects } from './meetings.ts'
import { CLASSES, CONVERSATION, MET, type PairCounts } from './pair-counts.ts'

/** Class from which meetings are fast ones. */
const FAST = 4

/** Pairs that met at least twice. */
export type PairSurprise = {
  readonly size: number
  readonly a: Int32Array
  readonly b: Int32Array
  /** Nats: of all classes but conversations, of the fast ones, of conversations. */
  readonly all: Float32Array
  readonly fast: Float32Array
  readonly talk: Float32Array
  /** Meetings of the class that surprises most, and how many strangers would have had. */
  readonly met: Int32Array
  readonly expected: Float32Array
}

export function toSurprise(pairs: PairCounts, { mean, dispersion }: Expectation): PairSurprise {
  const size = pairs.kept[MET]
  const surprise = {
    size,
    a: new Int32Array(size),
    b: new Int32Array(size),
    all: new Float32Array(size),
    fast: new Float32Array(size),
    talk: new Float32Array(size),
    met: new Int32Array(size),
    expected: new Float32Array(size),
  }
  let k = 0
  for (let row = 0; row < pairs.size; row++) {
    if (pairs.kind[row] !== MET) continue
    surprise.a[k] = pairs.a[row]!
    surprise.b[k] = pairs.b[row]!
    let most = -1
    for (let c = 0; c < CLASSES; c++) {
      const met = pairs.met[row * CLASSES + c]!
      if (met === 0) continue
      const mu = mean[row * CLASSES + c]!
      const nats = surpriseOf(met, mu, dispersion[c]!)
      const into = c >= CONVERSATION ? surprise.talk : surprise.all
      if (nats > into[k]!) into[k] = nats
      if (c >= FAST && c < CONVERSATION && nats > surprise.fast[k]!) surprise.fast[k] = nats
      if (nats <= most) continue
      most = nats
      surprise.met[k] = met
      surprise.expected[k] = mu
    }
    k++
  }
  return surprise
}

/** -ln P(X >= count) of a negative binomial of this mean and dispersion (variance mean + dispersion mean^2). */
export function surpriseOf(count: number, mean: number, dispersion: number): number {
  if (count <= 0) return 0
  const r = 1 / dispersion
  const success = mean / (r + mean)
  const logNone = r * Math.log(r / (r + mean))
  if (count <= mean) {
    let below = 0
    let term = Math.exp(logNone)
    for (let k = 0; k < count; k++) {
      below += term
      term *= ((k + r) / (k + 1)) * success
    }
    return -Math.log(Math.max(1e-12, 1 - below))
  }
  const logAt =
    logGamma(count + r) - logGamma(r) - logGamma(count + 1) + logNone + count * Math.log(success)
  let sum = 1
  let term = 1
  for (let k = count; term > 1e-12 * sum; k++) sum += term *= ((k + r) / (k + 1)) * success
  return -(logAt + Math.log(sum))
}

/** Pairs above `least` nats, by account. */
export function toSuspects(
  { size, a, b, all }: PairSurprise,
  accounts: number,
  least: number,
): Suspects {
  const start = new Int32Array(accounts + 1)
  for (let i = 0; i < size; i++)
    if (all[i]! > least) for (const account of [a[i]!, b[i]!]) start[account + 1]!++
  for (let k = 0; k < accounts; k++) start[k + 1]! += start[k]!
  const next = start.slice()
  const other = new Int32Array(start[accounts]!)
  for (let i = 0; i < size; i++) {
    if (all[i]! <= least) continue
    other[next[a[i]!]!++] = b[i]!
    other[next[b[i]!]!++] = a[i]!
  }
  return { start, other }
}
