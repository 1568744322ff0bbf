/**
 * LIKE (STIX 2.1, 9.6.1): `%` stands for any characters, `_` for one. Shift-And: the pattern is an automaton in a line
 * whose states are bits, and each character of the value moves all of them at once:
 *   states' = (states << 1 & allowed(character)) | (states & loops)
 * Cost: length of the value times words of the pattern, whatever either holds.
 * R. Baeza-Yates, G. Gonnet: A New Approach to Text Searching, CACM 35 (1992).
 */
import { byteText } from './bytes.ts'
import { spend } from './meter.ts'
import type { ValueTest } from './path.ts'

/** Bits of a word that are used: the sign stays clear. */
const WORD = 31

interface Automaton {
  readonly words: number
  /** States reached by a character: its own, or those that take any. */
  readonly allowed: ReadonlyMap<number, Uint32Array>
  readonly any: Uint32Array
  /** States with a `%` behind them, which every character leaves as they are. */
  readonly loops: Uint32Array
  readonly last: number
}

/** Strings are compared in NFC; bytes as characters below 256. Case counts, and the whole value must match. */
export function compileLike(pattern: string): ValueTest {
  const automaton = toAutomaton(pattern.normalize('NFC'))
  return (value, meter) => {
    const text = typeof value === 'string' ? value.normalize('NFC') : byteText(value)
    if (text === undefined) return false
    spend(meter, text.length * (automaton.words - 1))
    return accepts(automaton, text)
  }
}

function toAutomaton(pattern: string): Automaton {
  const characters = [...pattern]
  const size = characters.filter((character) => character !== '%').length
  const words = Math.floor(size / WORD) + 1
  const any = new Uint32Array(words)
  const loops = new Uint32Array(words)
  const own = new Map<number, number[]>()
  let state = 0
  for (const character of characters) {
    if (character === '%') set(loops, state)
    else if (character === '_') set(any, ++state)
    else {
      const code = character.codePointAt(0)!
      own.set(code, [...(own.get(code) ?? []), ++state])
    }
  }
  const allowed = new Map<number, Uint32Array>()
  for (const [code, states] of own) {
    const bits = any.slice()
    for (const one of states) set(bits, one)
    allowed.set(code, bits)
  }
  return { words, allowed, any, loops, last: state }
}

function set(bits: Uint32Array, state: number): void {
  bits[Math.floor(state / WORD)]! |= 1 << (state % WORD)
}

const MASK = 0x7fffffff

function accepts({ words, allowed, any, loops, last }: Automaton, text: string): boolean {
  const states = new Uint32Array(words)
  states[0] = 1
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!
    if (code > 0xffff) i++
    const reached = allowed.get(code) ?? any
    let carry = 0
    for (let w = 0; w < words; w++) {
      const before = states[w]!
      states[w] = (((before << 1) | carry) & reached[w]! & MASK) | (before & loops[w]!)
      carry = before >>> (WORD - 1)
    }
  }
  return (states[Math.floor(last / WORD)]! & (1 << (last % WORD))) !== 0
}
