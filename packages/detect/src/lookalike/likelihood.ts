/**
 * Likelihood: how much better a label is told by "somebody imitates this target" than by "people name things".
 *
 *   bits = background(label) - (which target + which technique + its edits + what stands beside it)
 *
 * Where imitation is a proper probability, an ordinary name reaches t bits with a chance of at most 2^-t, whatever
 * the target: that is what the threshold is set by. This file prices what stands beside.
 */
import { bitsBeside } from './background.ts'
import { WordTrie } from './word-trie.ts'
import { ELECTION_WORDS, LURE_WORDS, PLACE_WORDS, STATES } from './words.ts'

const LURE = 6.5
const ELECTION = 5
const PLACE = 4.5
const OWN_STATE = 2
/** Another state's code says that it is another place's own name. */
const OTHER_STATE = 14
const ANY_STATE = 6
const ORDINARY = 1.5
const YEAR_BITS = 5
const DASH = 0.5
const YEAR = /20[0-3]\d/
const OFFICE = new RegExp(ELECTION_WORDS.join('|'))

const tries = new Map<string | null, WordTrie>()

/** The bits of what stands beside a form in a label: `text` in plain letters and dashes; `state` the target's, null where unknown. */
export function besideBits(text: string, state: string | null): number {
  if (text === '' || text === '-') return 0
  const year = YEAR.exec(text)
  if (year !== null) {
    const rest = `${text.slice(0, year.index)}-${text.slice(year.index + year[0].length)}`
    return YEAR_BITS + besideBits(rest, state)
  }
  const parts = text.split('-').filter(Boolean)
  return bitsBeside(text, trieOf(state), ORDINARY) + DASH * parts.length
}

/** Whether a word of election offices stands in it. */
export function saysOffice(text: string): boolean {
  return OFFICE.test(text)
}

function trieOf(state: string | null): WordTrie {
  let trie = tries.get(state)
  if (trie === undefined) {
    trie = new WordTrie([
      ...LURE_WORDS.map((word) => [word, LURE] as const),
      ...PLACE_WORDS.map((word) => [word, PLACE] as const),
      ...ELECTION_WORDS.map((word) => [word, ELECTION] as const),
      ...Object.entries(STATES).flatMap(([code, name]) => {
        const bits = state === null ? ANY_STATE : code === state ? OWN_STATE : OTHER_STATE
        return [[code, bits] as const, [name, bits] as const]
      }),
    ])
    tries.set(state, trie)
  }
  return trie
}
