/**
 * Synchronised moments: the runs of acts in step on one object with no gap longer than the window, those of
 * most members first. Cost: linear in rows in step, and a sort.
 */
import { toSeconds } from '../../activity/acts.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import { toInstant, type SteppedRows } from './evidence.ts'
import type { Moment } from '../network-finding.ts'
import { compareNames } from '../../name-order.ts'

const MOST = 20

type Run = {
  readonly from: number
  readonly to: number
  readonly accounts: number
  readonly start: number
  readonly seconds: number
}

/** `window` in ticks. */
export function findMoments(
  encoded: EncodedActs,
  { rows, objects }: SteppedRows,
  window: number,
): { moments: Moment[]; total: number; starts: number[] } {
  const { acts } = encoded
  const runs: Run[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const accounts = new Set<number>()
    do accounts.add(acts.account[rows[to++]!]!)
    while (
      to < rows.length &&
      objects[to] === objects[from] &&
      acts.time[rows[to]!]! - acts.time[rows[to - 1]!]! <= window
    )
    const start = toSeconds(acts, acts.time[rows[from]!]!)
    const seconds = toSeconds(acts, acts.time[rows[to - 1]!]!) - start
    if (accounts.size > 1) runs.push({ from, to, accounts: accounts.size, start, seconds })
  }
  const name = ({ from }: Run) => encoded.objectName(objects[from]!)
  const rank = (x: Run, y: Run) =>
    y.accounts - x.accounts || x.seconds - y.seconds || x.start - y.start
  const chosen = runs
    .toSorted(rank)
    .slice(0, MOST * 2)
    .sort((x, y) => rank(x, y) || compareNames(name(x), name(y)))
    .slice(0, MOST)
  const moments = chosen.map((run) => ({
    at: toInstant(run.start),
    seconds: Math.round(run.seconds * 1e4) / 1e4,
    object: name(run).slice(0, 500),
    accounts: run.accounts,
    posts: run.to - run.from,
  }))
  return { moments, total: runs.length, starts: runs.map(({ start }) => start) }
}
