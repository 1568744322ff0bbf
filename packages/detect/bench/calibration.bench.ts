/**
 * Calibration of the significance test: quantiles of p under the null beside the uniform ones, and
 * the share of null data sets in which any group is reported at a false-discovery rate of 5 %.
 *
 * Null data: (1) the real posts of `organic-2016h2` and `ira-2016h2` with every account's time line
 * moved by up to half an hour either way, (2) generated organic traffic with news, television,
 * newsletters, share buttons and schedulers, not moved. p is randomised within its jumps, as the
 * QQ comparison of a discrete statistic needs, over pairs that chance gives at least 0.3 intervals.
 */
import { createRandom } from '../src/random/random.ts'
import { shiftTimelines } from '../src/significance/shift.ts'
import { measureSignificance } from '../src/significance/significance.ts'
import { poissonTail } from '../src/significance/tail.ts'
import type { Acts } from '../src/coaction/acts.ts'
import { generateTraffic } from '../src/traffic/generate.ts'
import { postsToActs, type PostTrace } from './post-acts.ts'
import { readSharedActs, sharedFile } from './shared-acts.ts'

const QUANTILES = [0.9, 0.5, 0.2, 0.1, 0.05, 0.01, 0.001, 0.0001]
const WINDOW = 60
const random = createRandom('randomised p')

function tally(acts: Acts, counts: { p: number[]; sets: number; withGroup: number }): void {
  const all = measureSignificance(acts, WINDOW, { support: 0 })
  for (let i = 0; i < all.size; i++) {
    if (all.expected[i]! < 0.3) continue
    const beyond = poissonTail(all.observed[i]! + 1, all.expected[i]!)
    counts.p.push(beyond + random.float() * Math.max(0, all.p[i]! - beyond))
  }
  const tested = measureSignificance(acts, WINDOW)
  counts.sets++
  if (tested.accountQ.filter((q) => q <= 0.05).length >= 3) counts.withGroup++
}

function report(name: string, counts: { p: number[]; sets: number; withGroup: number }): void {
  const p = Float64Array.from(counts.p).sort()
  const atMost = (limit: number): number => p.filter((value) => value <= limit).length / p.length
  console.log(`\n${name}: ${p.length} pairs in ${counts.sets} data sets`)
  console.log(`  uniform ${QUANTILES.map((q) => String(q).padStart(8)).join('')}`)
  console.log(`  found   ${QUANTILES.map((q) => atMost(q).toPrecision(2).padStart(8)).join('')}`)
  const share = ((100 * counts.withGroup) / counts.sets).toFixed(1)
  console.log(`  data sets with a group at 5 %: ${counts.withGroup} of ${counts.sets} (${share} %)`)
}

const fresh = (): { p: number[]; sets: number; withGroup: number } => ({
  p: [],
  sets: 0,
  withGroup: 0,
})
for (const [file, language] of [
  ['organic-2016h2.parquet', undefined],
  ['ira-2016h2.parquet', 'English'],
] as const) {
  if (!sharedFile(file)) {
    console.log(`${file} is not here: skipped`)
    continue
  }
  for (const trace of ['hashtag', 'link', 'text'] as const) {
    const acts = await readSharedActs(file, trace, language)
    const counts = fresh()
    for (let seed = 0; seed < 20; seed++) tally(shiftTimelines(acts, 1800, 60, seed), counts)
    report(`${file}, ${trace}, shifted by up to 30 minutes`, counts)
  }
}
for (const trace of ['link', 'hashtag', 'text', 'reshare'] satisfies PostTrace[]) {
  const counts = fresh()
  for (let seed = 0; seed < 60; seed++) {
    const benign = { pressOffices: 0, declaredBots: 0, sameOwners: 0 }
    const traffic = generateTraffic({ seed: `null ${seed}`, accounts: 3000, days: 10, benign })
    tally(postsToActs(traffic, traffic.columns(), trace), counts)
  }
  report(`generated organic traffic, ${trace}, with open bursts`, counts)
}
