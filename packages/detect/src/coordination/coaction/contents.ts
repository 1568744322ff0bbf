/**
 * Distinct posts of each side of an edge: how many different posts of a have a post of b beside them, and the other way round.
 *
 *   contents(a, b) = #{ posts c of a : some row of c has a row of b on the same object within W }
 *
 * A post may carry several objects, so rows are walked post by post, grouped by account: the partners of a
 * post are the union over its rows, and each account's sums sit in one array. The distinct accounts in a
 * row's window are the rows whose previous row of the same account lies before the window (Muthukrishnan,
 * "Efficient algorithms for document retrieval problems", SODA 2002), found by skipping blocks.
 * Cost: partnered rows times accounts in their windows. Memory: two integers a row.
 */
import type { Acts } from '../../activity/acts.ts'
import type { CoActionCount } from './count.ts'

const BLOCK = 64

/** Takes how many posts of `mine` have a post of `other` beside them. */
export type TakeTally = (mine: number, other: number, posts: number) => void

/** Fills the contents of every edge of a finished count. */
export function countContents(count: CoActionCount, acts: Acts, window: number): void {
  tallyContents(acts, window, count.partnered, () => true, fillContents(count))
}

/** Writes tallies to their edges. */
export function fillContents({ edges }: CoActionCount): TakeTally {
  return (mine, other, posts) => {
    edges.contents[edges.find(mine, other) * 2 + (mine < other ? 0 : 1)] = posts
  }
}

/** Tallies the posts of the accounts that are wanted; `partnered` flags the rows of a finished count. */
export function tallyContents(
  acts: Acts,
  window: number,
  partnered: Uint8Array,
  isWanted: (account: number) => boolean,
  take: TakeTally,
): void {
  const rows = rowsByAccountAndPost(acts, partnered, isWanted)
  if (rows.length === 0) return
  const objectOf = objectsOf(acts, rows)
  const previous = previousOfAccount(acts, objectOf)
  const blocks = blockMinima(previous)
  const tally = new Int32Array(acts.accounts)
  const stamp = new Int32Array(acts.accounts)
  const touched = new Int32Array(acts.accounts)
  let used = 0
  let post = 0
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!
    const mine = acts.account[row]!
    if (k === 0 || !isSamePost(acts, rows[k - 1]!, row)) post++
    const object = objectOf[k]!
    const [low, high] = windowOf(
      acts,
      window,
      row,
      acts.objectStart[object]!,
      acts.objectStart[object + 1]!,
    )
    for (let j = low; j < high; j++) {
      if ((j & (BLOCK - 1)) === 0) while (j + BLOCK <= high && blocks[j / BLOCK]! >= low) j += BLOCK
      if (j >= high) break
      if (previous[j]! >= low) continue
      const other = acts.account[j]!
      if (stamp[other] === post || other === mine) continue
      stamp[other] = post
      if (tally[other]!++ === 0) touched[used++] = other
    }
    if (k + 1 < rows.length && acts.account[rows[k + 1]!] === mine) continue
    for (const other of touched.subarray(0, used).sort()) {
      take(mine, other, tally[other]!)
      tally[other] = 0
    }
    used = 0
  }
}

function isSamePost({ account, content }: Acts, x: number, y: number): boolean {
  return content !== null && content[x] === content[y] && account[x] === account[y]
}

function rowsByAccountAndPost(
  { account, content, accounts }: Acts,
  partnered: Uint8Array,
  isWanted: (account: number) => boolean,
) {
  const wanted = Uint8Array.from({ length: accounts }, (_, a) => (isWanted(a) ? 1 : 0))
  const start = new Int32Array(accounts + 1)
  for (let i = 0; i < partnered.length; i++)
    if (partnered[i] === 1 && wanted[account[i]!] === 1) start[account[i]! + 1]!++
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!
  const place = start.slice()
  const rows = new Int32Array(start[accounts]!)
  for (let i = 0; i < partnered.length; i++)
    if (partnered[i] === 1 && wanted[account[i]!] === 1) rows[place[account[i]!]!++] = i
  if (content !== null)
    for (let a = 0; a < accounts; a++)
      if (start[a + 1]! - start[a]! > 1)
        rows.subarray(start[a], start[a + 1]).sort((x, y) => content[x]! - content[y]! || x - y)
  return rows
}

/** For each row of `objects` the row before it of the same account and object, or -1; other rows stay 0. */
function previousOfAccount(
  { rows, account, accounts, objectStart }: Acts,
  objects: Int32Array,
): Int32Array {
  const isNeeded = new Uint8Array(objectStart.length)
  for (const object of objects) isNeeded[object] = 1
  const previous = new Int32Array(rows)
  const newest = new Int32Array(accounts).fill(-1)
  for (let o = 0; o + 1 < objectStart.length; o++) {
    if (isNeeded[o] === 0) continue
    const start = objectStart[o]!
    for (let i = start; i < objectStart[o + 1]!; i++) {
      const before = newest[account[i]!]!
      previous[i] = before >= start ? before : -1
      newest[account[i]!] = i
    }
  }
  return previous
}

function blockMinima(previous: Int32Array): Int32Array {
  const minima = new Int32Array(Math.ceil(previous.length / BLOCK)).fill(0x7fffffff)
  for (let i = 0; i < previous.length; i++) {
    const block = i >>> 6
    if (previous[i]! < minima[block]!) minima[block] = previous[i]!
  }
  return minima
}

/** The object of each of `rows`, by binary search. */
function objectsOf({ objectStart }: Acts, rows: Int32Array): Int32Array {
  return rows.map((row) => {
    let low = 0
    let high = objectStart.length - 1
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (objectStart[middle]! <= row) low = middle
      else high = middle
    }
    return low
  })
}

/** The rows [low, high) of an object within the window of `row`, by galloping out from it. */
function windowOf(
  { time }: Acts,
  window: number,
  row: number,
  start: number,
  end: number,
): [number, number] {
  const now = time[row]!
  let step = 1
  let low = row
  while (low - step >= start && now - time[low - step]! <= window) {
    low -= step
    step *= 2
  }
  for (; step >= 1; step = Math.floor(step / 2))
    while (low - step >= start && now - time[low - step]! <= window) low -= step
  step = 1
  let high = row
  while (high + step < end && time[high + step]! - now <= window) {
    high += step
    step *= 2
  }
  for (; step >= 1; step = Math.floor(step / 2))
    while (high + step < end && time[high + step]! - now <= window) high += step
  return [low, high + 1]
}
