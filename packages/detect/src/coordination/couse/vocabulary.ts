/**
 * Vocabulary: a number for each distinct run of UTF-16 units, in order of appearance, without a string for each run.
 * Open addressing with linear probing. Cost: linear in the units.
 */
import { grown } from './meetings.ts'

export class Vocabulary {
  private slots = new Int32Array(1 << 16).fill(-1)
  private hashes = new Int32Array(1 << 15)
  /** Units of all runs, end to end; those of run i end at ends[i]. */
  private units = new Uint16Array(1 << 18)
  private ends = new Int32Array(1 << 15)
  size = 0

  /** The number of text[from] up to text[to]. */
  number(text: string, from: number, to: number): number {
    let hash = 0x811c9dc5
    for (let k = from; k < to; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193)
    hash ^= hash >>> 15
    const mask = this.slots.length - 1
    let slot = hash & mask
    for (let known = this.slots[slot]!; known >= 0; known = this.slots[slot]!) {
      if (this.hashes[known] === hash && this.isRun(known, text, from, to)) return known
      slot = (slot + 1) & mask
    }
    this.slots[slot] = this.size
    return this.add(hash, text, from, to)
  }

  private isRun(known: number, text: string, from: number, to: number): boolean {
    const start = known === 0 ? 0 : this.ends[known - 1]!
    if (this.ends[known]! - start !== to - from) return false
    for (let k = from, at = start; k < to; k++, at++)
      if (this.units[at] !== text.charCodeAt(k)) return false
    return true
  }

  private add(hash: number, text: string, from: number, to: number): number {
    const number = this.size++
    let end = number === 0 ? 0 : this.ends[number - 1]!
    if (number === this.ends.length) {
      this.ends = grown(this.ends)
      this.hashes = grown(this.hashes)
    }
    while (end + to - from > this.units.length) this.units = grown(this.units)
    for (let k = from; k < to; k++) this.units[end++] = text.charCodeAt(k)
    this.ends[number] = end
    this.hashes[number] = hash
    if (this.size * 2 > this.slots.length) this.spread()
    return number
  }

  /** Twice the slots, with every run in its new place. */
  private spread(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let number = 0; number < this.size; number++) {
      let slot = this.hashes[number]! & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = number
    }
    this.slots = slots
  }
}
