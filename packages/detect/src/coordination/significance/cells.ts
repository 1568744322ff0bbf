/**
 * Cells: the acts on one object within one interval of time. Inside a cell the null hypothesis lets
 * the moments of the acts change places with chance; between cells nothing moves.
 */
import type { Acts } from '../../activity/acts.ts'

export type Cells = {
  count: number
  /** Rows [start, end) of the acts, in order of time. */
  start: Int32Array
  end: Int32Array
  /** Number of the interval; cells come in ascending order of it. */
  interval: Int32Array
  /** Distinct accounts. */
  accounts: Int32Array
  /** Cells left out because more accounts than the limit were in them. */
  viral: number
}

/** Part of an interval before the first boundary: keeps full hours away from boundaries. */
const PHASE = 0.37

/** Cells with at least two and at most `limit` accounts; `length` of an interval in ticks. */
export function toCells(acts: Acts, length: number, limit: number): Cells {
  const start: number[] = []
  const end: number[] = []
  const interval: number[] = []
  const accounts: number[] = []
  const seen = new Int32Array(acts.accounts).fill(-1)
  let viral = 0
  const base = earliest(acts) - PHASE * length
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    let from = acts.objectStart[o]!
    const until = acts.objectStart[o + 1]!
    while (from < until) {
      const k = Math.floor((acts.time[from]! - base) / length)
      const edge = base + (k + 1) * length
      const mark = start.length + viral
      let distinct = 0
      let to = from
      for (; to < until && acts.time[to]! < edge; to++) {
        const account = acts.account[to]!
        if (seen[account] !== mark) distinct++
        seen[account] = mark
      }
      if (distinct > limit) viral++
      else if (distinct > 1) {
        start.push(from)
        end.push(to)
        interval.push(k)
        accounts.push(distinct)
      } else for (let i = from; i < to; i++) seen[acts.account[i]!] = -1
      from = to
    }
  }
  const order = Int32Array.from(interval.keys()).sort(
    (x, y) => interval[x]! - interval[y]! || x - y,
  )
  const sorted = (values: number[]): Int32Array => Int32Array.from(order, (i) => values[i]!)
  return {
    count: start.length,
    start: sorted(start),
    end: sorted(end),
    interval: sorted(interval),
    accounts: sorted(accounts),
    viral,
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
