/** What is told of a name that imitates a target. */
import type { EditKind } from './edits.ts'

export type Technique =
  | 'suffix-swap'
  | 'homograph'
  | 'homoglyph'
  | 'hyphenation'
  | 'sub-domain'
  | 'shared-hosting'
  | 'joined-words'
  | 'rearranged-place'
  | 'keyword'
  | EditKind

export type Alert = {
  readonly name: string
  /** The name of the target as its list has it. */
  readonly target: string
  readonly technique: Technique
  /** 0 to 100, 50 at `THRESHOLD`: it orders alerts. */
  readonly score: number
  /**
   * How much better imitation tells the name than chance does, in bits. A whole name under another suffix is told
   * however few they are, for imitators register exactly that; the score says so, the bits do not.
   */
  readonly bits: number
  /** One plain sentence. */
  readonly evidence: string
  /** Other targets that tell it nearly as well, best first, at most five. */
  readonly also: readonly string[]
}

/**
 * Bits from which a name is told: if the background is right, at most one ordinary name in 2^THRESHOLD (2,900) comes so
 * far by its bits, whatever the number of targets.
 */
export const THRESHOLD = 11.5
/** Bits by which the odds behind the score rise from even to two to one. */
const STEP = 6

export function toScore(bits: number): number {
  return Math.round(100 / (1 + 2 ** ((THRESHOLD - bits) / STEP)))
}

/** The bits at which a score is reached; for 0 and 100 without end. */
export function bitsAt(score: number): number {
  return THRESHOLD - STEP * Math.log2(100 / score - 1)
}

/** "`label`" is … "`form`". */
export const WORDS: Readonly<Record<Technique, string>> = {
  'suffix-swap': 'the whole name, under another suffix:',
  homograph: 'written with letters of other scripts that look like',
  homoglyph: 'to the eye the same as',
  hyphenation: 'with other dashes the name',
  'sub-domain': "in front of a stranger's name the whole of",
  'shared-hosting': 'at a shared host the whole name',
  'joined-words': 'with other words around it',
  'rearranged-place': 'what an election office would be called at',
  keyword: 'a name with the chosen word',
  omission: 'a letter short of',
  insertion: 'with a letter put in',
  repetition: 'with a letter doubled',
  replacement: 'with a letter changed',
  transposition: 'with two letters exchanged',
  'vowel-swap': 'with a vowel changed',
}
