/**
 * Strata: how much two accounts draw from the same sources, which strangers of one interest do: the authors
 * they reshare, the sites they link to, the tags they use.
 *
 *   e(a, b) = sum over sources s of n(a, s) n(b, s) / things(s)
 *
 * is what the configuration model gives for their things in common, source by source. Only sources that many
 * accounts use are interests: one that few use may be the plan itself.
 * Cost: linear in the sources of the two accounts.
 */
export type Strata = {
  readonly start: Int32Array
  readonly source: Int32Array
  readonly count: Float32Array
  /** 1 / things of each source; 0 where too few accounts use it. */
  readonly weight: Float32Array
}

/** `account[i]` once drew from `source[i]`; `things[s]` are there to be drawn, `least` accounts make an interest. */
export function toStrata(
  accounts: number,
  account: ArrayLike<number>,
  source: ArrayLike<number>,
  things: Float64Array,
  least: number,
): Strata {
  const rows = Array.from({ length: accounts }, () => new Map<number, number>())
  const users = new Int32Array(things.length)
  for (let i = 0; i < account.length; i++) {
    const own = rows[account[i]!]!
    const known = own.get(source[i]!) ?? 0
    if (known === 0) users[source[i]!]!++
    own.set(source[i]!, known + 1)
  }
  const size = rows.reduce((sum, own) => sum + own.size, 0)
  const strata = {
    start: new Int32Array(accounts + 1),
    source: new Int32Array(size),
    count: new Float32Array(size),
    weight: Float32Array.from(things, (there, s) =>
      users[s]! >= least ? 1 / Math.max(1, there) : 0,
    ),
  }
  let at = 0
  for (const [a, own] of rows.entries()) {
    for (const [s, count] of own) {
      strata.source[at] = s
      strata.count[at++] = count
    }
    strata.start[a + 1] = at
  }
  return strata
}

/** Looks up e(a, b); fast while a stays the same. */
export class StrataLookup {
  private readonly strata: Strata
  private readonly row: Float32Array
  private of = -1

  constructor(strata: Strata) {
    this.strata = strata
    this.row = new Float32Array(strata.weight.length)
  }

  expected(a: number, b: number): number {
    const { start, source, count, weight } = this.strata
    if (this.of !== a) {
      if (this.of >= 0)
        for (let k = start[this.of]!; k < start[this.of + 1]!; k++) this.row[source[k]!] = 0
      for (let k = start[a]!; k < start[a + 1]!; k++)
        this.row[source[k]!] = count[k]! * weight[source[k]!]!
      this.of = a
    }
    let sum = 0
    for (let k = start[b]!; k < start[b + 1]!; k++) sum += this.row[source[k]!]! * count[k]!
    return sum
  }
}
