/** (b) and (c) Real posts of one operation among real genuine accounts, with or without generated traffic. */
import { toActs, type Acts } from '../src/activity/acts.ts'
import { findGroups } from '../src/coordination/communities/groups.ts'
import { measureStanding } from '../src/coordination/fusion/standing.ts'
import { generateTraffic } from '../src/traffic/generate.ts'
import { RIVALS, scoreLikeRival } from './accuracy-rivals.ts'
import { areaUnderCurve, bestCut, mean } from './accuracy-tally.ts'
import { postsToActs } from './post-acts.ts'
import { OPERATION, readRealPosts, realActs, type RealPosts } from './real-posts.ts'

const TRACES = ['link', 'hashtag', 'text'] as const
const WINDOWS = [60, 600, 3600]
const RATE = 0.05
const HALF_YEAR = 184

/** Prints ranking and false alarms by what the genuine accounts are; `strangers` generated accounts beside them. */
export async function judgeRealPosts(strangers: number): Promise<void> {
  const posts = await readRealPosts()
  if (posts === undefined) return console.log('the real posts are not here: skipped')
  const { who, traces } =
    strangers > 0 ? amongGenerated(posts, strangers) : { who: posts.who, traces: tracesOf(posts) }
  const standing = await measureStanding(traces, 60, {
    rate: RATE,
    seed: 1,
    breathe: () => Promise.resolve(),
  })
  const { fused } = standing!
  const count = (wanted: string, good: (account: number) => boolean = () => true): number =>
    who.reduce((sum, kind, account) => sum + (kind === wanted && good(account) ? 1 : 0), 0)
  const areas = (score: Float64Array): Map<string, number> => areasByKind(who, score)
  const rivals = RIVALS.map((rival) => {
    const scores = [...traces.values()].flatMap((acts) =>
      WINDOWS.map((window) => scoreLikeRival(rival, acts, window)),
    )
    // The best setting is the one whose mean area over the kinds is largest.
    return scores.reduce((best, score) =>
      mean([...areas(score).values()]) > mean([...areas(best).values()]) ? score : best,
    )
  })
  const cuts = rivals.map((score) => thresholdOf(who, score))
  console.log(
    `Real posts${strangers > 0 ? ` among ${strangers} generated accounts` : ''}: area against the operation, accounts found`,
  )
  console.log(`${'who'.padEnd(26)}accounts  Tocsin        CooRTweet      toolkit`)
  for (const kind of new Set(who)) {
    const own = (score: Float64Array): string => (areas(score).get(kind) ?? NaN).toFixed(3)
    const found = [
      count(kind, (account) => fused.accountQ[account]! <= RATE),
      ...rivals.map((score, r) => count(kind, (account) => score[account]! >= cuts[r]!)),
    ]
    const columns = [fused.score, ...rivals].map(
      (score, k) => `${kind === OPERATION ? '     ' : own(score)} ${String(found[k]).padStart(6)}`,
    )
    console.log(`${kind.padEnd(26)}${String(count(kind)).padStart(8)}  ${columns.join('   ')}`)
  }
  const groups = findGroups(fused, { rate: RATE, minMembers: 3, seed: 1 })
  console.log(`networks at 5 %: ${groups.length}`)
  for (const { accounts } of groups) {
    const kinds = [...new Set(accounts.map((account) => who[account]!))]
    console.log(
      `  ${kinds.map((kind) => `${accounts.filter((a) => who[a] === kind).length} ${kind}`).join(', ')}`,
    )
  }
  console.log('')
}

type Traces = Map<(typeof TRACES)[number], Acts>

function tracesOf(posts: RealPosts): Traces {
  return new Map(TRACES.map((trace) => [trace, realActs(posts, trace)] as const))
}

/** Area of the operation's accounts against each kind of genuine ones. */
function areasByKind(who: readonly string[], score: Float64Array): Map<string, number> {
  const byKind = new Map<string, number[]>()
  who.forEach((kind, account) => {
    if (!byKind.has(kind)) byKind.set(kind, [])
    byKind.get(kind)!.push(score[account]!)
  })
  const planted = byKind.get(OPERATION)!
  byKind.delete(OPERATION)
  return new Map([...byKind].map(([kind, scores]) => [kind, areaUnderCurve(planted, scores)]))
}

/** The cut of the score with the best F1 for the operation. */
function thresholdOf(who: readonly string[], score: Float64Array): number {
  const planted = [...score].filter((_, account) => who[account] === OPERATION)
  const others = [...score].filter((_, account) => who[account] !== OPERATION)
  const { recall } = bestCut(planted, others)
  const at = Math.max(1, Math.round(recall * planted.length))
  return planted.sort((x, y) => y - x)[at - 1]!
}

/** The real acts and those of generated accounts over the same half-year, numbered after them. */
function amongGenerated(posts: RealPosts, accounts: number): { who: string[]; traces: Traces } {
  const traffic = generateTraffic({
    seed: 'accuracy mixed',
    accounts,
    start: Date.UTC(2016, 6, 1),
    days: HALF_YEAR,
    resolution: 60,
  })
  const columns = traffic.columns()
  const traces = TRACES.map((trace) => {
    const generated = postsToActs(traffic, columns, trace)
    return [trace, joinActs(realActs(posts, trace), generated, posts.texts.length)] as const
  })
  const kinds = Array.from(traffic.population.source, (source) =>
    source < 0 ? 'generated' : `generated ${traffic.sources[source]!.kind}`,
  )
  return { who: [...posts.who, ...kinds], traces: new Map(traces) }
}

/** Two sets of acts that have no account, object or post in common. */
function joinActs(one: Acts, two: Acts, posts: number): Acts {
  const object = (acts: Acts, from: number): number[] => {
    const numbers: number[] = []
    for (let o = 0; o + 1 < acts.objectStart.length; o++)
      for (let row = acts.objectStart[o]!; row < acts.objectStart[o + 1]!; row++)
        numbers.push(from + o)
    return numbers
  }
  const objects = one.objectStart.length - 1
  const shifted = (column: ArrayLike<number>, by: number) => Array.from(column, (x) => x + by)
  return toActs(
    {
      object: Int32Array.from([...object(one, 0), ...object(two, objects)]),
      account: Int32Array.from([...one.account, ...shifted(two.account, one.accounts)]),
      time: Int32Array.from([...one.time, ...two.time]),
      content: Int32Array.from([...one.content!, ...shifted(two.content!, posts)]),
    },
    { objects: objects + two.objectStart.length - 1, accounts: one.accounts + two.accounts },
    { epoch: 0, tick: 1 },
  ).acts
}
