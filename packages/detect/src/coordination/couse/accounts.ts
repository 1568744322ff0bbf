/**
 * Accounts: who stands out by all partners at once.
 *
 *   z = mean of standings among accounts of like activity of: the five strongest pairs, the triangles among
 *   the twelve and the twenty strongest partners, and half as heavy the five strongest fast pairs
 *
 * Conversations are judged apart, among those who answer as often, for friends talk too, by pairs, their triangles and
 * the turns they take at once (turns.ts): they may add to what is found and never hide it. q is the smaller of both, each divided by its part of the rate.
 * Then who has no company is let go: a found account needs `COMPANY.partners` found partners at `STRONG` nats and
 * `COMPANY.nats` of them together, repeated; four friends at the bare minimum are no operation. And who keeps more than
 * enough of it joins, whatever its own standing: members that do much else besides hide among accounts as busy.
 */
import { strongest, triangles } from './company.ts'
import { judge } from './empirical-null.ts'
import { orderByActivity, standInOrder, toLogs } from './like-activity.ts'
import type { PairSurprise } from './surprise.ts'
import type { Turns } from './turns.ts'

/** Nats from which a pair ties a network. */
export const STRONG = 9
/** Found partners, and nats with them, that a found account needs, and that make an account one of them. */
const COMPANY = { partners: 3, nats: 30 }
const JOINING = { partners: 4, nats: 40 }
const TALK_PART = 0.1
/** Weight of a standing in conversations beside the other in the ranking. */
const TALK_RANK = 0.5
/** Rate beyond the run's own up to which networks are kept for those who look wider. */
const WIDER_RATE = 0.2
const CLIP: [number, number] = [-2, 10]

export type AccountJudgement = {
  /** Standing, in spreads of accounts of like activity; orders accounts. */
  readonly z: Float64Array
  /** Rate of false finds at which an account is part of a group. */
  readonly q: Float64Array
}

export type Talk = {
  /** How often each account spoke in conversations. */
  readonly answers: Float64Array
  /** Without them, where nobody answers or the clock is too coarse. */
  readonly turns?: Turns | undefined
}

export type Judged = {
  /** Of the pairs that are judged by. */
  readonly parts: readonly CompanyPart[]
  /** What each account did. */
  readonly activity: Float64Array
  /** 1 for each account that may be in a pair. */
  readonly isPaired: Uint8Array
}

export function judgeAccounts(
  pairs: PairSurprise,
  { parts, activity, isPaired }: Judged,
  conversations: Talk,
  rate: number,
): AccountJudgement {
  const accounts = activity.length
  const main = judge(
    standingOf(parts, activity, isPaired),
    (a) => isPaired[a] === 1,
    accounts,
    rate,
  )
  const talk = judgeTalk(pairs, conversations, rate)
  const q = main.q.map((value, a) => Math.min(1, value / (1 - TALK_PART), talk.q[a]! / TALK_PART))
  keepCompany(pairs, q, rate)
  const z = main.z.map((value, a) => Math.max(value, TALK_RANK * talk.z[a]!))
  return { z, q }
}

/** A part of every account's standing: what it adds up to, and how heavy it weighs. */
export type CompanyPart = { readonly x: Float64Array; readonly weight: number }

export function companyParts(pairs: PairSurprise, n: number): CompanyPart[] {
  return [
    { x: strongest(pairs, pairs.all, n, 5), weight: 1 },
    { x: triangles(pairs, pairs.all, n, { partners: 12, least: 2 }), weight: 1 },
    { x: triangles(pairs, pairs.all, n, { partners: 20, least: 1 }), weight: 1 },
    { x: strongest(pairs, pairs.fast, n, 5), weight: 0.5 },
  ]
}

/** Standings among the accounts that `isCompared`, all without it. */
function standingOf(
  parts: readonly CompanyPart[],
  activity: Float64Array,
  isCompared?: Uint8Array,
) {
  const order = orderByActivity(activity).filter((account) => isCompared?.[account] !== 0)
  const scaled = parts.map(({ x, weight }) => ({ logs: toLogs(x, order), weight }))
  return (found: Uint8Array) =>
    meanStanding(
      scaled.map(({ logs, weight }) => ({ z: standInOrder(logs, order, found), weight })),
      activity.length,
    )
}

