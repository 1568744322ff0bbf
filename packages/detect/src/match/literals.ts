/**
 * Aho-Corasick: which of many texts stand in a line, in any case of ASCII, in one pass. Most lines are let go before it by a
 * filter: whoever waits for texts waits for six bytes of one of them that are rare in this log, and none of those is in the line.
 * Cost: a look at the filter a byte; where one is in it, two steps a byte and one a text that is found.
 * A. Aho, M. Corasick: Efficient String Matching, CACM 18 (1975).
 */
import { FOLD } from './bytes.ts'

/** Bytes in a row that are looked for first: six of a text that has so many, else four. */
const LONG = 6
const SHORT = 4
/** Bits of two filters, as exponents of two: one of 64 kB that stays in a near cache, and one that settles what it lets through. */
const NEAR = 19
const FAR = 22
/** States whose steps are written out, a kilobyte each. */
const MOST_ROWS = 1024
/** Bytes of a sampled line that are counted. */
const MOST_SAMPLED = 4096

/** Texts of ASCII that must all be there before their owner is woken. */
type Alternative = { readonly owner: number; readonly texts: readonly string[] }

/** Alternatives by the numbers of those that ask for them. */
export class Literals {
  readonly #alternatives: Alternative[] = []
  readonly #ids = new Map<string, number>()
  readonly #near = new Int32Array(2 ** (NEAR - 5))
  #far = new Uint32Array(0)
  /** Whether some text has no more than four or five bytes. */
  #hasShort = false
  /** Whether some alternative has only texts that are too short for the filter. */
  #isOpen = false
  /** Alternatives by the text that is looked for first. */
  #byKey: Alternative[][] = []
  /** Transitions by state and byte, open addressing: the key and 1, and where it leads. */
  #keys = new Int32Array(0)
  #targets = new Int32Array(0)
  #fails = new Int32Array(0)
  /** Of the states nearest to the start, by their row and byte, where each leads at last, failures included; -1 for no row. */
  #rows = new Int32Array(0)
  #dense = new Int32Array(0)
  /** The number and 1 of the text that ends at a state, and the next state on the way of failures that has one. */
  #ends = new Int32Array(0)
  #next = new Int32Array(0)

