/**
 * Pairs of accounts that say the same in other words or in another language, again and again, and sooner after each other than
 * others who say alike things.
 *
 * A meeting is a text of each that are alike, but not nearly in the same words, within `within` seconds; each text counts once
 * for a pair, the soonest first. Two who talk of one thing all day meet often, at any distance and half alike. So a pair is
 * ranked by how many of its n meetings are soon and close: `surprise` is the largest of -log10 P(X >= k), X ~ Binomial(n, p),
 * over seven lags up to any and four steps of likeness; k of its meetings are so, p is the part of all other pairs' meetings that
 * are. That the two talk alike at all is taken as given. It orders, and is no error rate: news makes many quick at once.
 * Cost: meetings, sorted once for each pair of accounts.
 */
import { trialsTail } from '../coordination/significance/tail.ts'
import { jaccard, toShingleSet } from '../activity/text/shingles.ts'
import type { Posts } from '../activity/read/kept-posts.ts'
import type { NearPairs } from './near-pairs.ts'
import type { SaidTexts } from './said-texts.ts'

/** Part of the shingles of two texts in common from which they have nearly the same words, which other traces find. */
const SAME_WORDS = 0.4

const MOST_EXAMPLES = 3

/** Seconds between two posts of a meeting up to which it is soon. */
const SOON = [60, 600, 3600, 21_600, 86_400, 259_200, Infinity] as const

/** How much more alike than they must be texts are, in steps. */
const CLOSER = [0, 0.1, 0.2, 0.3] as const

export type ProposalOptions = {
  /** Least likeness of two texts. */
  readonly alike: number
  /** Seconds between two posts. */
  readonly within: number
  /** Least meetings of a pair. */
  readonly least: number
  /** Accounts that say a thing above which it counts for nothing. */
  readonly crowd: number
}

/** Two posts; texts by number. */
type Meeting = {
  readonly texts: readonly [number, number]
  readonly posts: readonly [number, number]
  readonly likeness: number
}

export type Proposal = {
  /** By number, the lower first; posts and texts below are in the same order. */
  readonly accounts: readonly [number, number]
  readonly meetings: number
  /** Powers of ten: how seldom so many of a pair's meetings would be so soon. */
  readonly surprise: number
  /** Median seconds between the two posts of a meeting. */
  readonly lag: number
  /** The soonest. */
  readonly examples: readonly Meeting[]
}

export type Proposals = {
  readonly proposals: readonly Proposal[]
  /** Pairs of texts that are alike: all, those that are alike in words, those that too many said. */
  readonly pairs: { readonly all: number; readonly sameWords: number; readonly crowded: number }
}

/** `secondsPerTick` is what a number of `posts.time` counts. Pairs come by weight, then by number. */
export function propose(
  posts: Posts,
  said: SaidTexts,
  near: NearPairs,
  secondsPerTick: number,
  options: ProposalOptions,
): Proposals {
  const crowds = countCrowds(posts, said, near, options.crowd)
  const meetings = new Map<number, Meeting[]>()
  const ticks = options.within / secondsPerTick
  let [sameWords, crowded] = [0, 0]
  for (let k = 0; k < near.first.length; k++) {
    const texts = [near.first[k]!, near.second[k]!] as const
    if (Math.max(crowds[texts[0]]!, crowds[texts[1]]!) > options.crowd) crowded++
    else if (isSameWords(said, texts)) sameWords++
    else meet(posts, said, texts, near.likeness[k]!, ticks, meetings)
  }
  const lagOf = ({ posts: [a, b] }: Meeting) =>
    Math.abs(posts.time[a]! - posts.time[b]!) * secondsPerTick
  const chosen = [...meetings.values()].map((all) => eachTextOnce(all, lagOf))
  const lags = chosen.map((own) => own.map(lagOf))
  const soon = chosen.map((own, k) => countSoon(own, lags[k]!, options.alike))
  const all = { soon: addUp(soon), meetings: lags.reduce((sum, own) => sum + own.length, 0) }
  const proposals = chosen.flatMap((own, k): Proposal[] => {
    if (own.length < options.least) return []
    const [a, b] = own[0]!.posts
    return [
      {
        accounts: [posts.account[a]!, posts.account[b]!],
        meetings: own.length,
        surprise: surpriseOf(soon[k]!, own.length, all),
        lag: median(lags[k]!),
        examples: own.slice(0, MOST_EXAMPLES),
      },
    ]
  })
  return {
    proposals: proposals.toSorted(
      (a, b) =>
        b.surprise - a.surprise ||
        b.meetings - a.meetings ||
        a.accounts[0] - b.accounts[0] ||
        a.accounts[1] - b.accounts[1],
    ),
    pairs: { all: near.first.length, sameWords, crowded },
  }
}

