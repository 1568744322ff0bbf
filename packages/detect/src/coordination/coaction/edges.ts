/**
 * Growing table of undirected account pairs: open addressing over typed arrays, about 90 bytes a pair.
 *
 * An edge is one cache line of eight numbers, and eight neighbouring partners of an account share a line of
 * the index, because a large table is bound by memory and not by arithmetic. Cost: amortised constant.
 */

import { MAX_ACCOUNTS } from '../../activity/acts.ts'

/** Position of each number within an edge's line of `cells`; times are ticks. */
export const EDGE = {
  /** a * 2^26 + b for accounts a < b. */
  pair: 0,
  weight: 1,
  objects: 2,
  lastObject: 3,
  lagSum: 4,
  lagMin: 5,
  first: 6,
  last: 7,
} as const

/** Numbers in an edge's line. */
export const EDGE_LINE = 8

export class EdgeTable {
  size = 0
  cells = new Float64Array(1024 * EDGE_LINE)
  /** Distinct posts of a and of b, two numbers an edge. */
  contents = new Int32Array(1024 * 2)
  private slots = new Int32Array(4096)
  private mask = 4095

  /** Position of the pair, made if absent; the order of the two does not matter. */
  upsert(x: number, y: number): number {
    const a = x < y ? x : y
    const b = x < y ? y : x
    const pair = a * MAX_ACCOUNTS + b
    let slot = hashPair(a, b) & this.mask
    for (;;) {
      const found = this.slots[slot]! - 1
      if (found < 0) break
      if (this.cells[found * EDGE_LINE] === pair) return found
      slot = (slot + 1) & this.mask
    }
    return this.insert(pair, slot)
  }

  /** Position of the pair, or -1. */
  find(x: number, y: number): number {
    const a = x < y ? x : y
    const b = x < y ? y : x
    const pair = a * MAX_ACCOUNTS + b
    let slot = hashPair(a, b) & this.mask
    for (;;) {
      const found = this.slots[slot]! - 1
      if (found < 0 || this.cells[found * EDGE_LINE] === pair) return found
      slot = (slot + 1) & this.mask
    }
  }

  /** Adds a co-action of one pair of accounts on `object`: a number of post pairs and their times. */
  record(
    edge: number,
    object: number,
    weight: number,
    lagSum: number,
    lagMin: number,
    first: number,
    last: number,
  ): void {
    const line = edge * EDGE_LINE
    const cells = this.cells
    cells[line + EDGE.weight]! += weight
    cells[line + EDGE.lagSum]! += lagSum
    if (lagMin < cells[line + EDGE.lagMin]!) cells[line + EDGE.lagMin] = lagMin
    if (first < cells[line + EDGE.first]!) cells[line + EDGE.first] = first
    if (last > cells[line + EDGE.last]!) cells[line + EDGE.last] = last
    if (cells[line + EDGE.lastObject] === object) return
    cells[line + EDGE.lastObject] = object
    cells[line + EDGE.objects]!++
  }

  /** The lines of all edges, without spare room. */
  whole(): Float64Array<ArrayBuffer> {
    return this.cells.slice(0, this.size * EDGE_LINE)
  }

  /** Adds edges of other objects, given as their lines. */
  absorb(lines: Float64Array): void {
    for (let line = 0; line < lines.length; line += EDGE_LINE) {
      const pair = lines[line + EDGE.pair]!
      const edge = this.upsert(Math.floor(pair / MAX_ACCOUNTS), pair % MAX_ACCOUNTS)
      const objects = this.value(edge, EDGE.objects)
      const value = (column: number) => lines[line + column]!
      this.record(
        edge,
        value(EDGE.lastObject),
        value(EDGE.weight),
        value(EDGE.lagSum),
        value(EDGE.lagMin),
        value(EDGE.first),
        value(EDGE.last),
      )
      this.cells[edge * EDGE_LINE + EDGE.objects] = objects + value(EDGE.objects)
    }
  }

  /** The same edges in order of their accounts. */
  inOrder(): EdgeTable {
    const pairs = new Float64Array(this.size)
    for (let edge = 0; edge < this.size; edge++) pairs[edge] = this.value(edge, EDGE.pair)
    pairs.sort()
    const ordered = new EdgeTable()
    for (const pair of pairs) {
      const line = this.find(Math.floor(pair / MAX_ACCOUNTS), pair % MAX_ACCOUNTS) * EDGE_LINE
      ordered.absorb(this.cells.subarray(line, line + EDGE_LINE))
    }
    return ordered
  }

  /** One number of an edge: `value(edge, EDGE.weight)`. */
  value(edge: number, column: number): number {
    return this.cells[edge * EDGE_LINE + column]!
  }

  /** The smaller account of an edge. */
  a(edge: number): number {
    return Math.floor(this.cells[edge * EDGE_LINE]! / MAX_ACCOUNTS)
  }

  /** The larger account of an edge. */
  b(edge: number): number {
    return this.cells[edge * EDGE_LINE]! % MAX_ACCOUNTS
  }

  private insert(pair: number, slot: number): number {
    const edge = this.size++
    if (edge * EDGE_LINE === this.cells.length) this.growLines()
    this.slots[slot] = edge + 1
    const line = edge * EDGE_LINE
    this.cells[line + EDGE.pair] = pair
    this.cells[line + EDGE.lastObject] = -1
    this.cells[line + EDGE.lagMin] = Infinity
    this.cells[line + EDGE.first] = Infinity
    this.cells[line + EDGE.last] = -Infinity
    if (this.size * 2 > this.slots.length) this.growSlots()
    return edge
  }

  private growSlots() {
    this.slots = new Int32Array(this.slots.length * 2)
    this.mask = this.slots.length - 1
    for (let edge = 0; edge < this.size; edge++) {
      let slot = hashPair(this.a(edge), this.b(edge)) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = edge + 1
    }
  }

  private growLines() {
    const edges = Math.ceil((this.cells.length / EDGE_LINE) * 1.5)
    const cells = new Float64Array(edges * EDGE_LINE)
    cells.set(this.cells)
    this.cells = cells
    const contents = new Int32Array(edges * 2)
    contents.set(this.contents)
    this.contents = contents
  }
}

/** Keeps runs of eight partners side by side. */
function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul((b >>> 3) + 0x7f4a7c15, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return ((h ^ (h >>> 13)) << 3) | (b & 7)
}
