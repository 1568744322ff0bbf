/**
 * All traces of a run as one set of acts: an operation that changes its ways from act to act leaves
 * too little in each trace alone.
 */
import type { Acts } from '../../activity/acts.ts'

/** Joins acts over the same accounts and clock; throws RangeError when they differ. */
export function poolActs(list: readonly Acts[]): Acts {
  const first = list[0]!
  for (const acts of list)
    if (acts.accounts !== first.accounts || acts.epoch !== first.epoch || acts.tick !== first.tick)
      throw new RangeError('traces must share accounts and clock to be pooled')
  const rows = list.reduce((sum, acts) => sum + acts.rows, 0)
  const objects = list.reduce((sum, acts) => sum + acts.objectStart.length - 1, 0)
  const account = new Int32Array(rows)
  const time = first.time instanceof Int32Array ? new Int32Array(rows) : new Float64Array(rows)
  const objectStart = new Int32Array(objects + 1)
  const content = list.every((acts) => acts.content !== null) ? new Int32Array(rows) : null
  let row = 0
  let object = 0
  for (const acts of list) {
    account.set(acts.account.subarray(0, acts.rows), row)
    time.set(acts.time.subarray(0, acts.rows), row)
    content?.set(acts.content!.subarray(0, acts.rows), row)
    for (let o = 0; o + 1 < acts.objectStart.length; o++)
      objectStart[++object] = row + acts.objectStart[o + 1]!
    row += acts.rows
  }
  return { ...first, rows, objectStart, account, time, content }
}
