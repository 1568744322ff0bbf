/**
 * Growing table of undirected account pairs: open addressing over typed arrays, about 70 bytes a pair.
 * Key: account a < account b. Cost: one probe sequence for each update, amortised constant.
 */
export class EdgeTable {
  size = 0
  a = new Int32Array(1024)
  b = new Int32Array(1024)
  /** Post pairs, distinct objects, the object last counted. */
  weight = new Float64Array(1024)
  objects = new Int32Array(1024)
  lastObject = new Int32Array(1024)
  /** Distinct posts of each side. */
  contentsA = new Int32Array(1024)
  contentsB = new Int32Array(1024)
  /** Ticks: sum and minimum of time differences, earliest and latest post of any pair. */
  lagSum = new Float64Array(1024)
  lagMin = new Float64Array(1024)
  first = new Float64Array(1024)
  last = new Float64Array(1024)
  private slots = new Int32Array(4096)
  private mask = 4095

  /** Position of the pair, made if absent. Order of the arguments does not matter. */
  upsert(x: number, y: number): number {
    const a = x < y ? x : y
    const b = x < y ? y : x
    let slot = hashPair(a, b) & this.mask
    for (;;) {
      const found = this.slots[slot]! - 1
      if (found < 0) break
      if (this.a[found] === a && this.b[found] === b) return found
      slot = (slot + 1) & this.mask
    }
    return this.insert(a, b, slot)
  }

  /** Position of the pair, or -1. */
  find(x: number, y: number): number {
    const a = x < y ? x : y
    const b = x < y ? y : x
    let slot = hashPair(a, b) & this.mask
    for (;;) {
      const found = this.slots[slot]! - 1
      if (found < 0) return -1
      if (this.a[found] === a && this.b[found] === b) return found
      slot = (slot + 1) & this.mask
    }
  }

  private insert(a: number, b: number, slot: number): number {
    const edge = this.size++
    if (edge === this.a.length) this.growColumns()
    this.slots[slot] = edge + 1
    this.a[edge] = a
    this.b[edge] = b
    this.lastObject[edge] = -1
    this.lagMin[edge] = Infinity
    this.first[edge] = Infinity
    this.last[edge] = -Infinity
    if (this.size * 2 > this.slots.length) this.growSlots()
    return edge
  }

  private growSlots() {
    this.slots = new Int32Array(this.slots.length * 2)
    this.mask = this.slots.length - 1
    for (let edge = 0; edge < this.size; edge++) {
      let slot = hashPair(this.a[edge]!, this.b[edge]!) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = edge + 1
    }
  }

  private growColumns() {
    const length = Math.ceil(this.a.length * 1.5)
    this.a = grownInts(this.a, length)
    this.b = grownInts(this.b, length)
    this.objects = grownInts(this.objects, length)
    this.lastObject = grownInts(this.lastObject, length)
    this.contentsA = grownInts(this.contentsA, length)
    this.contentsB = grownInts(this.contentsB, length)
    this.weight = grownFloats(this.weight, length)
    this.lagSum = grownFloats(this.lagSum, length)
    this.lagMin = grownFloats(this.lagMin, length)
    this.first = grownFloats(this.first, length)
    this.last = grownFloats(this.last, length)
  }
}

function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 13)
}

function grownInts(old: Int32Array<ArrayBuffer>, length: number) {
  const grown = new Int32Array(length)
  grown.set(old)
  return grown
}

function grownFloats(old: Float64Array<ArrayBuffer>, length: number) {
  const grown = new Float64Array(length)
  grown.set(old)
  return grown
}
