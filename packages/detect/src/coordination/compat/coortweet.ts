/**
 * CooRTweet 2.1.3, `detect_groups` and `generate_coordinated_network` with `remove_loops`, count for count.
 *
 * Accounts with fewer than `min` rows are dropped. A pair is two rows of one object within the window, of
 * different accounts and posts, neither post being the object itself. C is the set of posts in some pair;
 * an account passes when at least `min` of its rows have a post in C, and a pair stays when the post of
 * either side is one of a passing account's. Weight = pairs that stay.
 * Its symmetry columns are not given: they count older and newer posts, not the two accounts'.
 * Cost: two walks over the pairs of rows in the window. Memory: the edges.
 */
import type { Acts } from '../../activity/acts.ts'
import { EdgeTable } from '../coaction/edges.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'

/** Counts as CooRTweet does. `acts` must hold every row, also of objects that one account alone used. */
export function countLikeCooRTweet(encoded: EncodedActs, window: number, min: number): EdgeTable {
  const { acts, accountRows } = encoded
  const content = acts.content ?? Int32Array.from({ length: acts.rows }, (_, row) => row)
  const active = markActive(acts, accountRows, min)
  const pairable = active.slice()
  clearSelfObjects(encoded, content, pairable)
  const contents = content.reduce((most, c) => (c >= most ? c + 1 : most), 0)
  const passing = new Uint8Array(contents).fill(min >= 1 ? 0 : 1)
  if (min >= 1) {
    const paired = new Uint8Array(contents)
    forEachPair(acts, content, pairable, window, (i, j) => {
      paired[content[i]!] = 1
      paired[content[j]!] = 1
    })
    markPassing(acts, content, active, paired, min, passing)
  }
  const edges = new EdgeTable()
  forEachPair(acts, content, pairable, window, (i, j, object) => {
    if (passing[content[i]!] === 0 && passing[content[j]!] === 0) return
    const edge = edges.upsert(acts.account[i]!, acts.account[j]!)
    const lag = acts.time[j]! - acts.time[i]!
    edges.record(edge, object, 1, lag, lag, acts.time[i]!, acts.time[j]!)
  })
  return edges
}

function markActive({ rows, account }: Acts, accountRows: Int32Array, min: number): Uint8Array {
  const active = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) if (accountRows[account[i]!]! >= min) active[i] = 1
  return active
}

/** Rows whose post is itself the object are in no pair. */
function clearSelfObjects(encoded: EncodedActs, content: Int32Array, pairable: Uint8Array) {
  const { acts, objectName, contentName } = encoded
  if (acts.content === null) return
  for (let o = 0; o + 1 < acts.objectStart.length; o++) {
    const name = objectName(o)
    for (let i = acts.objectStart[o]!; i < acts.objectStart[o + 1]!; i++)
      if (contentName(content[i]!) === name) pairable[i] = 0
  }
}

function markPassing(
  { rows, account, accounts }: Acts,
  content: Int32Array,
  active: Uint8Array,
  paired: Uint8Array,
  min: number,
  passing: Uint8Array,
) {
  const participation = new Int32Array(accounts)
  for (let i = 0; i < rows; i++)
    if (active[i] === 1 && paired[content[i]!] === 1) participation[account[i]!]!++
  for (let i = 0; i < rows; i++)
    if (active[i] === 1 && paired[content[i]!] === 1 && participation[account[i]!]! >= min)
      passing[content[i]!] = 1
}

function forEachPair(
  { objectStart, account, time }: Acts,
  content: Int32Array,
  pairable: Uint8Array,
  window: number,
  visit: (earlier: number, later: number, object: number) => void,
) {
  for (let o = 0; o + 1 < objectStart.length; o++) {
    const start = objectStart[o]!
    for (let j = start + 1, low = start; j < objectStart[o + 1]!; j++) {
      while (time[j]! - time[low]! > window) low++
      if (pairable[j] === 0) continue
      for (let i = low; i < j; i++)
        if (pairable[i] === 1 && account[i] !== account[j] && content[i] !== content[j])
          visit(i, j, o)
    }
  }
}

/** R's `quantile(values, p)`, type 7: linear between order statistics, in R's own order of operations. */
export function quantileType7(values: Float64Array, p: number): number {
  const sorted = values.toSorted()
  const index = 1 + Math.max(sorted.length - 1, 0) * p
  const low = Math.floor(index)
  const high = Math.ceil(index)
  const at = sorted[low - 1]!
  const next = sorted[high - 1]!
  const h = index - low
  return h > 0 && next !== at ? (1 - h) * at + h * next : at
}
