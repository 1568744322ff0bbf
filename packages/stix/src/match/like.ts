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

/** The words of a set of states that are not empty, in order: a long pattern of many characters stays linear in memory. */
type States = {
  readonly words: number[]
  readonly bits: number[]
}

type Automaton = {
  readonly words: number
  /** States reached by a character of their own. */
  readonly own: ReadonlyMap<number, States>
  /** States reached by any character. */
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
  const own = new Map<number, States>()
  let state = 0
  for (const character of characters) {
    if (character === '%') set(loops, state)
    else if (character === '_') set(any, ++state)
    else add(own, character.codePointAt(0)!, ++state)
  }
  return { words, own, any, loops, last: state }
}

/** Adds a state behind all others. */
function add(own: Map<number, States>, code: number, state: number): void {
  const known = own.get(code)
  const { words, bits } = known ?? { words: [], bits: [] }
  if (known === undefined) own.set(code, { words, bits })
  const word = Math.floor(state / WORD)
  if (words.at(-1) !== word) {
    words.push(word)
    bits.push(0)
  }
  bits[bits.length - 1]! |= 1 << (state % WORD)
}

function set(bits: Uint32Array, state: number): void {
  bits[Math.floor(state / WORD)]! |= 1 << (state % WORD)
}

const MASK = 0x7fffffff

const NONE: States = { words: [], bits: [] }

function accepts({ words, own, any, loops, last }: Automaton, text: string): boolean {
  const states = new Uint32Array(words)
  states[0] = 1
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!
    if (code > 0xffff) i++
    const { words: at, bits } = own.get(code) ?? NONE
    let next = 0
    let carry = 0
    for (let w = 0; w < words; w++) {
      const before = states[w]!
      const reached = at[next] === w ? bits[next++]! | any[w]! : any[w]!
      states[w] = (((before << 1) | carry) & reached & MASK) | (before & loops[w]!)
      carry = before >>> (WORD - 1)
    }
  }
  return (states[Math.floor(last / WORD)]! & (1 << (last % WORD))) !== 0
}
