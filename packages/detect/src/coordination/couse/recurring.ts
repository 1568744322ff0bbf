/**
 * Recurring company: one set of accounts again and again at different things, though each two of it seldom meet or
 * meet only among the others, as members who take turns and members of a large group do.
 *
 * Of an object the stretch of time is taken in which the group stands out most: k of its members among the m accounts
 * that used it then. Were they strangers, each of the m - 1 others of a member would be of the group by
 *
 *   share = mean over these members a of sum over b of mu(a, b) / meetings of a
 *
 * with mu of the null that knows activity, hours, topics and sources (expectation.ts), so that
 *
 *   -ln P(at least k - 1 of m - 1) >= (m - 1) KL((k - 1) / (m - 1), share) - ln(stretches to choose from)
 *
 * (Chernoff). `ALLOWED` nats are taken off each thing for what the null does not know, a post counts for one thing, and a
 * thing for `MOST_EACH` nats. The sum less ln C(CHOICE, members) is the group's evidence W, q <= groups tried * exp(-W):
 * a bound over all of them, so that choosing the group by the same data does not spoil it. Members in few of the things
 * leave, and the rest is tested anew. `ALLOWED` and `CHOICE` were set on sets that the published figures leave out.
 * Cost: for each group the uses of its members, and the neighbours of those that could tell.
 */
import { STRONG } from './accounts.ts'
import type { Affinity } from './affinity.ts'
import { gatherCandidates, LEAST_MEMBERS } from './candidates.ts'
import { findPartner, partnersOf, type Partners } from './company.ts'
import { ThingFinder, type Thing } from './group-things.ts'
import type { PairSurprise } from './surprise.ts'
import { logGamma } from '../significance/tail.ts'
import type { Uses } from './uses.ts'

/** Nats above which pairs lead to a group. */
const LEAST_TIE = 0.7
const ALLOWED = 6
const MOST_EACH = 25
const CHOICE = 300
/** Things that make a group, and of which each member is in at least some, and in this part of what the middle one is in. */
const LEAST_THINGS = 3
const LEAST_PART = 0.6
const MOST_SHARE = 0.9
const ROUNDS = 6

export type RecurringGroup = {
  /** Ascending. */
  readonly members: Int32Array
  readonly q: number
}

/** Groups that stand at `rate`. */
export function findRecurring(
  uses: Uses,
  pairs: PairSurprise,
  affinity: Affinity,
  rate: number,
): RecurringGroup[] {
  const near = partnersOf(pairs, pairs.all, uses.accounts, LEAST_TIE)
  const candidates = gatherCandidates(near)
  const things = new ThingFinder(uses, ALLOWED)
  const found: RecurringGroup[] = []
  for (const group of candidates) {
    const { members, nats } = tested(group, (some) =>
      things.find(some, shareOf(some, near, affinity)),
    )
    const q = candidates.length * Math.exp(-nats)
    if (q <= rate) found.push({ members, q })
  }
  return found
}

/** Takes members in at their group's `q`, and ties the pairs that met twice as a network's are. */
export function joinRecurring(
  q: Float64Array,
  pairs: PairSurprise,
  groups: readonly RecurringGroup[],
): void {
  const near = partnersOf(pairs, pairs.all, q.length, 0)
  for (const group of groups)
    for (const [i, account] of group.members.entries()) {
      q[account] = Math.min(q[account]!, group.q)
      for (const other of group.members.subarray(0, i)) {
        const slot = findPartner(near, account, other)
        if (slot < 0) continue
        const pair = near.pair[slot]!
        pairs.all[pair] = Math.max(pairs.all[pair]!, STRONG)
      }
    }
}

/** The members that stay, and their evidence. */
function tested(
  group: Int32Array,
  thingsOf: (group: Int32Array) => readonly Thing[],
): { members: Int32Array; nats: number } {
  const none = { members: group, nats: -Infinity }
  let members = group
  for (let round = 0; round < ROUNDS; round++) {
    if (members.length < LEAST_MEMBERS) return none
    const things = thingsOf(members)
    if (things.length < LEAST_THINGS) return none
    const staying = stayOf(members, things)
    if (staying.length === members.length) {
      const sum = things.reduce((total, { nats }) => total + Math.min(MOST_EACH, nats - ALLOWED), 0)
      return { members, nats: sum - logChoose(CHOICE, members.length) }
    }
    members = staying
  }
  return none
}

function stayOf(members: Int32Array, things: readonly Thing[]): Int32Array {
  const counts = new Map<number, number>()
  for (const { accounts } of things)
    for (const account of accounts) counts.set(account, (counts.get(account) ?? 0) + 1)
  const sorted = Float64Array.from(members, (account) => counts.get(account) ?? 0).sort()
  const least = Math.max(LEAST_THINGS, LEAST_PART * sorted[sorted.length >> 1]!)
  return members.filter((account) => (counts.get(account) ?? 0) >= least)
}

/** For each member the part of its meetings that would be with the others, were they strangers. */
function shareOf(group: Int32Array, near: Partners, { expected, met }: Affinity): Float64Array {
  const sums = new Float64Array(group.length)
  const partners = new Int32Array(group.length)
  let total = 0
  let known = 0
  for (let i = 0; i < group.length; i++)
    for (let k = 0; k < i; k++) {
      const slot = findPartner(near, group[i]!, group[k]!)
      if (slot < 0) continue
      const mu = expected[near.pair[slot]!]!
      for (const one of [i, k]) {
        sums[one]! += mu
        partners[one]!++
      }
      total += mu
      known++
    }
  // Members who are no pair would meet as often as those who are: the cautious side.
  const other = known === 0 ? 0 : total / known
  return sums.map((sum, i) => {
    const all = sum + other * (group.length - 1 - partners[i]!)
    return Math.min(MOST_SHARE, all / met[group[i]!]!)
  })
}

function logChoose(n: number, k: number): number {
  const some = Math.min(k, n >> 1)
  return logGamma(n + 1) - logGamma(some + 1) - logGamma(n - some + 1)
}
