/**
 * From two numbers to one: open addressing with linear probing over typed arrays, and true deletion.
 *
 * A deleted slot is closed by moving later entries of the run back (Knuth, The Art of Computer
 * Programming 6.4, algorithm R), so that a table that lives for ever needs no sweeping.
 * It grows without a pause: entries move to the larger table a few at a time. Cost: constant; 32 bytes an
 * entry at least.
 */

/** The second number of a pair stays below this, the first below twice this. */
export const PAIR_BASE = 1 << 26

/** Positions and account numbers as one exact number. */
export function toPairKey(x: number, y: number): number {
  return x * PAIR_BASE + y
}

export type PairIndexDump = {
  readonly keys: Float64Array
  readonly values: Float64Array
}

/** Slots of the smaller table that are moved with every new entry: growing is done before it is needed again. */
const MOVED_AT_ONCE = 16

export class PairIndex {
  size = 0
  private table = createTable(1024)
  /** The table of half the size that is being moved, slot by slot, and how far that has come. */
  private smaller: Table | null = null
  private moved = 0

  constructor(dump?: PairIndexDump) {
    if (dump === undefined) return
    for (let k = 0; k < dump.keys.length; k++) this.set(dump.keys[k]!, dump.values[k]!)
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    const slot = findSlot(this.table, key)
    if (this.table[slot] !== 0) return this.table[slot + 1]!
    if (this.smaller === null) return -1
    const old = findSlot(this.smaller, key)
    return this.smaller[old] === 0 ? -1 : this.smaller[old + 1]!
  }

  set(key: number, value: number): void {
    if (this.smaller !== null) this.moveSome(MOVED_AT_ONCE)
    const slot = findSlot(this.table, key)
    if (this.table[slot] === 0) {
      this.table[slot] = key + 1
      if (this.smaller === null || !removeKey(this.smaller, key)) this.size++
    }
    this.table[slot + 1] = value
    if (this.size * 4 > this.table.length) this.grow()
  }

  delete(key: number): void {
    const isHere = removeKey(this.table, key)
    if (isHere || (this.smaller !== null && removeKey(this.smaller, key))) this.size--
  }

  /** Every value, in no order. */
  *values(): Generator<number> {
    for (const table of this.smaller === null ? [this.table] : [this.table, this.smaller])
      for (let at = 0; at < table.length; at += 2) if (table[at] !== 0) yield table[at + 1]!
  }

  dump(): PairIndexDump {
    if (this.smaller !== null) this.moveSome(Infinity)
    const keys = new Float64Array(this.size)
    const values = new Float64Array(this.size)
    for (let at = 0, k = 0; at < this.table.length; at += 2) {
      if (this.table[at] === 0) continue
      keys[k] = this.table[at]! - 1
      values[k++] = this.table[at + 1]!
    }
    return { keys, values }
  }

  private grow() {
    if (this.smaller !== null) this.moveSome(Infinity)
    this.smaller = this.table
    this.moved = this.smaller.length
    this.table = createTable(this.smaller.length)
  }

  /** Moves entries from the end of the smaller table; taking one out may put another in its place. */
  private moveSome(slots: number) {
    const smaller = this.smaller!
    for (let k = 0; k < slots && this.moved > 0; k++) {
      const at = this.moved - 2
      const mark = smaller[at]!
      if (mark === 0) {
        this.moved = at
        continue
      }
      const slot = findSlot(this.table, mark - 1)
      this.table[slot] = mark
      this.table[slot + 1] = smaller[at + 1]!
      removeKey(smaller, mark - 1)
    }
    if (this.moved === 0) this.smaller = null
  }
}

/** Key plus one (0 for a free slot) and value side by side, so that a look-up touches one line of memory. */
type Table = Float64Array

function createTable(slots: number): Table {
  return new Float64Array(slots * 2)
}

/** Place of a key's slot, or of the free slot where it would stand. */
function findSlot(table: Table, key: number): number {
  const mask = table.length / 2 - 1
  for (let slot = homeOf(key) & mask; ; slot = (slot + 1) & mask) {
    const mark = table[slot * 2]!
    if (mark === 0 || mark === key + 1) return slot * 2
  }
}

function removeKey(table: Table, key: number): boolean {
  const mask = table.length / 2 - 1
  let hole = findSlot(table, key) / 2
  if (table[hole * 2] === 0) return false
  for (let slot = hole; ;) {
    slot = (slot + 1) & mask
    const mark = table[slot * 2]!
    if (mark === 0) break
    // An entry may fill the hole unless its home lies between the hole and itself.
    if (((slot - homeOf(mark - 1)) & mask) < ((slot - hole) & mask)) continue
    table[hole * 2] = mark
    table[hole * 2 + 1] = table[slot * 2 + 1]!
    hole = slot
  }
  table[hole * 2] = 0
  return true
}

/** Keeps runs of four second numbers side by side. */
function homeOf(key: number): number {
  const x = Math.floor(key / PAIR_BASE)
  const y = key - x * PAIR_BASE
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul((y >>> 2) + 0x7f4a7c15, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return ((h ^ (h >>> 13)) << 2) | (y & 3)
}
