/**
 * Pairs of accounts and what their test needs, in typed arrays by open addressing: 40 bytes a pair.
 * Hot: `upsert` is called once for every coincidence.
 */
export type PairTable = {
  size: number
  a: Int32Array
  b: Int32Array
  /** Intervals with a coincidence, and the last one counted. */
  observed: Int32Array
  lastInterval: Int32Array
  /** Sums of the chances of a coincidence in an interval, and of their squares. */
  sum: Float64Array
  sumOfSquares: Float64Array
  slots: Int32Array
}

export function createPairs(capacity: number): PairTable {
  let slots = 1024
  while (slots < capacity * 2) slots *= 2
  return {
    size: 0,
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    observed: new Int32Array(capacity),
    lastInterval: new Int32Array(capacity).fill(-1),
    sum: new Float64Array(capacity),
    sumOfSquares: new Float64Array(capacity),
    slots: new Int32Array(slots),
  }
}

/** Position of the pair, made if absent; the order of the accounts does not matter. */
export function upsertPair(table: PairTable, x: number, y: number): number {
  const a = x < y ? x : y
  const b = x < y ? y : x
  const mask = table.slots.length - 1
  let slot = hashPair(a, b) & mask
  for (;;) {
    const found = table.slots[slot]! - 1
    if (found < 0) break
    if (table.a[found] === a && table.b[found] === b) return found
    slot = (slot + 1) & mask
  }
  const at = table.size++
  if (at === table.a.length) growColumns(table)
  table.a[at] = a
  table.b[at] = b
  table.slots[slot] = at + 1
  if (table.size * 2 > table.slots.length) rehash(table, table.slots.length * 2)
  return at
}

/** Position of the pair, or -1. */
export function findPair(table: PairTable, x: number, y: number): number {
  const a = x < y ? x : y
  const b = x < y ? y : x
  const mask = table.slots.length - 1
  let slot = hashPair(a, b) & mask
  for (;;) {
    const found = table.slots[slot]! - 1
    if (found < 0 || (table.a[found] === a && table.b[found] === b)) return found
    slot = (slot + 1) & mask
  }
}

/** The pairs with at least `support` intervals, as a table of their own. */
export function prunePairs(table: PairTable, support: number): PairTable {
  let kept = 0
  for (let i = 0; i < table.size; i++) if (table.observed[i]! >= support) kept++
  const out = createPairs(Math.max(16, kept))
  for (let i = 0; i < table.size; i++) {
    if (table.observed[i]! < support) continue
    const at = upsertPair(out, table.a[i]!, table.b[i]!)
    out.observed[at] = table.observed[i]!
  }
  return out
}

function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 13)
}

function rehash(table: PairTable, length: number): void {
  table.slots = new Int32Array(length)
  for (let i = 0; i < table.size; i++) {
    let slot = hashPair(table.a[i]!, table.b[i]!) & (length - 1)
    while (table.slots[slot] !== 0) slot = (slot + 1) & (length - 1)
    table.slots[slot] = i + 1
  }
}

function growColumns(table: PairTable): void {
  const larger = createPairs(Math.max(1024, table.a.length * 2))
  for (const column of ['a', 'b', 'observed', 'lastInterval', 'sum', 'sumOfSquares'] as const) {
    larger[column].set(table[column])
    Object.assign(table, { [column]: larger[column] })
  }
}