/** Where nobody talked, nobody stands out by it. */
function judgeTalk(pairs: PairSurprise, talk: Talk, rate: number): AccountJudgement {
  const n = talk.answers.length
  const isSilent = (talk.turns?.size ?? 0) === 0 && talk.answers.every((count) => count === 0)
  if (isSilent) return { z: new Float64Array(n), q: new Float64Array(n).fill(1) }
  return judge(talkStanding(pairs, talk), () => true, n, rate)
}

function talkStanding(pairs: PairSurprise, { answers, turns }: Talk) {
  const n = answers.length
  const parts = [
    { x: strongest(pairs, pairs.talk, n, 4), weight: 1 },
    { x: triangles(pairs, pairs.talk, n, { partners: 12, least: 1 }), weight: 0.4 },
  ]
  if (turns !== undefined) parts.push({ x: strongest(turns, turns.weight, n, 4), weight: 0.7 })
  return standingOf(parts, answers)
}

/** The weighted mean of standings, each within bounds. */
export function meanStanding(
  parts: readonly { z: Float64Array; weight: number }[],
  accounts: number,
): Float64Array {
  const sum = new Float64Array(accounts)
  const all = parts.reduce((total, { weight }) => total + weight, 0)
  for (const { z, weight } of parts)
    z.forEach((value, a) => {
      sum[a]! += (weight / all) * Math.max(CLIP[0], Math.min(CLIP[1], value))
    })
  return sum
}

/** Lets go of accounts without company and takes in those with more than enough, at the run's rate and at a wider one. */
export function keepCompany(pairs: PairSurprise, q: Float64Array, rate: number): void {
  for (const level of [WIDER_RATE, rate]) {
    letGoAlone(pairs, q, level)
    takeIn(pairs, q, level)
  }
}

type Company = { readonly partners: Int32Array; readonly nats: Float64Array }

/** Of each account, its partners found at `rate` and the nats with them. */
function foundCompany(
  { size, a, b, all, talk }: PairSurprise,
  q: Float64Array,
  rate: number,
): Company {
  const partners = new Int32Array(q.length)
  const nats = new Float64Array(q.length)
  const meet = (account: number, other: number, own: number): void => {
    if (q[other]! > rate) return
    partners[account]!++
    nats[account]! += own
  }
  for (let i = 0; i < size; i++) {
    const own = Math.max(all[i]!, talk[i]!)
    if (own < STRONG) continue
    meet(a[i]!, b[i]!, own)
    meet(b[i]!, a[i]!, own)
  }
  return { partners, nats }
}

const hasCompany = ({ partners, nats }: Company, account: number, least: typeof COMPANY): boolean =>
  partners[account]! >= least.partners && nats[account]! >= least.nats

/** Lets go, in `q`, of accounts found at `rate` that have too few partners found at it. */
function letGoAlone(pairs: PairSurprise, q: Float64Array, rate: number): void {
  for (;;) {
    const company = foundCompany(pairs, q, rate)
    let changed = false
    for (let account = 0; account < q.length; account++) {
      if (q[account]! > rate || hasCompany(company, account, COMPANY)) continue
      // Just not found at this rate; at a wider one it may have company.
      q[account] = rate < WIDER_RATE ? Math.max(q[account]!, rate * 1.01) : 1
      changed = true
    }
    if (!changed) return
  }
}

/** Finds, in `q`, at `rate` and no lower one, accounts whose found partners are many; who joins so vouches for nobody. */
function takeIn(pairs: PairSurprise, q: Float64Array, rate: number): void {
  const company = foundCompany(pairs, q, rate)
  for (let account = 0; account < q.length; account++)
    if (hasCompany(company, account, JOINING)) q[account] = Math.min(q[account]!, rate)
}
