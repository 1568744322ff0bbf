/**
 * The alias method: draws from a fixed list of weights in constant time, whatever their number.
 * Built in O(n). A. J. Walker 1977; M. D. Vose, IEEE Trans. Software Eng. 17 (1991).
 */
import type { Random } from './random.ts'

export type AliasTable = {
  /** Chance that slot i keeps its own index. */
  keep: Float64Array
  /** The index that slot i gives otherwise. */
  other: Int32Array
  total: number
}

/** Builds the table; weights are non-negative and their sum is positive, else every draw gives 0. */
export function createAlias(weights: ArrayLike<number>): AliasTable {
  const n = weights.length
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]!
  const keep = new Float64Array(Math.max(1, n)).fill(1)
  const other = new Int32Array(Math.max(1, n))
  if (total <= 0) return { keep, other, total: 0 }
  const scaled = new Float64Array(n)
  const small: number[] = []
  const large: number[] = []
  for (let i = 0; i < n; i++) {
    scaled[i] = (weights[i]! * n) / total
    other[i] = i
    if (scaled[i]! < 1) small.push(i)
    else large.push(i)
  }
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!
    const more = large[large.length - 1]!
    keep[less] = scaled[less]!
    other[less] = more
    scaled[more] = scaled[more]! + scaled[less]! - 1
    if (scaled[more]! < 1) small.push(large.pop()!)
  }
  return { keep, other, total }
}

/** An index, drawn in proportion to its weight. */
export function drawAlias(table: AliasTable, random: Random): number {
  if (table.total <= 0) return 0
  const at = random.float() * table.keep.length
  const slot = Math.floor(at)
  return at - slot < table.keep[slot]! ? slot : table.other[slot]!
}
