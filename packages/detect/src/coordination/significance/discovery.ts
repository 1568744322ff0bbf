/**
 * False-discovery rates: q[i] is the lowest rate at which hypothesis i is rejected.
 *
 * q of the i-th smallest p is the minimum over j >= i of p_j * m * c / j, where m counts all
 * hypotheses, those never looked at included (their p is 1). c = 1 is Benjamini and Hochberg (1995),
 * for independent or positively dependent tests; c = 1 + 1/2 + ... + 1/m is Benjamini and Yekutieli
 * (2001), for any dependence. Cost: a sort.
 */
export type DiscoveryMethod = 'bh' | 'by'

/** q values in the order of `p`; `tests` is the number of hypotheses, at least `p.length`. */
export function toQValues(
  p: Float64Array,
  tests: number,
  method: DiscoveryMethod = 'bh',
): Float64Array {
  const m = Math.max(tests, p.length)
  const factor = method === 'by' ? Math.log(m) + 0.5772156649 + 1 / (2 * m) : 1
  const order = new Uint32Array(p.length).map((_, i) => i).sort((x, y) => p[x]! - p[y]!)
  const q = new Float64Array(p.length)
  let lowest = 1
  for (let rank = p.length; rank >= 1; rank--) {
    const i = order[rank - 1]!
    lowest = Math.min(lowest, (p[i]! * m * factor) / rank)
    q[i] = lowest
  }
  return q
}
