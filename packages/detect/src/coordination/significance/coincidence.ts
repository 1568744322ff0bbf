/**
 * The hot loops of the test: observed coincidences, their chances, and who is a stranger in a cell.
 * Observed: one sliding window a cell, O(pairs in the window). Chances: for each cell the candidate
 * pairs present in it, by adjacency lists, O(sum of candidate degrees of the accounts present).
 */
import type { Acts } from '../../activity/acts.ts'
import type { Cells } from './cells.ts'
import type { Days } from './days.ts'
import { findPair, upsertPair, type PairTable } from './pair-table.ts'

export type Chances = {
  /** Of a coincidence of two posts, in each cell. */
  chance: Float64Array
  /**
   * Chance of a coincidence in one cell above which it tells nothing of that pair and is left out, so
   * that those who post much on what everybody posts on neither gain nor hide by it.
   */
  likely: number
}

/** Counts, for each pair, the intervals in which the two acted within `window` ticks on one object. */
export function countCoincidences(
  acts: Acts,
  cells: Cells,
  window: number,
  pairs: PairTable,
): void {
  const { account, time } = acts
  for (let c = 0; c < cells.count; c++) {
    const interval = cells.interval[c]!
    const end = cells.end[c]!
    let low = cells.start[c]!
    for (let j = low + 1; j < end; j++) {
      while (time[j]! - time[low]! > window) low++
      const mine = account[j]!
      for (let i = low; i < j; i++) {
        if (account[i] === mine) continue
        const at = upsertPair(pairs, account[i]!, mine)
        if (pairs.lastInterval[at] === interval) continue
        pairs.lastInterval[at] = interval
        pairs.observed[at]!++
      }
    }
  }
}

/**
 * Counts anew, for the pairs of the table alone, without the cells in which the pair's coincidence
 * was likely anyway. Returns how many of them there were on each day.
 */
export function recountCoincidences(
  acts: Acts,
  cells: Cells,
  window: number,
  { chance, likely }: Chances,
  days: Days,
  pairs: PairTable,
): Float64Array {
  const { account, time } = acts
  const byDay = new Float64Array(days.count)
  const posts = new Int32Array(acts.accounts)
  pairs.observed.fill(0)
  pairs.lastInterval.fill(-1)
  for (let c = 0; c < cells.count; c++) {
    if (chance[c]! > likely) continue
    const present = countPosts(acts, cells, c, posts)
    let low = cells.start[c]!
    for (let j = low + 1; j < cells.end[c]!; j++) {
      while (time[j]! - time[low]! > window) low++
      const mine = account[j]!
      for (let i = low; i < j; i++) {
        const other = account[i]!
        if (other === mine || posts[mine]! * posts[other]! * chance[c]! > likely) continue
        const at = findPair(pairs, other, mine)
        if (at < 0 || pairs.lastInterval[at] === cells.interval[c]) continue
        pairs.lastInterval[at] = cells.interval[c]!
        pairs.observed[at]!++
        byDay[Math.floor((time[j]! - days.first) / days.length)]!++
      }
    }
    for (const a of present) posts[a] = 0
  }
  return byDay
}

/** Candidate pairs as adjacency lists: for account a the partners b > a and the pairs' positions. */
export type Adjacency = {
  start: Int32Array
  partner: Int32Array
  pair: Int32Array
}

export function toAdjacency(
  pairs: PairTable,
  accounts: number,
  include: (pair: number) => boolean,
): Adjacency {
  const start = new Int32Array(accounts + 1)
  for (let i = 0; i < pairs.size; i++) if (include(i)) start[pairs.a[i]! + 1]!++
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!
  const partner = new Int32Array(start[accounts]!)
  const pair = new Int32Array(start[accounts]!)
  const place = start.slice()
  for (let i = 0; i < pairs.size; i++) {
    if (!include(i)) continue
    const at = place[pairs.a[i]!]!++
    partner[at] = pairs.b[i]!
    pair[at] = i
  }
  return { start, partner, pair }
}

/**
 * Adds to each candidate pair the chance of a coincidence in every interval:
 * 1 - exp(-sum over the interval's cells of posts_a * posts_b * chance[cell]), likely cells left out.
 */
