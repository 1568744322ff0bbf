/** Words at the ends of a label that imitators put there, and where a target may stand between them. */
import type { Folded } from './fold.ts'
import { folded } from './fold.ts'
import { ELECTION_WORDS, LURE_WORDS, PLACE_WORDS } from './words.ts'

/** A part of a label, from one place to another. */
export interface Part {
  readonly start: number
  readonly end: number
}

const SHORTEST = 4

/** Words that are looked for in labels. */
export const AFFIXES: readonly string[] = [
  ...new Set([...LURE_WORDS, ...ELECTION_WORDS, ...PLACE_WORDS]),
].filter((word) => word.length > 2)
export const AFFIX_FOLDS: readonly Folded[] = AFFIXES.map((word) => folded(word, true))

/**
 * Where a target may stand with edits: the whole label, its parts between dashes, and it without words at its ends
 * (`strips`, in signs of the label as it is folded in `from`).
 */
export function partsOf(label: string, { from, size }: Folded, strips: Part): Part[] {
  const parts: Part[] = [{ start: 0, end: label.length }]
  if (label.includes('-')) {
    let start = 0
    for (const piece of label.split('-')) {
      if (piece.length >= SHORTEST) parts.push({ start, end: start + piece.length })
      start += piece.length + 1
    }
  }
  const add = (start: number, end: number): void => {
    if (end - start < SHORTEST) return
    const part = { start: from[start]!, end: end === size ? label.length : from[end]! }
    if (!parts.some((one) => one.start === part.start && one.end === part.end)) parts.push(part)
  }
  if (strips.start > 0) add(strips.start, size)
  if (strips.end < size) add(0, strips.end)
  if (strips.start > 0 && strips.end < size) add(strips.start, strips.end)
  return parts
}

/** How many digits of a year or a number a label begins with; 0 where it is all digits. */
export function digitsAt(label: string): number {
  let size = 0
  while (size < label.length && label.charCodeAt(size) >= 48 && label.charCodeAt(size) < 58) size++
  return size < label.length ? size : 0
}
