/**
 * Reference: what genuine accounts do with each other, learned from other traffic, for files in which most
 * accounts may act as one and would be taken for the usual.
 *
 *   z = weighted mean over the parts of (ln(1 + x) - middle(activity)) / spread(activity)
 *   p = 1 - Phi((z - middle) / sigma), with every figure from the reference
 *
 * What a pair of strangers does is still learned from the file, which is the cautious side. The reference is
 * a table of quantiles, not data, and it is named wherever it was used: genuine traffic of another platform, year or
 * language may differ from it. Cost: linear in accounts.
 */
import { toQValues } from '../significance/discovery.ts'
import { keepCompany, meanStanding, type AccountJudgement, type CompanyPart } from './accounts.ts'
import { normalTail } from './empirical-null.ts'
import type { PairSurprise } from './surprise.ts'

export type Reference = {
  /** Where it was learned. */
  readonly name: string
  /** Posts of an account at which company was measured. */
  readonly activity: readonly number[]
  /** Middle and spread of ln(1 + x) of each part at each of these activities. */
  readonly parts: readonly {
    readonly middle: readonly number[]
    readonly spread: readonly number[]
  }[]
  readonly middle: number
  readonly sigma: number
}

/** Standing above which company is closer than genuine accounts keep, and posts from which it can be told. */
const CLOSE = 4.5
const LEAST_POSTS = 10

/** The part of the accounts with some posts that keep far closer company than the reference. */
export function closePart(
  parts: readonly CompanyPart[],
  activity: Float64Array,
  reference: Reference,
): number {
  const z = standByReference(parts, activity, reference)
  let close = 0
  let all = 0
  for (let a = 0; a < z.length; a++) {
    if (activity[a]! < LEAST_POSTS) continue
    all++
    if (z[a]! > CLOSE) close++
  }
  return all === 0 ? 0 : close / all
}

export function judgeByReference(
  pairs: PairSurprise,
  parts: readonly CompanyPart[],
  activity: Float64Array,
  reference: Reference,
  rate: number,
): AccountJudgement {
  const z = standByReference(parts, activity, reference)
  const q = toQValues(
    z.map((value) => normalTail((value - reference.middle) / reference.sigma)),
    z.length,
  )
  keepCompany(pairs, q, rate)
  return { z, q }
}

function standByReference(
  company: readonly CompanyPart[],
  activity: Float64Array,
  { activity: knots, parts }: Pick<Reference, 'activity' | 'parts'>,
): Float64Array {
  const standing = company.map(({ x, weight }, part) => {
    const { middle, spread } = parts[part]!
    const z = x.map(
      (value, a) =>
        (Math.log(1 + value) - between(knots, middle, activity[a]!)) /
        between(knots, spread, activity[a]!),
    )
    return { z, weight }
  })
  return meanStanding(standing, activity.length)
}

/** Between the values at the knots, straight in the logarithm of activity, and level beyond them. */
function between(knots: readonly number[], values: readonly number[], activity: number): number {
  const above = knots.findIndex((knot) => knot >= activity)
  if (above === 0) return values[0]!
  if (above < 0) return values.at(-1)!
  const [from, to] = [Math.log(1 + knots[above - 1]!), Math.log(1 + knots[above]!)]
  const part = (Math.log(1 + activity) - from) / (to - from)
  return values[above - 1]! + part * (values[above]! - values[above - 1]!)
}
