/**
 * Cells: the acts on one object within one interval of time. Inside a cell the null hypothesis lets
 * the moments of the acts change places with chance; between cells nothing moves.
 */
import type { Acts } from '../../activity/acts.ts'
import { MOST_PAIRS } from '../coaction/crowded.ts'
import { pairsInWindow } from '../coaction/ranges.ts'

/** Pairs of acts within the window up to which the quietest cells of a crowded object are still tested. */
const MOST_TESTED = 2_000_000

export type Cells = {
  count: number
  /** Rows [start, end) of the acts, in order of time. */
  start: Int32Array
  end: Int32Array
  /** Number of the interval; cells come in ascending order of it. */
  interval: Int32Array
  /** Distinct accounts. */
  accounts: Int32Array
  /** Cells that tell nothing and cost everything, and the acts in them. */
  crowded: Crowded
}

/** Moments (one object in one interval) that so many share that they were left out. */
export type Crowded = {
  readonly moments: number
  readonly acts: number
}

type CellOptions = {
  /** Length of an interval, and of the window of the test, in ticks. */
  readonly length: number
  readonly window: number
  /** Accounts above which a cell tells nothing. */
  readonly limit: number
}

/** Part of an interval before the first boundary: keeps full hours away from boundaries. */
const PHASE = 0.37

/**
 * Cells with at least two and at most `limit` accounts. Of an object with more than `MOST_PAIRS` pairs of acts within the window
 * in them only the quietest are kept, up to `MOST_TESTED` pairs: in its crowds everybody is in step with everybody.
 */
export function toCells(acts: Acts, { length, window, limit }: CellOptions): Cells {
  const found: Cell[] = []
  const crowded = { moments: 0, acts: 0 }
  const seen = new Int32Array(acts.accounts).fill(-1)
  const base = earliest(acts) - PHASE * length
  let mark = 0
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    const here: Cell[] = []
    let start = acts.objectStart[o]!
    const until = acts.objectStart[o + 1]!
    while (start < until) {
      const interval = Math.floor((acts.time[start]! - base) / length)
      const edge = base + (interval + 1) * length
      mark++
      let accounts = 0
      let end = start
      for (; end < until && acts.time[end]! < edge; end++) {
        const account = acts.account[end]!
        if (seen[account] !== mark) accounts++
        seen[account] = mark
      }
      if (accounts > limit) leaveOut(crowded, [{ start, end }])
      else if (accounts > 1) here.push({ start, end, interval, accounts })
      start = end
    }
    const pairs = pairsInWindow(acts.time, window, acts.objectStart[o]!, until)
    const kept = pairs > MOST_PAIRS ? quietest(acts, here, window, crowded) : here
    for (const cell of kept) found.push(cell)
  }
  found.sort((x, y) => x.interval - y.interval || x.start - y.start)
  return {
    count: found.length,
    start: Int32Array.from(found, ({ start }) => start),
    end: Int32Array.from(found, ({ end }) => end),
    interval: Int32Array.from(found, ({ interval }) => interval),
    accounts: Int32Array.from(found, ({ accounts }) => accounts),
    crowded,
  }
}

type Cell = {
  readonly start: number
  readonly end: number
  readonly interval: number
  readonly accounts: number
}

/** The cells of an object with the fewest pairs, up to `MOST_TESTED` of these; all where they have `MOST_PAIRS` at most. */
function quietest(
  { time }: Acts,
  cells: readonly Cell[],
  window: number,
  crowded: { moments: number; acts: number },
): Cell[] {
  const counted = cells
    .map((cell) => ({ cell, pairs: pairsInWindow(time, window, cell.start, cell.end) }))
    .sort((x, y) => x.pairs - y.pairs || x.cell.start - y.cell.start)
  let kept = 0
  let sum = 0
  const all = counted.reduce((total, { pairs }) => total + pairs, 0)
  if (all <= MOST_PAIRS) return [...cells]
  while (kept < counted.length && sum + counted[kept]!.pairs <= MOST_TESTED)
    sum += counted[kept++]!.pairs
  leaveOut(
    crowded,
    counted.slice(kept).map(({ cell }) => cell),
  )
  return counted.slice(0, kept).map(({ cell }) => cell)
}

function leaveOut(
  crowded: { moments: number; acts: number },
  cells: readonly Pick<Cell, 'start' | 'end'>[],
): void {
  for (const { start, end } of cells) {
    crowded.moments++
    crowded.acts += end - start
  }
}

function earliest(acts: Acts): number {
  let first = Infinity
  for (let o = 0; o + 1 < acts.objectStart.length; o++)
    first = Math.min(first, acts.time[acts.objectStart[o]!]!)
  return first
}

/** The step of the clock in ticks: the largest of 1 tick, a second, a minute that divides all times. */
export function clockStep(acts: Acts): number {
  const second = Math.round(1 / acts.tick)
  for (const step of [60 * second, second]) {
    let whole = true
    for (let i = 0; i < acts.rows && whole; i++)
      whole = acts.time[i]! % step === acts.time[0]! % step
    if (whole) return step
  }
  return 1
}
