/**
 * Numbers texts that say the same (`normalText`), without making a string of each: the normal form is
 * written unit by unit into one pool, hashed on the way (FNV-1a), and compared there.
 * Cost: one step a unit. Memory: two bytes a unit of each distinct normal form.
 */
import { foldOf, HARD, KEPT, kindOf, SPACE } from './fold.ts'
import { isIdeograph, LEAST, normalText } from './normal-text.ts'

const AT = '@'.charCodeAt(0)
const H = 'h'.charCodeAt(0)
const BLANK = ' '.charCodeAt(0)

export class NormalTexts {
  size = 0
  private pool = new Uint16Array(1 << 16)
  private ends = new Int32Array(1024)
  private hashes = new Int32Array(1024)
  private slots = new Int32Array(1 << 12)

  /** The number of what `text` says, or -1 where it says too little. */
  number(text: string): number {
    const start = this.endOf(this.size - 1)
    this.reserve(start + Math.max(text.length, 32))
    const end = writeSimple(text, this.pool, start)
    if (end === start) return -1
    return this.find(start, end > start ? end : this.writeHard(text, start))
  }

  /** The normal form by its number. */
  name(number: number): string {
    return Buffer.from(
      this.pool.buffer,
      this.endOf(number - 1) * 2,
      (this.ends[number]! - this.endOf(number - 1)) * 2,
    ).toString('utf16le')
  }

  private endOf(number: number): number {
    return number < 0 ? 0 : this.ends[number]!
  }

  /** End of the normal form of a text with units that depend on each other; `start` where there is none. */
  private writeHard(text: string, start: number): number {
    const plain = normalText(text) ?? ''
    this.reserve(start + plain.length)
    for (let k = 0; k < plain.length; k++) this.pool[start + k] = plain.charCodeAt(k)
    return start + plain.length
  }

  private find(start: number, end: number): number {
    if (end === start) return -1
    const { pool } = this
    let hash = 0x811c9dc5
    for (let k = start; k < end; k++) hash = Math.imul(hash ^ pool[k]!, 0x01000193)
    hash ^= hash >>> 15
    const mask = this.slots.length - 1
    let slot = hash & mask
    for (;;) {
      const found = this.slots[slot]! - 1
      if (found < 0) break
      if (this.hashes[found] === hash && this.isSame(found, start, end)) return found
      slot = (slot + 1) & mask
    }
    return this.insert(slot, hash, end)
  }

  private isSame(number: number, start: number, end: number): boolean {
    const { pool } = this
    const from = this.endOf(number - 1)
    if (this.ends[number]! - from !== end - start) return false
    for (let k = start; k < end; k++) if (pool[k] !== pool[from + k - start]) return false
    return true
  }

  private insert(slot: number, hash: number, end: number): number {
    const number = this.size++
    if (number === this.ends.length) {
      this.ends = grown(this.ends, number * 2)
      this.hashes = grown(this.hashes, number * 2)
    }
    this.ends[number] = end
    this.hashes[number] = hash
    this.slots[slot] = number + 1
    if (this.size * 2 > this.slots.length) this.rehash()
    return number
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2)
    const mask = this.slots.length - 1
    for (let number = 0; number < this.size; number++) {
      let slot = this.hashes[number]! & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = number + 1
    }
  }

  private reserve(size: number): void {
    if (size > this.pool.length) this.pool = grown(this.pool, Math.ceil(size * 1.6))
  }
}

function grown<T extends Int32Array | Uint16Array>(values: T, length: number): T {
  const larger = new (values.constructor as new (length: number) => T)(length)
  larger.set(values)
  return larger
}

/**
 * Writes the normal form of `text` at `start` and returns its end: `start` where the text says too little,
 * -1 where it has units that must be folded together.
 */
function writeSimple(text: string, pool: Uint16Array, start: number): number {
  const { length } = text
  let at = startsWithReshare(text) ? 3 : 0
  let end = start
  let letters = 0
  let least = LEAST
  let apart = false
  while (at < length) {
    const unit = text.charCodeAt(at)
    const kind = kindOf(unit)
    const fold = foldOf(unit)
    if (kind === HARD) {
      if (!isPictograph(text, at)) return -1
      at += 2
      apart = true
      continue
    }
    if (kind === KEPT) {
      if (fold !== H || !isLinkAt(text, at)) {
        if (apart && end > start) pool[end++] = BLANK
        apart = false
        pool[end++] = fold
        letters++
        if (fold > 0x3000 && isIdeograph(fold)) least = LEAST / 2
        at++
        continue
      }
      at = endOfLink(text, at)
      if (at < 0) return -1
    } else {
      at++
      if (fold === AT) while (at < length && isWord(text.charCodeAt(at))) at++
    }
    apart = true
  }
  return letters < least ? start : end
}

/** Signs outside the first plane that fold to themselves and say nothing: U+1F300 to U+1F7FF. */
function isPictograph(text: string, at: number): boolean {
  const high = text.charCodeAt(at)
  const low = text.charCodeAt(at + 1)
  if (!(low >= 0xdc00 && low <= 0xdfff)) return false
  return high === 0xd83d || (high === 0xd83c && low >= 0xdf00)
}

/** `http://` or `https://` and something after it. */
function isLinkAt(text: string, at: number): boolean {
  if (!isFolded(text, at, 'http')) return false
  const after = isFolded(text, at + 4, 's') ? at + 5 : at + 4
  return (
    isFolded(text, after, '://') &&
    after + 3 < text.length &&
    kindOf(text.charCodeAt(after + 3)) !== SPACE
  )
}

/** Where the link at `at` ends; -1 where it has units that must be folded together. */
function endOfLink(text: string, at: number): number {
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind === SPACE) return at
    if (kind === HARD && !isPictograph(text, at)) return -1
    at += kind === HARD ? 2 : 1
  }
  return at
}

function startsWithReshare(text: string): boolean {
  return isFolded(text, 0, 'rt @')
}

function isFolded(text: string, at: number, word: string): boolean {
  if (at + word.length > text.length) return false
  for (let k = 0; k < word.length; k++) {
    const unit = text.charCodeAt(at + k)
    if (kindOf(unit) === HARD || foldOf(unit) !== word.charCodeAt(k)) return false
  }
  return true
}

/** A letter, digit or underscore of ASCII once folded. */
function isWord(unit: number): boolean {
  if (kindOf(unit) === HARD) return false
  const fold = foldOf(unit)
  return (fold >= 0x61 && fold <= 0x7a) || (fold >= 0x30 && fold <= 0x39) || fold === 0x5f
}
