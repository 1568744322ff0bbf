/** Sorts the rows of each object by time, in place; equal times keep their order. */
import type { Acts } from '../acts.ts'

/** Up to this many rows are sorted by insertion. */
const FEW = 24

export function sortWithinObjects({ objectStart, account, time, content }: Acts): void {
  for (let o = 0; o + 1 < objectStart.length; o++) {
    const from = objectStart[o]!
    const to = objectStart[o + 1]!
    if (to - from <= FEW) insertionSort(from, to, account, time, content)
    else if (!isSorted(time, from, to)) indexSort(from, to, account, time, content)
  }
}

function isSorted(time: Acts['time'], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (time[i - 1]! > time[i]!) return false
  return true
}

function insertionSort(
  from: number,
  to: number,
  account: Int32Array,
  time: Acts['time'],
  content: Int32Array | null,
) {
  for (let i = from + 1; i < to; i++) {
    const t = time[i]!
    if (time[i - 1]! <= t) continue
    const a = account[i]!
    const c = content === null ? 0 : content[i]!
    let j = i - 1
    for (; j >= from && time[j]! > t; j--) {
      time[j + 1] = time[j]!
      account[j + 1] = account[j]!
      if (content !== null) content[j + 1] = content[j]!
    }
    time[j + 1] = t
    account[j + 1] = a
    if (content !== null) content[j + 1] = c
  }
}

/** Sorts (time - earliest) * rows + position as one number: native and without a comparator. */
function indexSort(
  from: number,
  to: number,
  account: Int32Array,
  time: Acts['time'],
  content: Int32Array | null,
) {
  const rows = to - from
  const times = time.slice(from, to)
  const accounts = account.slice(from, to)
  const contents = content?.slice(from, to)
  let earliest = Infinity
  let latest = -Infinity
  for (let k = 0; k < rows; k++) {
    earliest = Math.min(earliest, times[k]!)
    latest = Math.max(latest, times[k]!)
  }
  const order = new Float64Array(rows)
  if ((latest - earliest + 1) * rows < Number.MAX_SAFE_INTEGER) {
    for (let k = 0; k < rows; k++) order[k] = (times[k]! - earliest) * rows + k
    order.sort()
    for (let k = 0; k < rows; k++) order[k] = order[k]! % rows
  } else {
    for (let k = 0; k < rows; k++) order[k] = k
    order.sort((x, y) => times[x]! - times[y]! || x - y)
  }
  for (let k = 0; k < rows; k++) {
    const at = order[k]!
    time[from + k] = times[at]!
    account[from + k] = accounts[at]!
    if (content !== null) content[from + k] = contents![at]!
  }
}

/** Puts rows of one object and instant in order of account and post, where they are sorted by time already. */
export function settleTies({ objectStart, account, time, content }: Acts): void {
  for (let o = 0; o + 1 < objectStart.length; o++) {
    const to = objectStart[o + 1]!
    for (let from = objectStart[o]!; from < to;) {
      let end = from + 1
      while (end < to && time[end] === time[from]) end++
      if (end - from > 1) settle(from, end, account, content)
      from = end
    }
  }
}

function settle(from: number, to: number, account: Int32Array, content: Int32Array | null): void {
  const rows = Array.from({ length: to - from }, (_, k) => ({
    account: account[from + k]!,
    content: content === null ? 0 : content[from + k]!,
  }))
  rows.sort((x, y) => x.account - y.account || x.content - y.content)
  for (const [k, row] of rows.entries()) {
    account[from + k] = row.account
    if (content !== null) content[from + k] = row.content
  }
}
