/** From 64-bit hashes to numbers: open addressing over halves, for a look-up by big integers costs ten times as much. */

export class HashIndex {
  private readonly slots: Int32Array
  private readonly keys: Int32Array
  private readonly mask: number

  /** `keys[k]` is found as k. Throws RangeError where two are the same. */
  constructor(keys: BigInt64Array) {
    let length = 16
    while (length < keys.length * 2) length *= 2
    this.slots = new Int32Array(length)
    this.mask = length - 1
    this.keys = halves(keys)
    for (let number = 0; number < keys.length; number++) {
      const [low, high] = [this.keys[number * 2]!, this.keys[number * 2 + 1]!]
      if (this.find(low, high) >= 0) throw new RangeError('two keys are the same')
      let slot = mix(low, high) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = number + 1
    }
  }

  /** The number of a key by its halves, or -1. */
  find(low: number, high: number): number {
    let slot = mix(low, high) & this.mask
    for (;;) {
      const number = this.slots[slot]! - 1
      if (number < 0) return -1
      if (this.keys[number * 2] === low && this.keys[number * 2 + 1] === high) return number
      slot = (slot + 1) & this.mask
    }
  }
}

/** Big integers as pairs of their lower and upper half, without a copy. */
export function halves(values: BigInt64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2)
}

function mix(low: number, high: number): number {
  const h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77)
  return h ^ (h >>> 15)
}
