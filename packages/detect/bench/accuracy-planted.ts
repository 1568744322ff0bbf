/** (a) Planted operations, four of one style in each run, in generated traffic with all benign bursts. */
import type { Acts } from '../src/activity/acts.ts'
import { measureStanding } from '../src/coordination/fusion/standing.ts'
import { generateTraffic, type Traffic } from '../src/traffic/generate.ts'
import { postsToActs } from './post-acts.ts'
import { RIVALS, scoreLikeRival, type Rival } from './accuracy-rivals.ts'
import type { Style } from './accuracy-styles.ts'
import { areaUnderCurve, bestCut, mean, type Cut } from './accuracy-tally.ts'

const TRACES = ['link', 'hashtag', 'text', 'near-text', 'reshare'] as const
const WINDOWS = [60, 600, 3600, 86_400]
const RATE = 0.05

type Judged = {
  auc: number
} & Cut

type Run = {
  tocsin: Judged
  rivals: Record<Rival, Judged>
  /** Accounts found that are neither planted nor in a closed group, and those in one. */
  strangers: number
  closed: number
}

/** One line of the table: the mean over seeds. */
export async function judgeStyle({ name, operation, window }: Style, seeds: readonly string[]) {
  const runs: Run[] = []
  for (const seed of seeds) {
    const operations = Array.from({ length: 4 }, (_, i) => ({ ...operation, name: `${name} ${i}` }))
    const traffic = generateTraffic({ seed: `accuracy ${seed}`, accounts: 3000, operations })
    runs.push(await judgeTraffic(traffic, window))
  }
  const line = (pick: (run: Run) => Judged): Judged => ({
    auc: mean(runs.map((run) => pick(run).auc)),
    precision: mean(runs.map((run) => pick(run).precision)),
    recall: mean(runs.map((run) => pick(run).recall)),
  })
  return {
    tocsin: line(({ tocsin }) => tocsin),
    rivals: RIVALS.map((rival) => line(({ rivals }) => rivals[rival])),
    strangers: mean(runs.map(({ strangers }) => strangers)),
    closed: mean(runs.map(({ closed }) => closed)),
  }
}

async function judgeTraffic(traffic: Traffic, window: number): Promise<Run> {
  const posts = traffic.columns()
  const kind = kindsOf(traffic)
  const posting = new Set(posts.account.subarray(0, posts.length))
  const planted = [...posting].filter((account) => kind[account] === 'planted')
  const innocent = [...posting].filter((account) => kind[account] === 'open')
  const judge = (score: Float64Array): [number[], number[]] => [
    planted.map((account) => score[account]!),
    innocent.map((account) => score[account]!),
  ]
  const traces = new Map(
    TRACES.map((trace) => [trace, postsToActs(traffic, posts, trace)] as const),
  )
  const breathe = () => Promise.resolve()
  const standing = await measureStanding(traces, window, { rate: RATE, seed: 1, breathe })
  const { score, accountQ } = standing!.fused
  const found = (accounts: Iterable<number>): number =>
    [...accounts].filter((account) => accountQ[account]! <= RATE).length
  const [hits, strangers] = [found(planted), found(innocent)]
  const rivals = {} as Run['rivals']
  // The tools have exact texts only.
  const theirs = TRACES.filter((trace) => trace !== 'near-text')
  const whole = theirs.map((trace): Acts => postsToActs(traffic, posts, trace, true))
  for (const rival of RIVALS) {
    const tries = whole.flatMap((acts) =>
      WINDOWS.map((seconds) => judge(scoreLikeRival(rival, acts, seconds))),
    )
    rivals[rival] = bestOf(tries)
  }
  return {
    tocsin: {
      auc: areaUnderCurve(...judge(score)),
      precision: hits / Math.max(1, hits + strangers),
      recall: hits / planted.length,
    },
    rivals,
    strangers,
    closed: found([...posting].filter((account) => kind[account] === 'closed')),
  }
}

/** The best area over all tries, with the best cut over all tries: more than any one setting gives. */
function bestOf(tries: [number[], number[]][]): Judged {
  const f = ({ precision, recall }: Cut) => (precision * recall) / (precision + recall || 1)
  const cuts = tries.map((scores) => bestCut(...scores)).sort((x, y) => f(y) - f(x))
  return { ...cuts[0]!, auc: Math.max(...tries.map((scores) => areaUnderCurve(...scores))) }
}

/** Press offices, feeds and cross-posters are closed groups: in step by nature, and no operations. */
function kindsOf({ population, sources }: Traffic): ('planted' | 'closed' | 'open')[] {
  return Array.from(population.source, (source) => {
    if (source < 0) return 'open'
    return sources[source]!.kind === 'operation' ? 'planted' : 'closed'
  })
}
