/**
 * Standing among accounts of like activity: the busy have more of everything.
 *
 *   z = (ln(1 + x) - median) / max(spread, a part of everybody's),   median and spread (from the upper
 *   quartile, which groups that act as one do not reach) over the accounts next in activity, up to `MOST_NEAR`
 *
 * Accounts already found do not count as company. Cost: a sort, and a sort of the neighbours every stride.
 */
const MOST_NEAR = 400
const LEAST_NEAR = 200
/** Of few accounts a fifth are near, or the busy would stand among everybody; so many that a group is no half of them. */
const NEAR_PART = 0.2
/** Accounts after which the neighbours are sorted anew; of very many a two-thousandth. */
const STRIDE = 25
const STRIDE_PART = 1 / 2000
const QUARTILE = 0.6745
const LEAST_PART = 0.35
const LEAST_SPREAD = 0.25

export function standAmongLike(
  x: Float64Array,
  activity: ArrayLike<number>,
  found: Uint8Array,
): Float64Array {
  const order = orderByActivity(activity)
  return standInOrder(toLogs(x, order), order, found)
}

/** ln(1 + x) of every account, and how it scatters over those that are compared. */
export type Logs = { readonly y: Float64Array; readonly overall: number }

/** `order` are the accounts that are compared. */
export function toLogs(x: Float64Array, order: Int32Array): Logs {
  const y = x.map((value) => Math.log(1 + value))
  const compared = Float64Array.from(order, (account) => y[account]!).sort()
  return { y, overall: Math.max(LEAST_SPREAD, spreadOf(compared)) }
}

/** As `standAmongLike`, for accounts in the order of their activity; others stand at 0. */
export function standInOrder(
  { y, overall }: Logs,
  order: Int32Array,
  found: Uint8Array,
): Float64Array {
  const company = order.filter((account) => found[account] === 0)
  const near = Math.min(MOST_NEAR, Math.max(LEAST_NEAR, Math.ceil(order.length * NEAR_PART)))
  const stride = Math.max(STRIDE, Math.ceil(order.length * STRIDE_PART))
  const z = new Float64Array(y.length)
  let passed = 0
  let last = -stride
  let middle = 0
  let spread = 1
  for (let place = 0; place < order.length; place++) {
    const account = order[place]!
    if (passed - last >= stride) {
      last = passed
      const from = Math.max(0, Math.min(passed - (near >> 1), company.length - near))
      const values = new Float64Array(Math.min(near, company.length))
      for (let k = 0; k < values.length; k++) values[k] = y[company[from + k]!]!
      values.sort()
      middle = quantile(values, 0.5)
      spread = Math.max(LEAST_PART * overall, spreadOf(values))
    }
    z[account] = (y[account]! - middle) / spread
    if (found[account] === 0) passed++
  }
  return z
}

/** Accounts from the least active to the most, for several parts of one standing. */
export function orderByActivity(activity: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: activity.length }, (_, account) => account).sort(
    (a, b) => activity[a]! - activity[b]! || a - b,
  )
}

/** Standard deviation that the upper quartile of sorted values tells of, were they normal. */
export function spreadOf(sorted: Float64Array): number {
  return (quantile(sorted, 0.75) - quantile(sorted, 0.5)) / QUARTILE
}

/** Of sorted values; 0 where there are none. */
export function quantile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