  /** Wakes `owner` where all of the texts are in a line. */
  add(texts: readonly string[], owner: number): void {
    const folded = texts.map((text) => text.toLowerCase())
    for (const text of folded) if (!this.#ids.has(text)) this.#ids.set(text, this.#ids.size)
    this.#alternatives.push({ owner, texts: folded })
  }

  get size(): number {
    return this.#ids.size
  }

  /** Must be called once all texts are there. */
  build(): void {
    const length = [...this.#ids.keys()].reduce((sum, text) => sum + text.length, 1)
    let slots = 64
    while (slots < length * 2) slots *= 2
    this.#keys = new Int32Array(slots)
    this.#targets = new Int32Array(slots)
    this.#ends = new Int32Array(length)
    const levels: number[][] = [[0]]
    let states = 1
    const parents = new Int32Array(length)
    const letters = new Uint8Array(length)
    for (const [text, id] of this.#ids) {
      let state = 0
      for (let i = 0; i < text.length; i++) {
        const letter = text.charCodeAt(i)
        let to = this.#go(state, letter)
        if (to < 0) {
          to = states++
          this.#put(state, letter, to)
          parents[to] = state
          letters[to] = letter
          const level = (levels[i + 1] ??= [])
          level.push(to)
        }
        state = to
      }
      this.#ends[state] = id + 1
    }
    this.#link(levels, parents, letters, states)
    this.#spread(levels, states)
    this.tune([])
  }

  /** Chooses what is looked for first by what is rare in lines of the log at hand; what is found stays the same. */
  tune(samples: readonly Uint8Array[]): void {
    const often = countGrams(samples)
    this.#near.fill(0)
    if (this.#far.length === 0 && this.size > 0) this.#far = new Uint32Array(2 ** (FAR - 5))
    this.#far.fill(0)
    this.#isOpen = false
    this.#hasShort = false
    this.#byKey = Array.from({ length: this.#ids.size }, () => [])
    for (const alternative of this.#alternatives) {
      let best: Rarest | undefined
      for (const text of alternative.texts)
        for (const gram of gramsOf(text)) {
          // Of runs that no sample has, words are the likeliest to come, and short ones.
          const isShort = text.length < LONG
          const rarity = ((often.get(gram) ?? 0) + (isShort ? 2 : 0)) * 8 + lettersIn(gram)
          if (best === undefined || rarity < best.rarity) best = { text, gram, rarity, isShort }
        }
      const text = best?.text ?? alternative.texts[0]!
      this.#byKey[this.#ids.get(text)!]!.push(alternative)
      if (best === undefined) this.#isOpen = true
      else this.#admit(best)
    }
  }

  #admit({ gram, isShort }: Rarest): void {
    if (isShort) this.#hasShort = true
    const word = (gram % 2 ** 32) | 0
    const near = toNear(word)
    const far = isShort ? toFar(word, SHORT) : toFar(word, Math.floor(gram / 2 ** 32))
    this.#near[near >>> 5]! |= 1 << (near & 31)
    this.#far[far >>> 5]! |= 1 << (far & 31)
  }

  /** Failures level by level: where the longest tail of a state that is a state itself leads. */
  #link(
    levels: readonly number[][],
    parents: Int32Array,
    letters: Uint8Array,
    states: number,
  ): void {
    this.#fails = new Int32Array(states)
    this.#next = new Int32Array(states)
    for (const state of levels.slice(2).flat()) {
      let fail = this.#fails[parents[state]!]!
      let to = this.#go(fail, letters[state]!)
      while (to < 0 && fail !== 0) {
        fail = this.#fails[fail]!
        to = this.#go(fail, letters[state]!)
      }
      const found = to < 0 ? 0 : to
      this.#fails[state] = found
      this.#next[state] = this.#ends[found] === 0 ? this.#next[found]! : found
    }
  }

  /** Writes out what the first states lead to: nearly every step of a line is one of these. */
  #spread(levels: readonly number[][], states: number): void {
    const first = levels.flat().slice(0, MOST_ROWS)
    this.#rows = new Int32Array(states).fill(-1)
    first.forEach((state, row) => (this.#rows[state] = row))
    this.#dense = new Int32Array(first.length * 256)
    first.forEach((state, row) => {
      const fail = this.#rows[this.#fails[state]!]!
      for (let letter = 0; letter < 256; letter++) {
        const to = this.#go(state, letter)
        const otherwise = state === 0 ? 0 : this.#dense[fail * 256 + letter]!
        this.#dense[row * 256 + letter] = to < 0 ? otherwise : to
      }
    })
  }

  /** Whether a line may hold any of the texts. */
  mayHold(line: Uint8Array, start: number, end: number): boolean {
    if (this.#isOpen) return true
    const near = this.#near
    let word = 0
    for (let i = start; i < end; i++) {
      const c = FOLD[line[i]!]!
      // Beyond ASCII the text that patterns see may be another one.
      if (c > 127) return true
      word = (word << 8) | c
      const bit = toNear(word)
      if ((near[bit >>> 5]! & (1 << (bit & 31))) !== 0 && this.#isFar(word, line, i, start))
        return true
    }
    return false
  }

  #isFar(word: number, line: Uint8Array, i: number, start: number): boolean {
    if (this.#hasShort && this.#hasBit(toFar(word, SHORT))) return true
    if (i - start < LONG - 1) return false
    return this.#hasBit(toFar(word, (FOLD[line[i - 5]!]! << 8) | FOLD[line[i - 4]!]!))
  }

  #hasBit(bit: number): boolean {
    return (this.#far[bit >>> 5]! & (1 << (bit & 31))) !== 0
  }

  /** Adds those to `found` all of whose texts stand in a line. */
  find(line: Uint8Array, start: number, end: number, found: Set<number>): void {
    const texts = new Set<number>()
    const [rows, dense] = [this.#rows, this.#dense]
    let state = 0
    for (let i = start; i < end; i++) {
      const letter = FOLD[line[i]!]!
      let row = rows[state]!
      let to = -1
      while (row < 0 && to < 0) {
        to = this.#go(state, letter)
        if (to >= 0) break
        state = this.#fails[state]!
        row = rows[state]!
      }
      state = to < 0 ? dense[row * 256 + letter]! : to
      let at = this.#ends[state] === 0 ? this.#next[state]! : state
      for (; at !== 0; at = this.#next[at]!) texts.add(this.#ends[at]! - 1)
    }
    for (const id of texts)
      for (const { owner, texts: all } of this.#byKey[id]!)
        if (all.every((text) => texts.has(this.#ids.get(text)!))) found.add(owner)
  }

  #go(state: number, letter: number): number {
    const keys = this.#keys
    const mask = keys.length - 1
    const key = state * 256 + letter + 1
    let slot = Math.imul(key, 0x9e3779b1) & mask
    for (;;) {
      const held = keys[slot]!
      if (held === key) return this.#targets[slot]!
      if (held === 0) return -1
      slot = (slot + 1) & mask
    }
  }

  #put(state: number, letter: number, to: number): void {
    const mask = this.#keys.length - 1
    const key = state * 256 + letter + 1
    let slot = Math.imul(key, 0x9e3779b1) & mask
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask
    this.#keys[slot] = key
    this.#targets[slot] = to
  }
}

type Rarest = {
  readonly text: string
  readonly gram: number
  readonly rarity: number
  readonly isShort: boolean
}

/** By the last four bytes. */
function toNear(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - NEAR)
}

/** By the last four bytes and the two before them. */
function toFar(word: number, before: number): number {
  const h = Math.imul(word, 0xc2b2ae35) ^ Math.imul(before, 0x85ebca6b)
  return Math.imul(h ^ (h >>> 13), 0x27d4eb2d) >>> (32 - FAR)
}

/** All runs of six bytes of a text, of a shorter one of four, each as a number. */
function gramsOf(text: string): number[] {
  const length = text.length < LONG ? SHORT : LONG
  const grams: number[] = []
  for (let i = 0; i + length <= text.length; i++) {
    let gram = 0
    for (let k = 0; k < length; k++) gram = gram * 256 + text.charCodeAt(i + k)
    grams.push(gram)
  }
  return grams
}

function countGrams(samples: readonly Uint8Array[]): Map<number, number> {
  const often = new Map<number, number>()
  const count = (gram: number) => often.set(gram, (often.get(gram) ?? 0) + 1)
  for (const line of samples) {
    let word = 0
    let older = 0
    for (let i = 0; i < line.length && i < MOST_SAMPLED; i++) {
      older = ((older << 8) | (word >>> 24)) & 0xffff
      word = (word << 8) | FOLD[line[i]!]!
      count(older * 2 ** 32 + (word >>> 0))
      if (older > 0) count(word >>> 0)
    }
  }
  return often
}

/** Small letters of a run: what has most of them is the likeliest to come. */
function lettersIn(gram: number): number {
  let letters = 0
  for (let rest = gram; rest > 0; rest = Math.floor(rest / 256)) {
    const c = rest % 256
    if (c >= 97 && c <= 122) letters++
  }
  return letters
}
