/** Acts by account and day of the run, days counted from its first act. */
import { toTicks, type Acts } from '../../activity/acts.ts'

const DAY = 86_400

export type Days = {
  count: number
  first: number
  /** Ticks of a day. */
  length: number
  /** Acts of all accounts, by day. */
  acts: Float64Array
  /** For account a the entries [start[a], start[a + 1]) of `day` and `mine`. */
  start: Int32Array
  day: Int32Array
  mine: Int32Array
}

/** Counts the acts of each account on each day. */
export function toDays(acts: Acts): Days {
  const length = Math.max(1, toTicks(acts, DAY))
  let [first, last] = [Infinity, -Infinity]
  for (let row = 0; row < acts.rows; row++) {
    first = Math.min(first, acts.time[row]!)
    last = Math.max(last, acts.time[row]!)
  }
  const count = acts.rows === 0 ? 0 : Math.floor((last - first) / length) + 1
  const { from, rows } = rowsByAccount(acts)
  const all = new Float64Array(count)
  const today = new Int32Array(count)
  const start = new Int32Array(acts.accounts + 1)
  const day: number[] = []
  const mine: number[] = []
  for (let account = 0; account < acts.accounts; account++) {
    const begin = day.length
    for (let i = from[account]!; i < from[account + 1]!; i++) {
      const d = Math.floor((acts.time[rows[i]!]! - first) / length)
      all[d]!++
      if (today[d]!++ === 0) day.push(d)
    }
    for (let i = begin; i < day.length; i++) {
      mine.push(today[day[i]!]!)
      today[day[i]!] = 0
    }
    start[account + 1] = day.length
  }
  const columns = { day: Int32Array.from(day), mine: Int32Array.from(mine) }
  return { count, first, length, acts: all, start, ...columns }
}

function rowsByAccount({ account, accounts, rows: size }: Acts) {
  const from = new Int32Array(accounts + 1)
  for (let row = 0; row < size; row++) from[account[row]! + 1]!++
  for (let a = 0; a < accounts; a++) from[a + 1]! += from[a]!
  const place = from.slice()
  const rows = new Int32Array(size)
  for (let row = 0; row < size; row++) rows[place[account[row]!]!++] = row
  return { from, rows }
}