export function sumChances(
  acts: Acts,
  cells: Cells,
  { chance, likely }: Chances,
  adjacency: Adjacency,
  pairs: PairTable,
): void {
  const posts = new Int32Array(acts.accounts)
  const pending = new Float64Array(pairs.size)
  const touched = new Int32Array(pairs.size)
  let waiting = 0
  pairs.sum.fill(0)
  pairs.sumOfSquares.fill(0)
  const flush = (): void => {
    for (let t = 0; t < waiting; t++) {
      const at = touched[t]!
      const p = -Math.expm1(-pending[at]!)
      pairs.sum[at]! += p
      pairs.sumOfSquares[at]! += p * p
      pending[at] = 0
    }
    waiting = 0
  }
  for (let c = 0; c < cells.count; c++) {
    if (c > 0 && cells.interval[c] !== cells.interval[c - 1]) flush()
    const present = countPosts(acts, cells, c, posts)
    for (let i = 0; i < present.length; i++) {
      const a = present[i]!
      for (let e = adjacency.start[a]!; e < adjacency.start[a + 1]!; e++) {
        const theirs = posts[adjacency.partner[e]!]!
        if (theirs === 0) continue
        const expected = posts[a]! * theirs * chance[c]!
        // A chance of nothing adds nothing, and would have the pair waiting twice.
        if (expected > likely || expected === 0) continue
        const at = adjacency.pair[e]!
        if (pending[at] === 0) touched[waiting++] = at
        pending[at]! += expected
      }
    }
    for (let i = 0; i < present.length; i++) posts[present[i]!] = 0
  }
  flush()
}

/** Fills `posts` for the accounts of a cell and lists them; the caller sets them back to 0. */
export function countPosts(acts: Acts, cells: Cells, cell: number, posts: Int32Array): number[] {
  const present: number[] = []
  for (let row = cells.start[cell]!; row < cells.end[cell]!; row++) {
    const account = acts.account[row]!
    if (posts[account]!++ === 0) present.push(account)
  }
  return present
}

/** For each cell, the coincidences and all pairs of posts among strangers. */
export type Strangers = {
  coincidences: Float64Array
  pairs: Float64Array
}

/** Counts among the accounts of a cell that have no suspected partner in it. */
export function countStrangers(
  acts: Acts,
  cells: Cells,
  window: number,
  suspected: Adjacency,
): Strangers {
  const { account, time } = acts
  const known = new Uint8Array(acts.accounts)
  const posts = new Int32Array(acts.accounts)
  const out = { coincidences: new Float64Array(cells.count), pairs: new Float64Array(cells.count) }
  const times = new Float64Array(maximum(cells))
  const accounts = new Int32Array(times.length)
  for (let c = 0; c < cells.count; c++) {
    const present = countPosts(acts, cells, c, posts)
    for (const a of present)
      for (let e = suspected.start[a]!; e < suspected.start[a + 1]!; e++) {
        if (posts[suspected.partner[e]!] === 0) continue
        known[a] = 1
        known[suspected.partner[e]!] = 1
      }
    let n = 0
    for (let row = cells.start[c]!; row < cells.end[c]!; row++) {
      if (known[account[row]!] === 1) continue
      times[n] = time[row]!
      accounts[n++] = account[row]!
    }
    out.coincidences[c] = countWithin(times, accounts, n, window)
    out.pairs[c] = n * (n - 1) * 0.5 - ownPairs(present, posts, known)
    for (const a of present) {
      posts[a] = 0
      known[a] = 0
    }
  }
  return out
}

function countWithin(times: Float64Array, accounts: Int32Array, n: number, window: number): number {
  let low = 0
  let count = 0
  for (let j = 1; j < n; j++) {
    while (times[j]! - times[low]! > window) low++
    for (let i = low; i < j; i++) if (accounts[i] !== accounts[j]) count++
  }
  return count
}

function ownPairs(present: number[], posts: Int32Array, known: Uint8Array): number {
  let own = 0
  for (const a of present) if (known[a] === 0) own += posts[a]! * (posts[a]! - 1) * 0.5
  return own
}

function maximum(cells: Cells): number {
  let most = 0
  for (let c = 0; c < cells.count; c++) most = Math.max(most, cells.end[c]! - cells.start[c]!)
  return most
}
