/**
 * Company: what an account's strongest pairs add up to, and how far its partners are partners of each other.
 * Two people who think alike are a pair; an operation closes triangles.
 *
 *   strongest(a) = sum of its k largest W;   triangles(a) = sum of the `TRIANGLES` largest min(W_ab, W_ac, W_bc)
 *   over its `partners` strongest partners b, c
 *
 * Cost: linear in pairs, and partners squared for each account.
 */
const TRIANGLES = 10

export type Weighted = {
  readonly size: number
  readonly a: Int32Array
  readonly b: Int32Array
}

export function strongest(
  { size, a, b }: Weighted,
  weight: Float32Array,
  accounts: number,
  k: number,
): Float64Array {
  const best = new Float64Array(accounts * k)
  const note = (account: number, value: number): void => {
    let at = account * k
    for (let i = at + 1; i < (account + 1) * k; i++) if (best[i]! < best[at]!) at = i
    if (value > best[at]!) best[at] = value
  }
  for (let i = 0; i < size; i++)
    if (weight[i]! > 0) for (const account of [a[i]!, b[i]!]) note(account, weight[i]!)
  const sums = new Float64Array(accounts)
  for (let at = 0; at < best.length; at++) sums[Math.floor(at / k)]! += best[at]!
  return sums
}

/** Pairs above `least` nats count. */
export function triangles(
  { size, a, b }: Weighted,
  weight: Float32Array,
  accounts: number,
  { partners, least }: { partners: number; least: number },
): Float64Array {
  const near = Array.from({ length: accounts }, () => new Map<number, number>())
  for (let i = 0; i < size; i++) {
    if (weight[i]! <= least) continue
    near[a[i]!]!.set(b[i]!, weight[i]!)
    near[b[i]!]!.set(a[i]!, weight[i]!)
  }
  return Float64Array.from(near, (own) => {
    const first = [...own].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, partners)
    const closed: number[] = []
    for (const [i, [b, mine]] of first.entries())
      for (const [c, other] of first.slice(0, i)) {
        const third = near[b]!.get(c)
        if (third !== undefined) closed.push(Math.min(mine, other, third))
      }
    return closed
      .sort((x, y) => y - x)
      .slice(0, TRIANGLES)
      .reduce((sum, value) => sum + value, 0)
  })
}
