/**
 * `npm run bench -- coaction [MILLIONS …]`: the kernel alone on generated acts in memory, 60 s window, and one
 * viral object (1,000,000 shares by 5,000 accounts). Seconds are of processor time, so that a busy machine
 * does not blur them.
 */
import type { Acts } from '../src/activity/acts.ts'
import { countCoActions } from '../src/coordination/coaction/coaction.ts'
import { countContents } from '../src/coordination/coaction/contents.ts'
import { createRandom } from '../src/random/random.ts'

const random = createRandom('coaction')

/** Heavy-tailed objects and accounts over 30 days. */
function makeActs(rows: number): Acts {
  const objects = Math.round(rows / 6)
  const accounts = Math.round(rows / 75)
  const counts = new Int32Array(objects + 1)
  for (let i = 0; i < rows; i++) counts[1 + Math.floor(random.float() ** 3 * objects)]!++
  for (let o = 0; o < objects; o++) counts[o + 1]! += counts[o]!
  const time = new Int32Array(rows)
  for (let i = 0; i < rows; i++) time[i] = Math.floor(random.float() * 2_592_000)
  for (let o = 0; o < objects; o++) time.subarray(counts[o], counts[o + 1]).sort()
  return {
    rows,
    objectStart: counts,
    time,
    account: someAccounts(rows, accounts),
    content: null,
    accounts,
    epoch: 0,
    tick: 1,
  }
}

function makeViral(days: number): Acts {
  const rows = 1_000_000
  const time = Int32Array.from({ length: rows }, () =>
    Math.floor(random.float() * 86400 * days),
  ).sort()
  const account = someAccounts(rows, 5000)
  return {
    rows,
    objectStart: Int32Array.of(0, rows),
    time,
    account,
    content: null,
    accounts: 5000,
    epoch: 0,
    tick: 1,
  }
}

function someAccounts(rows: number, accounts: number): Int32Array {
  return Int32Array.from({ length: rows }, () => Math.floor(random.float() ** 2 * accounts))
}

function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function measure(title: string, acts: Acts, window: number) {
  let count: ReturnType<typeof countCoActions> | null = null
  const pairs = processorSeconds(() => (count = countCoActions(acts, window)))
  const contents = processorSeconds(() => countContents(count!, acts, window))
  const speed = Math.round(acts.rows / pairs / 1e5) / 10
  const memory = Math.round(process.memoryUsage().rss / 1048576)
  console.log(
    `${title.padEnd(44)} ${pairs.toFixed(2).padStart(7)} s  ${String(speed).padStart(6)} M rows/s  posts of each side ${contents.toFixed(2)} s  ${count!.edges.size} edges  ${memory} MB`,
  )
}

const sizes = process.argv.slice(2).map(Number)
for (const millions of sizes.length > 0 ? sizes : [1.5, 15])
  measure(`${millions} million rows, 60 s`, makeActs(millions * 1e6), 60)
measure('viral object, 7 days, 60 s', makeViral(7), 60)
measure('viral object, 1 day, 60 s', makeViral(1), 60)
