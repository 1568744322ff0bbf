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
  const { start, order } = groupRows(account, accounts)
  const users = new Int32Array(things.length)
  const drawn = {
    start: new Int32Array(accounts + 1),
    source: new Int32Array(account.length),
    count: new Float32Array(account.length),
  }
  /** Where the source stands in the row of the account at hand, if not before it. */
  const place = new Int32Array(things.length).fill(-1)
  let size = 0
  for (let a = 0; a < accounts; a++) {
    const from = size
    for (let k = start[a]!; k < start[a + 1]!; k++) {
      const s = source[order[k]!]!
      if (place[s]! < from) {
        users[s]!++
        drawn.source[size] = s
        place[s] = size++
      }
      drawn.count[place[s]!]!++
    }
    drawn.start[a + 1] = size
  }
  return {
    start: drawn.start,
    source: drawn.source.slice(0, size),
    count: drawn.count.slice(0, size),
    weight: Float32Array.from(things, (there, s) =>
      users[s]! >= least ? 1 / Math.max(1, there) : 0,
    ),
  }
}

/** The rows of account a, in order: order[start[a]] up to order[start[a + 1]]. */
function groupRows(account: ArrayLike<number>, accounts: number) {
  const start = new Int32Array(accounts + 1)
  for (let i = 0; i < account.length; i++) start[account[i]! + 1]!++
  for (let a = 0; a < accounts; a++) start[a + 1]! += start[a]!
  const next = start.slice()
  const order = new Int32Array(account.length)
  for (let i = 0; i < account.length; i++) order[next[account[i]!]!++] = i
  return { start, order }
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
