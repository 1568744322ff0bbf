/**
 * From two numbers to one: open addressing with linear probing over typed arrays, and true deletion.
 *
 * A deleted slot is closed by moving later entries of the run back (Knuth, The Art of Computer
 * Programming 6.4, algorithm R), so that a table that lives for ever needs no sweeping.
 * Cost: amortised constant; 32 bytes an entry at least.
 */

/** The second number of a pair stays below this, the first below twice this. */
export const PAIR_BASE = 1 << 26

/** Positions and account numbers as one exact number. */
export function toPairKey(x: number, y: number): number {
  return x * PAIR_BASE + y
}

export interface PairIndexDump {
  readonly keys: Float64Array
  readonly values: Float64Array
}

export class PairIndex {
  size = 0
  /** Key and value side by side, so that a look-up touches one line of memory; -1 for a free slot's key. */
  private slots = new Float64Array(2048).fill(-1)
  private mask = 1023

  constructor(dump?: PairIndexDump) {
    if (dump === undefined) return
    for (let k = 0; k < dump.keys.length; k++) this.set(dump.keys[k]!, dump.values[k]!)
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    for (let slot = this.home(key); ; slot = (slot + 1) & this.mask) {
      const found = this.slots[slot * 2]!
      if (found === key) return this.slots[slot * 2 + 1]!
      if (found < 0) return -1
    }
  }

  set(key: number, value: number): void {
    let slot = this.home(key)
    for (; this.slots[slot * 2] !== key; slot = (slot + 1) & this.mask) {
      if (this.slots[slot * 2]! >= 0) continue
      this.slots[slot * 2] = key
      this.size++
      break
    }
    this.slots[slot * 2 + 1] = value
    if (this.size * 2 > this.mask) this.grow()
  }

  delete(key: number): void {
    const { slots, mask } = this
    let hole = this.home(key)
    for (; slots[hole * 2] !== key; hole = (hole + 1) & mask) if (slots[hole * 2]! < 0) return
    this.size--
    for (let slot = hole; ;) {
      slot = (slot + 1) & mask
      const moved = slots[slot * 2]!
      if (moved < 0) break
      // An entry may fill the hole unless its home lies between the hole and itself.
      if (((slot - this.home(moved)) & mask) < ((slot - hole) & mask)) continue
      slots[hole * 2] = moved
      slots[hole * 2 + 1] = slots[slot * 2 + 1]!
      hole = slot
    }
    slots[hole * 2] = -1
  }

  /** Every value, in no order. */
  *values(): Generator<number> {
    for (let at = 0; at < this.slots.length; at += 2)
      if (this.slots[at]! >= 0) yield this.slots[at + 1]!
  }

  dump(): PairIndexDump {
    const keys = new Float64Array(this.size)
    const values = new Float64Array(this.size)
    for (let at = 0, k = 0; at < this.slots.length; at += 2) {
      if (this.slots[at]! < 0) continue
      keys[k] = this.slots[at]!
      values[k++] = this.slots[at + 1]!
    }
    return { keys, values }
  }

  private home(key: number): number {
    const x = Math.floor(key / PAIR_BASE)
    const y = key - x * PAIR_BASE
    let h = Math.imul(x, 0x9e3779b1) ^ Math.imul((y >>> 2) + 0x7f4a7c15, 0x85ebca77)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    return (((h ^ (h >>> 13)) << 2) | (y & 3)) & this.mask
  }

  private grow() {
    const { slots } = this
    this.slots = new Float64Array(slots.length * 2).fill(-1)
    this.mask = this.slots.length / 2 - 1
    this.size = 0
    for (let at = 0; at < slots.length; at += 2)
      if (slots[at]! >= 0) this.set(slots[at]!, slots[at + 1]!)
  }
}
