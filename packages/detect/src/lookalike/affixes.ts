/** Words at the ends of a label that imitators put there, and where a target may stand between them. */
import type { Folded } from './fold.ts'
import { folded } from './fold.ts'
import { ELECTION_WORDS, LURE_WORDS, PLACE_WORDS } from './words.ts'

/** A part of a label, from one place to another. */
export type Part = {
  readonly start: number
  readonly end: number
}

const SHORTEST = 4
/** Words of two letters that are put before a name. */
const SHORT = new Set(['my', 'go', 'id'])
/** Words that are taken off one end at most. */
const MOST_STRIPS = 3

/** Words that are looked for in labels. */
export const AFFIXES: readonly string[] = [
  ...new Set([...LURE_WORDS, ...ELECTION_WORDS, ...PLACE_WORDS]),
].filter((word) => word.length > 2 || SHORT.has(word))
export const AFFIX_FOLDS: readonly Folded[] = AFFIXES.map((word) => folded(word, true))

/**
 * Where a target may stand with edits: the whole label, its parts between dashes, and it without words and numbers at
 * its ends. `label` is folded in `signs`, and `hits` are the words in it, as places of signs, in order of their ends.
 */
export function partsOf(label: string, signs: Folded, hits: readonly Part[]): Part[] {
  const { from, size } = signs
  const parts: Part[] = [{ start: 0, end: label.length }]
  if (label.includes('-')) {
    let start = 0
    for (const piece of label.split('-')) {
      if (piece.length >= SHORTEST) parts.push({ start, end: start + piece.length })
      start += piece.length + 1
    }
  }
  const words = hits.concat(numbersIn(label, signs)).sort((a, b) => a.end - b.end)
  if (words.length === 0) return parts
  const starts = reach(words, 0)
  const ends = reach(
    words.map(mirrored(size)).sort((a, b) => a.end - b.end),
    0,
  )
  for (const start of starts)
    for (const fromEnd of ends) {
      const end = size - fromEnd
      if (end - start < SHORTEST) continue
      const part = { start: from[start]!, end: end === size ? label.length : from[end]! }
      if (!parts.some((one) => one.start === part.start && one.end === part.end)) parts.push(part)
    }
  return parts
}

/** Places that words from `start` on lead to one after the other, `start` among them. */
function reach(words: readonly Part[], start: number): number[] {
  const places = [start]
  for (const word of words)
    if (places.length <= MOST_STRIPS && places.includes(word.start) && !places.includes(word.end))
      places.push(word.end)
  return places
}

function mirrored(size: number): (part: Part) => Part {
  return ({ start, end }) => ({ start: size - end, end: size - start })
}

/** Runs of digits, as places of signs. */
function numbersIn(label: string, { from, size }: Folded): Part[] {
  const parts: Part[] = []
  for (let k = 0; k < size; k++) {
    const start = k
    while (k < size && isDigit(label.charCodeAt(from[k]!))) k++
    if (k > start && k - start < size) parts.push({ start, end: k })
  }
  return parts
}

function isDigit(code: number): boolean {
  return code >= 48 && code < 58
}
