/** Meetings of one pair in order of their crowds: the least expected first, of equal ones the one met first. */
import { grown } from './meetings.ts'

/** Up to so many are put in order one by one, and longer runs merged. */
const INSERTED = 24

export class CrowdOrder {
  /** The meetings that were listed last, in order. */
  listed = new Int32Array(1 << 10)
  private spare = new Int32Array(1 << 10)

  /** Lists the chain of meetings from `head` on, the last met first; returns how many there are. */
  list(head: number, next: Int32Array, crowd: Float32Array): number {
    let size = 0
    for (let m = head; m >= 0; m = next[m]!) {
      if (size === this.listed.length) this.listed = grown(this.listed)
      this.listed[size++] = m
    }
    if (size === 1) return size
    this.listed.subarray(0, size).reverse()
    for (let from = 0; from < size; from += INSERTED)
      insert(this.listed, from, Math.min(size, from + INSERTED), crowd)
    for (let run = INSERTED; run < size; run *= 2) this.merge(size, run, crowd)
    return size
  }

  /** Merges neighbouring runs of length `run`, equal ones as they stand. */
  private merge(size: number, run: number, crowd: Float32Array): void {
    if (this.spare.length < this.listed.length) this.spare = new Int32Array(this.listed.length)
    const [from, to] = [this.listed, this.spare]
    for (let low = 0; low < size; low += 2 * run) {
      const middle = Math.min(size, low + run)
      const high = Math.min(size, middle + run)
      let [left, right] = [low, middle]
      for (let at = low; at < high; at++)
        to[at] =
          right === high || (left < middle && crowd[from[left]!]! <= crowd[from[right]!]!)
            ? from[left++]!
            : from[right++]!
    }
    this.listed = to
    this.spare = from
  }
}

/** Puts order[from] up to order[to] in order. */
function insert(order: Int32Array, from: number, to: number, crowd: Float32Array): void {
  for (let k = from + 1; k < to; k++) {
    const m = order[k]!
    const own = crowd[m]!
    let at = k
    for (; at > from && crowd[order[at - 1]!]! > own; at--) order[at] = order[at - 1]!
    order[at] = m
  }
}