/** How many meetings are within each of `SOON` and as alike as each of `CLOSER` asks. */
function countSoon(meetings: readonly Meeting[], lags: readonly number[], alike: number): number[] {
  return SOON.flatMap((most) =>
    CLOSER.map(
      (more) =>
        meetings.filter(({ likeness }, k) => lags[k]! <= most && likeness >= alike + more).length,
    ),
  )
}

function addUp(lists: readonly (readonly number[])[]): number[] {
  return Array.from({ length: SOON.length * CLOSER.length }, (_, k) =>
    lists.reduce((sum, list) => sum + list[k]!, 0),
  )
}

/** `all` holds the pair's own, which are taken out; where hardly any are left, half of one is taken for soon. */
function surpriseOf(
  own: readonly number[],
  meetings: number,
  all: { readonly soon: readonly number[]; readonly meetings: number },
): number {
  const others = Math.max(1, all.meetings - meetings)
  const each = own.map((count, k) => {
    const part = Math.min(1, Math.max(0.5, all.soon[k]! - count) / others)
    return -Math.log10(trialsTail(count, meetings * part, meetings * part * part))
  })
  return Math.max(0, ...each)
}

/** For each text how many accounts said it or what is alike, one more than `most` at most. */
function countCrowds(posts: Posts, said: SaidTexts, near: NearPairs, most: number): Int32Array {
  const tellers = said.posts.map((uses) => new Set(uses.map((post) => posts.account[post]!)))
  const crowds = tellers.map((own) => new Set(own))
  const addAll = (crowd: Set<number>, more: ReadonlySet<number>) => {
    for (const account of more) {
      if (crowd.size > most) return
      crowd.add(account)
    }
  }
  for (let k = 0; k < near.first.length; k++) {
    const [a, b] = [near.first[k]!, near.second[k]!]
    addAll(crowds[a]!, tellers[b]!)
    addAll(crowds[b]!, tellers[a]!)
  }
  return Int32Array.from(crowds, (crowd) => crowd.size)
}

function isSameWords({ plain }: SaidTexts, [a, b]: readonly [number, number]): boolean {
  return jaccard(toShingleSet(plain[a]!), toShingleSet(plain[b]!)) >= SAME_WORDS
}

/** The nearest two posts of each two accounts that said the two texts. */
function meet(
  posts: Posts,
  said: SaidTexts,
  texts: readonly [number, number],
  likeness: number,
  ticks: number,
  into: Map<number, Meeting[]>,
): void {
  const nearest = new Map<number, Meeting>()
  for (const a of said.posts[texts[0]]!)
    for (const b of said.posts[texts[1]]!) {
      const lag = Math.abs(posts.time[a]! - posts.time[b]!)
      const [x, y] = [posts.account[a]!, posts.account[b]!]
      if (x === y || lag > ticks) continue
      const meeting: Meeting =
        x < y
          ? { texts, posts: [a, b], likeness }
          : { texts: [texts[1], texts[0]], posts: [b, a], likeness }
      const key = Math.min(x, y) * 2 ** 26 + Math.max(x, y)
      const known = nearest.get(key)
      if (known === undefined || lag < ticksBetween(posts, known)) nearest.set(key, meeting)
    }
  for (const [key, meeting] of nearest) {
    const all = into.get(key)
    if (all) all.push(meeting)
    else into.set(key, [meeting])
  }
}

function ticksBetween(posts: Posts, { posts: [a, b] }: Meeting): number {
  return Math.abs(posts.time[a]! - posts.time[b]!)
}

/** The soonest first; a text that was chosen is not chosen again. */
function eachTextOnce(
  meetings: readonly Meeting[],
  lagOf: (meeting: Meeting) => number,
): Meeting[] {
  const [first, second] = [new Set<number>(), new Set<number>()]
  return meetings
    .toSorted((a, b) => lagOf(a) - lagOf(b) || b.likeness - a.likeness || a.posts[0] - b.posts[0])
    .filter(({ texts: [a, b] }) => {
      if (first.has(a) || second.has(b)) return false
      first.add(a)
      second.add(b)
      return true
    })
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}
