/**
 * `npm run bench -- calibration [SEED]`: quantiles of p under the null beside the uniform ones, and the
 * share of null data sets in which any account is found at a false-discovery rate of 5 %.
 *
 * Null data: (1) the real posts of `organic-2016h2` and `ira-2016h2` with every account's time line
 * moved by up to half an hour either way, and with the accounts of their posts dealt anew, (2) generated
 * organic traffic with news, television, newsletters, share buttons and schedulers, as it is. p is
 * randomised within its jumps, as the QQ comparison of a discrete statistic needs, over pairs that
 * chance gives at least 0.3 intervals. Finds are those of all traces fused, as the program reports them.
 * Last, the highest confidence of any finding that whole runs give on such organic traffic.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Acts } from '../src/activity/acts.ts'
import type { Trace } from '../src/activity/trace.ts'
import { measureStanding } from '../src/coordination/fusion/standing.ts'
import { createRandom, drawInteger } from '../src/random/random.ts'
import { shiftTimelines } from '../src/coordination/significance/shift.ts'
import { measureSignificance } from '../src/coordination/significance/significance.ts'
import { poissonTail } from '../src/coordination/significance/tail.ts'
import { detect } from '../src/coordination/detect.ts'
import { generateTraffic } from '../src/traffic/generate.ts'
import { trafficCsv } from '../src/traffic/rows.ts'
import { postsToActs } from './post-acts.ts'
import { OPERATION, pickPosts, readRealPosts, realActs, type RealPosts } from './real-posts.ts'

const QUANTILES = [0.9, 0.5, 0.2, 0.1, 0.05, 0.01, 0.001, 0.0001]
const WINDOW = 60
const RATE = 0.05
const ROUNDS = 20
const start = Number(process.argv[2] ?? 1000)
const random = createRandom(`randomised p ${start}`)

type Tally = {
  sets: number
  withFinds: number
  p: Map<string, number[]>
}

const fresh = (): Tally => ({ sets: 0, withFinds: 0, p: new Map() })

async function tally(traces: ReadonlyMap<Trace, Acts>, counts: Tally): Promise<void> {
  for (const [trace, acts] of traces) {
    const all = measureSignificance(acts, WINDOW, { support: 0 })
    const drawn = counts.p.get(trace) ?? []
    counts.p.set(trace, drawn)
    for (let i = 0; i < all.size; i++) {
      if (all.expected[i]! < 0.3) continue
      const beyond = poissonTail(all.observed[i]! + 1, all.expected[i]!)
      drawn.push(beyond + random.float() * Math.max(0, all.p[i]! - beyond))
    }
  }
  const breathe = () => Promise.resolve()
  const standing = await measureStanding(traces, WINDOW, { rate: RATE, seed: 1, breathe })
  counts.sets++
  if (standing!.fused.accountQ.some((q) => q <= RATE)) counts.withFinds++
}

function report(name: string, { sets, withFinds, p }: Tally): void {
  console.log(`\n${name}: ${sets} data sets`)
  console.log(`  uniform            ${QUANTILES.map((q) => String(q).padStart(8)).join('')}`)
  for (const [trace, drawn] of p) {
    const atMost = (limit: number): number =>
      drawn.reduce((count, value) => count + (value <= limit ? 1 : 0), 0) / drawn.length
    const found = QUANTILES.map((q) => atMost(q).toPrecision(2).padStart(8)).join('')
    console.log(`  ${`${trace}, ${drawn.length}`.padEnd(18)} ${found}`)
  }
  const share = ((100 * withFinds) / sets).toFixed(1)
  console.log(`  data sets with any account found at 5 %: ${withFinds} of ${sets} (${share} %)`)
}

/** The same posts, each given to the author of another. */
function permuteAuthors(posts: RealPosts, seed: number): RealPosts {
  const dealt = createRandom(`${seed}/permuted`)
  const account = posts.account.slice()
  for (let i = account.length - 1; i > 0; i--) {
    const j = drawInteger(dealt, i + 1)
    const kept = account[i]!
    account[i] = account[j]!
    account[j] = kept
  }
  return { ...posts, account }
}

const tracesOf = (posts: RealPosts): Map<Trace, Acts> =>
  new Map((['link', 'hashtag', 'text'] as const).map((trace) => [trace, realActs(posts, trace)]))

/** Offsets are the accounts' own, the same in every trace. */
const shifted = (traces: ReadonlyMap<Trace, Acts>, seed: number): Map<Trace, Acts> =>
  new Map([...traces].map(([trace, acts]) => [trace, shiftTimelines(acts, 1800, 60, seed)]))

const everybody = await readRealPosts()
if (everybody === undefined) console.log('the real posts are not here: skipped')
else
  for (const operation of [false, true]) {
    const posts = pickPosts(everybody, (who) => (who === OPERATION) === operation)
    const traces = tracesOf(posts)
    const [moved, dealt] = [fresh(), fresh()]
    for (let i = 0; i < ROUNDS; i++) await tally(shifted(traces, start + i), moved)
    for (let i = 0; i < 5; i++) await tally(tracesOf(permuteAuthors(posts, start + i)), dealt)
    const name = operation ? 'the operation' : 'genuine accounts'
    report(`${name}, time lines moved by up to half an hour`, moved)
    report(`${name}, authors permuted`, dealt)
  }
const counts = fresh()
for (let i = 0; i < 2 * ROUNDS; i++) {
  const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
  const traffic = generateTraffic({ seed: `null ${start + i}`, accounts: 3000, days: 10, benign })
  const posts = traffic.columns()
  const traces = (['link', 'hashtag', 'text', 'reshare'] as const).map(
    (trace) => [trace, postsToActs(traffic, posts, trace)] as const,
  )
  await tally(new Map<Trace, Acts>(traces), counts)
}
report('generated organic traffic with open bursts', counts)

const folder = mkdtempSync(join(tmpdir(), 'tocsin-calibration-'))
const highest: number[] = []
for (let i = 0; i < 10; i++) {
  const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
  const traffic = generateTraffic({ seed: `bursts ${start + i}`, accounts: 3000, benign })
  const file = join(folder, `${i}.csv`)
  writeFileSync(file, [...trafficCsv(traffic)].join(''))
  const { findings } = await detect(file, { minWeight: 2 })
  highest.push(Math.max(0, ...findings.map(({ confidence }) => confidence ?? 0)))
}
rmSync(folder, { recursive: true })
console.log(
  `\nhighest confidence in each of ${highest.length} runs on open bursts: ${highest.join(' ')}`,
)
