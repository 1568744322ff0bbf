/**
 * Account by account: the way to count a large object whose window holds few posts of each account.
 *
 * Each row of an account looks at the rows in its window on both sides and adds to one array of sums for all
 * other accounts; an edge is then written once, by its smaller account. Cost: two steps a pair of rows, in
 * memory that fits the cache. Memory: five numbers for each account of the object.
 */
import type { Acts } from '../../activity/acts.ts'
import type { CoActionCount } from './count.ts'

const FIELDS = 5

/** Counts one object. */
export function countByAccount(
  count: CoActionCount,
  acts: Acts,
  window: number,
  object: number,
): void {
  const start = acts.objectStart[object]!
  const end = acts.objectStart[object + 1]!
  const { names, local } = localNumbers(acts, start, end)
  const { rows, from } = rowsByAccount(local, names.length)
  const sums = new Float64Array(names.length * FIELDS)
  for (let at = 0; at < sums.length; at += FIELDS)
    sums.set([0, 0, Infinity, Infinity, -Infinity], at)
  const touched = new Int32Array(names.length)
  for (let mine = 0; mine < names.length; mine++) {
    let used = 0
    let low = start
    for (let k = from[mine]!; k < from[mine + 1]!; k++) {
      const row = start + rows[k]!
      const now = acts.time[row]!
      if (low < row && now - acts.time[low]! > window)
        low = lowerBound(acts.time, low, row, now - window)
      let met = false
      for (let j = low; j < end; j++) {
        const then = acts.time[j]!
        if (then - now > window) break
        const other = local[j - start]!
        if (other === mine) continue
        met = true
        if (other < mine) continue
        const cell = other * FIELDS
        const lag = then < now ? now - then : then - now
        if (sums[cell] === 0) touched[used++] = other
        sums[cell]!++
        sums[cell + 1]! += lag
        if (lag < sums[cell + 2]!) sums[cell + 2] = lag
        const earlier = then < now ? then : now
        const later = then < now ? now : then
        if (earlier < sums[cell + 3]!) sums[cell + 3] = earlier
        if (later > sums[cell + 4]!) sums[cell + 4] = later
      }
      if (met) count.partnered[row] = 1
    }
    flush(count, object, names, mine, sums, touched.subarray(0, used).sort())
  }
}

function flush(
  { edges }: CoActionCount,
  object: number,
  names: Int32Array,
  mine: number,
  sums: Float64Array,
  touched: Int32Array,
) {
  for (const other of touched) {
    const c = other * FIELDS
    const edge = edges.upsert(names[mine]!, names[other]!)
    edges.record(edge, object, sums[c]!, sums[c + 1]!, sums[c + 2]!, sums[c + 3]!, sums[c + 4]!)
    sums[c] = 0
    sums[c + 1] = 0
    sums[c + 2] = Infinity
    sums[c + 3] = Infinity
    sums[c + 4] = -Infinity
  }
}

/** The object's accounts in order, and for each of its rows the place of its account among them. */
export function localNumbers(
  { account }: Acts,
  start: number,
  end: number,
): { names: Int32Array; local: Int32Array } {
  const sorted = account.slice(start, end).sort()
  let width = 0
  for (let k = 0; k < sorted.length; k++)
    if (k === 0 || sorted[k] !== sorted[k - 1]) sorted[width++] = sorted[k]!
  const names = sorted.slice(0, width)
  const place = new Map<number, number>()
  for (let k = 0; k < width; k++) place.set(names[k]!, k)
  const local = new Int32Array(end - start)
  for (let i = start; i < end; i++) local[i - start] = place.get(account[i]!)!
  return { names, local }
}

function rowsByAccount(local: Int32Array, width: number) {
  const from = new Int32Array(width + 1)
  for (const name of local) from[name + 1]!++
  for (let k = 0; k < width; k++) from[k + 1]! += from[k]!
  const place = from.slice()
  const rows = new Int32Array(local.length)
  for (let k = 0; k < local.length; k++) rows[place[local[k]!]!++] = k
  return { rows, from }
}

/** First row in (low, row] whose time is at least `horizon`. */
function lowerBound(time: Acts['time'], low: number, row: number, horizon: number): number {
  let high = row
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (time[middle]! < horizon) low = middle
    else high = middle
  }
  return high
}
