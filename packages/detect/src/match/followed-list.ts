/** A list that changes while logs are read: what left it is withdrawn at once, what came is added, what stayed costs a hash. */
import type { Indicators } from './indicators.ts'
import { linesOf, readListLines, type ListOptions, type ListReading } from './read-list.ts'

export type Update = {
  readonly added: number
  readonly withdrawn: number
  readonly refused: number
}

/** One list or table, read again and again. */
export class FollowedList {
  readonly #indicators: Indicators
  readonly #name: string
  readonly #options: ListOptions
  #heading = ''
  #base = 0
  /** Two hashes of each line, 64 bits together. */
  #hashes: Uint32Array = new Uint32Array(0)
  #repeats: readonly number[] = []

  constructor(indicators: Indicators, name: string, options: ListOptions) {
    this.#indicators = indicators
    this.#name = name
    this.#options = options
  }

  /** Reads it for the first time. */
  read(text: string): ListReading {
    const lines = linesOf(text)
    this.#hashes = hashesOf(lines)
    return this.#take(lines, () => true)
  }

  #take(lines: readonly string[], isWanted: (line: number) => boolean): ListReading {
    const repeats: number[] = []
    this.#base = this.#indicators.sources.open(this.#name)
    const reading = readListLines(lines, this.#indicators, {
      ...this.#options,
      isWanted,
      onRepeat: (line) => repeats.push(line),
    })
    this.#repeats = repeats
    this.#heading = reading.columns?.join() ?? ''
    return reading
  }

  /** Reads it anew. A line that repeated another is looked at again, since that one may be gone. */
  update(text: string): Update {
    const lines = linesOf(text)
    const [before, base, heading] = [this.#hashes, this.#base, this.#heading]
    const again = new Set(this.#repeats.map((line) => keyAt(before, line - 1)))
    this.#hashes = hashesOf(lines)
    const moved = movesOf(before, this.#hashes)
    const isOld = new Uint8Array(lines.length + 1)
    for (let i = 0; i < before.length / 2; i++) {
      const line = moved[i + 1]!
      if (line > 0 && (again.size === 0 || !again.has(keyAt(before, i)))) isOld[line] = 1
    }
    const sizeBefore = this.#indicators.size
    const { sources } = this.#indicators
    const next = sources.nextBase
    const withdrawn = this.#indicators.moveLines(base, moved, next)
    const sizeMiddle = this.#indicators.size
    let reading = this.#take(lines, (line) => isOld[line] === 0)
    if (this.#heading !== heading) {
      // Other columns: nothing that was read before says what it said.
      this.#indicators.moveLines(next, new Uint32Array(lines.length + 1), next)
      reading = this.#take(lines, () => true)
    }
    sources.place(lines.length)
    const added = this.#indicators.size - sizeMiddle
    return {
      added,
      withdrawn: Math.max(withdrawn, sizeBefore - sizeMiddle),
      refused: reading.refused,
    }
  }
}

function hashesOf(lines: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(lines.length * 2)
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    let [a, b] = [0x811c9dc5, 0x9747b28c]
    for (let k = 0; k < line.length; k++) {
      const c = line.charCodeAt(k)
      a = Math.imul(a ^ c, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ c, 0x5bd1e995)
    }
    hashes[2 * i] = a
    hashes[2 * i + 1] = b
  }
  return hashes
}

/** For each line of before, counted from 1, which line now says the same; 0 where none does. What is alike at both ends is not looked up. */
function movesOf(before: Uint32Array, now: Uint32Array): Uint32Array {
  const [old, size] = [before.length / 2, now.length / 2]
  const isSame = (i: number, k: number) =>
    before[2 * i] === now[2 * k] && before[2 * i + 1] === now[2 * k + 1]
  const moved = new Uint32Array(old + 1)
  let head = 0
  while (head < old && head < size && isSame(head, head)) moved[++head] = head
  let tail = 0
  while (tail < old - head && tail < size - head && isSame(old - 1 - tail, size - 1 - tail)) {
    moved[old - tail] = size - tail
    tail++
  }
  const places = new Places(now, head, size - tail)
  for (let i = head; i < old - tail; i++)
    moved[i + 1] = places.find(before[2 * i]!, before[2 * i + 1]!)
  return moved
}

function keyAt(hashes: Uint32Array, i: number): string {
  return `${hashes[2 * i]} ${hashes[2 * i + 1]}`
}

/** Lines from one to another by their hashes, open addressing. */
class Places {
  readonly #hashes: Uint32Array
  readonly #slots: Uint32Array

  constructor(hashes: Uint32Array, from: number, to: number) {
    let size = 16
    while (size < (to - from) * 2) size *= 2
    this.#hashes = hashes
    this.#slots = new Uint32Array(size)
    for (let i = from; i < to; i++) {
      if (this.find(hashes[2 * i]!, hashes[2 * i + 1]!) > 0) continue
      let slot = hashes[2 * i]! & (size - 1)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (size - 1)
      this.#slots[slot] = i + 1
    }
  }

  /** The first line with these hashes, counted from 1; 0 where there is none. */
  find(a: number, b: number): number {
    const mask = this.#slots.length - 1
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const line = this.#slots[slot]!
      if (line === 0) return 0
      if (this.#hashes[2 * line - 2] === a && this.#hashes[2 * line - 1] === b) return line
    }
  }
}
