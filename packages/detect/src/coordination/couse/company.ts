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
  pairs: Weighted,
  weight: Float32Array,
  accounts: number,
  { partners, least }: { partners: number; least: number },
): Float64Array {
  const near = partnersOf(pairs, weight, accounts, least)
  const sums = new Float64Array(accounts)
  const closed: number[] = []
  for (let account = 0; account < accounts; account++) {
    const [from, to] = [near.start[account]!, near.start[account + 1]!]
    if (to - from < 2) continue
    const own = Array.from({ length: to - from }, (_, k) => from + k)
    const first = own
      .sort((x, y) => near.weight[y]! - near.weight[x]! || near.other[x]! - near.other[y]!)
      .slice(0, partners)
    closed.length = 0
    for (const [i, x] of first.entries())
      for (const y of first.slice(0, i)) {
        const third = weightBetween(near, near.other[x]!, near.other[y]!)
        if (third !== null) closed.push(Math.min(near.weight[x]!, near.weight[y]!, third))
      }
    closed.sort((x, y) => y - x)
    for (let k = 0; k < TRIANGLES && k < closed.length; k++) sums[account]! += closed[k]!
  }
  return sums
}

/** Partners of account a, ascending, with each pair's number and weight: from start[a] up to start[a + 1]. */
export type Partners = {
  readonly start: Int32Array
  readonly other: Int32Array
  readonly pair: Int32Array
  readonly weight: Float32Array
}

/** Pairs above `least` count. */
export function partnersOf(
  { size, a, b }: Weighted,
  weight: Float32Array,
  accounts: number,
  least: number,
): Partners {
  const start = new Int32Array(accounts + 1)
  const note = (account: number): void => void start[account + 1]!++
  for (let i = 0; i < size; i++)
    if (weight[i]! > least) {
      note(a[i]!)
      note(b[i]!)
    }
  for (let account = 0; account < accounts; account++) start[account + 1]! += start[account]!
  const next = start.slice()
  const mixed = new Int32Array(start[accounts]!)
  for (let i = 0; i < size; i++)
    if (weight[i]! > least) {
      mixed[next[a[i]!]!++] = i
      mixed[next[b[i]!]!++] = i
    }
  // Handed on account by account, every list comes out ascending.
  next.set(start)
  const near = {
    start,
    other: new Int32Array(mixed.length),
    pair: new Int32Array(mixed.length),
    weight: new Float32Array(mixed.length),
  }
  for (let account = 0; account < accounts; account++)
    for (let k = start[account]!; k < start[account + 1]!; k++) {
      const i = mixed[k]!
      const at = next[a[i] === account ? b[i]! : a[i]!]!++
      near.other[at] = account
      near.pair[at] = i
      near.weight[at] = weight[i]!
    }
  return near
}

function weightBetween(near: Partners, x: number, y: number): number | null {
  const at = findPartner(near, x, y)
  return at < 0 ? null : near.weight[at]!
}

/** Where y stands among the partners of x; -1 where it is none. */
export function findPartner({ start, other }: Partners, x: number, y: number): number {
  let [low, high] = [start[x]!, start[x + 1]!]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (other[middle]! < y) low = middle + 1
    else high = middle
  }
  return low < start[x + 1]! && other[low] === y ? low : -1
}
