/**
 * What one UTF-16 unit becomes under NFKC and lower case, for units on which neither depends on their
 * neighbours: remembered by unit, so that folding a text is one look a unit.
 */

/** A unit to be folded together with its neighbours: marks, half of a pair, jamo, sigma, ligatures. */
export const HARD = 1
/** White space, which ends a link. */
export const SPACE = 2
/** Neither letter, digit nor number sign. */
const NOISE = 3
/** Part of what a text says. */
export const KEPT = 4

/** Kind of each unit, 0 where it has not been looked at, and what it folds to. */
const kinds = new Uint8Array(1 << 16)
const folded = new Uint16Array(1 << 16)

/** Stands for several signs that are all noise. */
const SIGN = '!'.charCodeAt(0)

export function kindOf(unit: number): number {
  return kinds[unit] === 0 ? learn(unit) : kinds[unit]!
}

/** The folded unit; of no meaning for a hard one. Its kind must have been asked before. */
export function foldOf(unit: number): number {
  return folded[unit]!
}

function learn(unit: number): number {
  const text = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
  kinds[unit] = decideKind(unit, text)
  folded[unit] = text.length === 1 ? text.charCodeAt(0) : SIGN
  return kinds[unit]
}

function decideKind(unit: number, text: string): number {
  const isJamo = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/
  const isSigma = unit === 0x3a3
  if (/[\ud800-\udfff\p{M}]/u.test(text) || isJamo.test(text) || isSigma) return HARD
  if (text.length > 1) return /[\s@:/\p{L}\p{N}#]/u.test(text) ? HARD : NOISE
  if (/\s/.test(text)) return SPACE
  return /[\p{L}\p{N}#]/u.test(text) ? KEPT : NOISE
}
