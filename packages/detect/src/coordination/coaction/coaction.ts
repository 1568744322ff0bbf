/**
 * Exact co-action count: which two accounts acted on the same object within a window, how often and how closely.
 *
 *   weight(a, b) = #{ (i, j) : account i = a, account j = b, object i = object j, |time i - time j| <= W }
 *
 * No pair of posts is stored. Each object is counted in the cheapest of four exact ways: pair by pair or
 * account by account (P steps, for P pairs in the window), or with sliding counters of each account (S steps, for S sums of
 * accounts present in the window, however often each acted), into the edge table or into a block of a
 * matrix (`blocked.ts`). Memory: the edges, one row of counters for each account, one block.
 *
 * The idea of co-action networks: Giglietto, Righetti, Rossi, Marino, "It takes a village to manipulate
 * the media", Information, Communication & Society 23(6), 2020; Pacheco et al., ICWSM 2021.
 */
import type { Acts } from '../../activity/acts.ts'
import type { CoActionCount } from './count.ts'
import { blockPasses, countBlocked } from './blocked.ts'
import { countByAccount } from './by-account.ts'
import { EdgeTable } from './edges.ts'
import { pairsInWindow } from './ranges.ts'
import { SlidingCounters, type ObjectWork } from './sliding.ts'

/** Below this many rows an object is always counted pair by pair. */
const SMALL = 48

/** Starts a count over `acts`; `window` in ticks, inclusive, 0 to Infinity. */
export function startCount(acts: Acts): CoActionCount {
  return { edges: new EdgeTable(), partnered: new Uint8Array(acts.rows) }
}

/** Adds the objects [from, to) of `acts` to `count`. */
export function countObjects(
  count: CoActionCount,
  acts: Acts,
  counters: SlidingCounters,
  window: number,
  from: number,
  to: number,
): void {
  const { objectStart } = acts
  for (let object = from; object < to; object++) {
    const start = objectStart[object]!
    const end = objectStart[object + 1]!
    if (end - start < SMALL) countPairs(count, acts, window, object)
    else countLargeObject(count, acts, counters, window, object)
  }
}

/** Counts everything at once: the whole kernel for callers that need neither progress nor cancel. */
export function countCoActions(acts: Acts, window: number): CoActionCount {
  const count = startCount(acts)
  const counters = new SlidingCounters(acts.accounts)
  countObjects(count, acts, counters, window, 0, acts.objectStart.length - 1)
  return count
}

function countLargeObject(
  count: CoActionCount,
  acts: Acts,
  counters: SlidingCounters,
  window: number,
  object: number,
) {
  const start = acts.objectStart[object]!
  const end = acts.objectStart[object + 1]!
  const pairs = pairsInWindow(acts.time, window, start, end)
  if (pairs <= (end - start) * 4) return countPairs(count, acts, window, object)
  const work = counters.survey(acts, window, start, end)
  const cheapest = cheapestWay(pairs, work, end - start)
  if (cheapest === 'account') return countByAccount(count, acts, window, object)
  if (cheapest === 'blocks') return countBlocked(count, acts, counters, window, object)
  if (cheapest === 'counters') return countSliding(count, acts, counters, window, object)
  return countPairs(count, acts, window, object)
}

/** Nanoseconds, measured: a step of each way, a row of a block's pass, a cell of a block, an account sorted out. */
const COST = { pair: 60, account: 8, counter: 60, block: 4, passRow: 40, cell: 20, sort: 150 }

/** The way with the least expected time; all give the same counts. */
export function cheapestWay(
  pairs: number,
  { accounts, presences }: ObjectWork,
  rows: number,
): 'pairs' | 'account' | 'counters' | 'blocks' {
  const times = {
    pairs: pairs * COST.pair,
    account: 2 * pairs * COST.account + rows * COST.sort,
    counters: presences * COST.counter + rows * COST.passRow,
    blocks:
      presences * COST.block +
      blockPasses(accounts) * rows * COST.passRow +
      accounts * accounts * COST.cell,
  }
  const ways = ['pairs', 'account', 'counters', 'blocks'] as const
  return ways.reduce((best, way) => (times[way] < times[best] ? way : best))
}

function countPairs(
  { edges, partnered }: CoActionCount,
  { account, time, objectStart }: Acts,
  window: number,
  object: number,
) {
  const start = objectStart[object]!
  const end = objectStart[object + 1]!
  for (let i = start + 1, low = start; i < end; i++) {
    const now = time[i]!
    while (now - time[low]! > window) low++
    const mine = account[i]!
    for (let j = low; j < i; j++) {
      const other = account[j]!
      if (other === mine) continue
      const then = time[j]!
      const lag = now - then
      edges.record(edges.upsert(mine, other), object, 1, lag, lag, then, now)
      partnered[i] = 1
      partnered[j] = 1
    }
  }
}

/** Sliding counters straight into the edge table: one step for each account present, not for each post. */
function countSliding(
  count: CoActionCount,
  acts: Acts,
  counters: SlidingCounters,
  window: number,
  object: number,
) {
  const { edges } = count
  const start = acts.objectStart[object]!
  const end = acts.objectStart[object + 1]!
  const { slotAccount, slotCount, slotTimeSum, slotNewest } = counters
  counters.open(acts, start, end)
  for (let i = start; i < end; i++) {
    const now = acts.time[i]!
    const mine = acts.account[i]!
    counters.forget(now - window)
    for (let k = 0; k < counters.present; k++) {
      const other = slotAccount[k]!
      if (other === mine) continue
      const lag = now - slotNewest[k]!
      const lags = slotCount[k]! * now - slotTimeSum[k]!
      const edge = edges.upsert(mine, other)
      edges.record(edge, object, slotCount[k]!, lags, lag, counters.oldest(k), now)
    }
    counters.add(i)
  }
  counters.close()
  counters.markPartnered(acts, window, start, end, count.partnered)
}
