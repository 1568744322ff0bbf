/**
 * From two numbers to one: open addressing with linear probing over typed arrays, and true deletion.
 *
 * A deleted slot is closed by moving later entries of the run back (Knuth, The Art of Computer
 * Programming 6.4, algorithm R), so that a table that lives for ever needs no sweeping.
 * Cost: amortised constant; 24 bytes an entry at least.
 */

/** The second number of a pair stays below this, the first below twice this. */
export const PAIR_BASE = 1 << 26

/** Positions and account numbers as one exact number. */
export function toPairKey(x: number, y: number): number {
  return x * PAIR_BASE + y
}

export interface PairIndexDump {
  readonly keys: Float64Array
  readonly values: Int32Array
}

export class PairIndex {
  size = 0
  private keys = new Float64Array(1024).fill(-1)
  private values = new Int32Array(1024)
  private mask = 1023

  constructor(dump?: PairIndexDump) {
    if (dump === undefined) return
    for (let k = 0; k < dump.keys.length; k++) this.set(dump.keys[k]!, dump.values[k]!)
  }

  /** The value of a key, or -1. */
  get(key: number): number {
    for (let slot = this.home(key); ; slot = (slot + 1) & this.mask) {
      const found = this.keys[slot]!
      if (found === key) return this.values[slot]!
      if (found < 0) return -1
    }
  }

  set(key: number, value: number): void {
    let slot = this.home(key)
    for (; this.keys[slot] !== key; slot = (slot + 1) & this.mask) {
      if (this.keys[slot]! >= 0) continue
      this.keys[slot] = key
      this.size++
      break
    }
    this.values[slot] = value
    if (this.size * 2 > this.keys.length) this.grow()
  }

  delete(key: number): void {
    let hole = this.home(key)
    for (; this.keys[hole] !== key; hole = (hole + 1) & this.mask) if (this.keys[hole]! < 0) return
    this.size--
    for (let slot = hole; ;) {
      slot = (slot + 1) & this.mask
      const moved = this.keys[slot]!
      if (moved < 0) break
      // An entry may fill the hole unless its home lies between the hole and itself.
      if (((slot - this.home(moved)) & this.mask) < ((slot - hole) & this.mask)) continue
      this.keys[hole] = moved
      this.values[hole] = this.values[slot]!
      hole = slot
    }
    this.keys[hole] = -1
  }

  *entries(): Generator<readonly [key: number, value: number]> {
    for (let slot = 0; slot < this.keys.length; slot++)
      if (this.keys[slot]! >= 0) yield [this.keys[slot]!, this.values[slot]!]
  }

  dump(): PairIndexDump {
    const keys = new Float64Array(this.size)
    const values = new Int32Array(this.size)
    let k = 0
    for (const [key, value] of this.entries()) {
      keys[k] = key
      values[k++] = value
    }
    return { keys, values }
  }

  private home(key: number): number {
    const x = Math.floor(key / PAIR_BASE)
    const y = key - x * PAIR_BASE
    let h = Math.imul(x, 0x9e3779b1) ^ Math.imul((y >>> 3) + 0x7f4a7c15, 0x85ebca77)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    return (((h ^ (h >>> 13)) << 3) | (y & 7)) & this.mask
  }

  private grow() {
    const { keys, values } = this
    this.keys = new Float64Array(keys.length * 2).fill(-1)
    this.values = new Int32Array(keys.length * 2)
    this.mask = this.keys.length - 1
    this.size = 0
    for (let slot = 0; slot < keys.length; slot++)
      if (keys[slot]! >= 0) this.set(keys[slot]!, values[slot]!)
  }
}
