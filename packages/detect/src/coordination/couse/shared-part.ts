/**
 * Shared part: how much of what an account posts somebody else did near it, whoever that was. Members of a group that
 * take turns are no pair often, and an account of few posts is none at all; yet hardly anything of theirs is their own.
 *
 *   x(a) = 1 / posts(a) * sum over posts of ln(41 / (1 + n)),   n the least crowd (crowd.ts) at which the post met another
 *
 * Accounts that live on one feed have a large part as well: it orders accounts and convicts nobody. The activity-normalised
 * form of co-action counts (Pacheco et al., ICWSM 2021). Cost: linear in uses; the crowds are known from counting pairs.
 */
import { WIDEST_CROWD } from './crowd.ts'
import type { Uses } from './uses.ts'

/** `least[use]` is the least crowd at which the use met another account's, infinite where it met none. */
export function measureSharedPart(
  uses: Uses,
  least: Float32Array,
  activity: Float64Array,
): Float64Array {
  const ofPost = new Float32Array(uses.posts).fill(Infinity)
  const accountOf = new Int32Array(uses.posts).fill(-1)
  for (let i = 0; i < uses.size; i++) {
    const post = uses.post[i]!
    accountOf[post] = uses.account[i]!
    if (least[i]! < ofPost[post]!) ofPost[post] = least[i]!
  }
  const sum = new Float64Array(uses.accounts)
  for (let post = 0; post < uses.posts; post++)
    if (ofPost[post]! <= WIDEST_CROWD)
      sum[accountOf[post]!]! += Math.log((WIDEST_CROWD + 1) / (1 + ofPost[post]!))
  return sum.map((value, a) => value / Math.max(1, activity[a]!))
}
