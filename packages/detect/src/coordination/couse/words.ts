/**
 * Words of posts as numbers: what a text says, without links, addressees and the mark of a reshare. Runs of
 * scripts that do not space their words give every run of four signs.
 * Cost: linear in the text.
 */
import { grown } from './meetings.ts'
import { Vocabulary } from './vocabulary.ts'

const MARK = /^rt @[\w.-]+:?/
const LINK = /https?:\/\/\S/y
const LETTER = /[\p{L}\p{N}\p{M}_]/u
const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/
const SIGNS = 4
/** Characters of a post beyond which the rest is not looked at. */
const LONGEST = 2000

/** What a UTF-16 unit is: kinds add up. */
const OF_WORD = 1
const IS_UNSPACED = 2
const IS_SPACE = 4
const OF_NAME = 8
const IS_HIGH = 16
const [SMALL_H, AT, WIDE_AT] = [0x68, 0x40, 0xff20]

export type Words = {
  readonly posts: number
  /** Distinct words of post i: word[start[i]] up to word[start[i + 1]]. */
  readonly start: Int32Array
  readonly word: Int32Array
  /** Posts that have each word. */
  readonly posting: Int32Array
}

export function readWords(posts: number, textOf: (post: number) => string): Words {
  const vocabulary = new Vocabulary()
  const start = new Int32Array(posts + 1)
  /** The last post that said each word, from 1. */
  let seen = new Int32Array(1 << 15)
  let word = new Int32Array(1 << 16)
  let size = 0
  let post = 0
  const note = (text: string, from: number, to: number): void => {
    const number = vocabulary.number(text, from, to)
    if (number === seen.length) seen = grown(seen)
    if (seen[number] === post + 1) return
    seen[number] = post + 1
    if (size === word.length) word = grown(word)
    word[size++] = number
  }
  for (; post < posts; post++) {
    forWords(textOf(post), note)
    start[post + 1] = size
  }
  const posting = new Int32Array(vocabulary.size)
  for (let k = 0; k < size; k++) posting[word[k]!]!++
  return {
    posts,
    start: shared(start),
    word: shared(word.subarray(0, size)),
    posting: shared(posting),
  }
}

/** In memory that threads share. */
function shared(numbers: Int32Array): Int32Array {
  const there = new Int32Array(new SharedArrayBuffer(numbers.byteLength))
  there.set(numbers)
  return there
}

/** Calls `note` with the bounds of each word of a text, in order. */
function forWords(said: string, note: (text: string, from: number, to: number) => void): void {
  const text = said.slice(0, LONGEST).toLowerCase()
  const { length } = text
  let from = -1
  let kinds = 0
  const end = (at: number): void => {
    if (from < 0) return
    if (at - from <= SIGNS || (kinds & IS_UNSPACED) === 0) note(text, from, at)
    else for (let k = from; k + SIGNS <= at; k++) note(text, k, k + SIGNS)
    from = -1
    kinds = 0
  }
  for (let at = MARK.exec(text)?.[0].length ?? 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === SMALL_H || unit === AT || unit === WIDE_AT) {
      const apart = skipApart(text, at)
      if (apart > at) {
        end(at)
        at = apart - 1
        continue
      }
    }
    const kind = kindOf(text, at, unit)
    if ((kind & OF_WORD) === 0) {
      if (from >= 0) end(at)
      continue
    }
    if (from < 0) from = at
    kinds |= kind
    if ((kind & IS_HIGH) !== 0) at++
  }
  end(length)
}

/** Where the link or the addressee at `at` ends; `at` where there is none. */
function skipApart(text: string, at: number): number {
  const isLink = text.charCodeAt(at) === SMALL_H
  let to = at + 1
  if (!isLink) {
    while (to < text.length && (kindOfUnit(text.charCodeAt(to)) & OF_NAME) !== 0) to++
    return to === at + 1 ? at : to
  }
  if (text.charCodeAt(to) !== 0x74) return at
  LINK.lastIndex = at
  if (!LINK.test(text)) return at
  for (to = LINK.lastIndex; to < text.length; to++)
    if ((kindOfUnit(text.charCodeAt(to)) & IS_SPACE) !== 0) return to
  return to
}

let ofUnit: Uint8Array | null = null
/** Whether signs beyond the first plane are of words, as far as they were met. */
const beyond = new Map<number, boolean>()

function kindOfUnit(unit: number): number {
  ofUnit ??= Uint8Array.from({ length: 1 << 16 }, (_, k) => {
    const sign = String.fromCharCode(k)
    return (
      (LETTER.test(sign) ? OF_WORD : 0) |
      (UNSPACED.test(sign) ? IS_UNSPACED : 0) |
      (/\s/.test(sign) ? IS_SPACE : 0) |
      (/[\w.-]/.test(sign) ? OF_NAME : 0) |
      ((k & 0xfc00) === 0xd800 ? IS_HIGH : 0)
    )
  })
  return ofUnit[unit]!
}

/** The kind of the sign that begins with `unit` at `at`. */
function kindOf(text: string, at: number, unit: number): number {
  const kind = kindOfUnit(unit)
  if ((kind & IS_HIGH) === 0) return kind
  const sign = text.codePointAt(at)!
  if (sign === unit) return 0
  let isLetter = beyond.get(sign)
  if (isLetter === undefined) beyond.set(sign, (isLetter = LETTER.test(String.fromCodePoint(sign))))
  return isLetter ? kind | OF_WORD : 0
}
