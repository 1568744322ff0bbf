/**
 * The lexer: one token at a time, the longest that fits, nothing allocated. White space and comments are skipped as
 * the OASIS grammar does. Linear in the length of the text, since the parser stops at the first token it cannot use.
 */
import { endOfBinary, endOfHex, endOfString, endOfTimestamp } from './literal.ts'
import { kindOfWord, type Kind } from './token.ts'

/** The text and the token at hand: what it is, where it begins and where it ends (offsets). */
export type Scanner = {
  readonly text: string
  kind: Kind
  start: number
  end: number
}

/** A scanner that stands at the first token of the text. */
export function scan(text: string): Scanner {
  const scanner: Scanner = { text, kind: 'end', start: 0, end: 0 }
  nextToken(scanner)
  return scanner
}

const LETTER = 1
const DIGIT = 2
const SIGN = 3
const MARK = 4
const RELATION = 5
const QUOTE = 6
const CLASSES = classes([
  [/[A-Za-z_]/, LETTER],
  [/[0-9]/, DIGIT],
  [/[-+.]/, SIGN],
  [/[:,()[\]*]/, MARK],
  [/[=!<>]/, RELATION],
  [/'/, QUOTE],
])

function classes(table: readonly (readonly [RegExp, number])[]): Uint8Array {
  const of = (code: number) =>
    table.find(([form]) => form.test(String.fromCharCode(code)))?.[1] ?? 0
  return Uint8Array.from({ length: 128 }, (_, code) => of(code))
}

/** Moves on to the next token; stays at `end` once there. */
export function nextToken(scanner: Scanner): void {
  const { text } = scanner
  const start = skipBlanks(text, scanner.end)
  scanner.start = start
  if (start >= text.length) return take(scanner, 'end', start)
  switch (CLASSES[text.charCodeAt(start)]) {
    case LETTER:
      return takeWord(scanner)
    case DIGIT:
    case SIGN:
      return takeNumber(scanner)
    case MARK:
      return take(scanner, text[start] as Kind, start + 1)
    case RELATION:
      return takeRelation(scanner)
    case QUOTE:
      return takeQuoted(scanner, 'string', endOfString(text, start), 'invalid')
    default:
      return take(scanner, 'invalid', start + 1)
  }
}

function take(scanner: Scanner, kind: Kind, end: number): void {
  scanner.kind = kind
  scanner.end = end
}

/** Takes the literal that ends there, or one character of another kind where it does not end. */
function takeQuoted(scanner: Scanner, kind: Kind, end: number, otherwise: Kind): void {
  if (end === -1) take(scanner, otherwise, scanner.start + 1)
  else take(scanner, kind, end)
}

const [LF, CR, ASTERISK, PLUS, MINUS, DOT, SLASH, ZERO] = [10, 13, 42, 43, 45, 46, 47, 48]
const [LESS, EQUALS, GREATER] = [60, 61, 62]
const APOSTROPHE = 39

function takeWord(scanner: Scanner): void {
  const { text, start } = scanner
  let end = start + 1
  while (isWordCode(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (next === APOSTROPHE && end === start + 1) return takeLiteral(scanner, end)
  if (next !== MINUS) return take(scanner, kindOfWord(text, start, end), end)
  while (isWordCode(text.charCodeAt(end)) || text.charCodeAt(end) === MINUS) end++
  take(scanner, 'hyphenated', end)
}

function isWordCode(code: number): boolean {
  const of = CLASSES[code]
  return of === LETTER || of === DIGIT
}

/** A letter before a quote: `t'…'`, `h'…'`, `b'…'`; a name where what follows is no such literal. */
function takeLiteral(scanner: Scanner, quote: number): void {
  const { text, start } = scanner
  if (text[start] === 't')
    return takeQuoted(scanner, 'timestamp', endOfTimestamp(text, quote), 'name')
  if (text[start] === 'h') return takeQuoted(scanner, 'hex', endOfHex(text, quote), 'name')
  if (text[start] === 'b') return takeQuoted(scanner, 'binary', endOfBinary(text, quote), 'name')
  take(scanner, 'name', quote)
}

/** An integer has no leading zero; a float needs digits behind its point only. */
function takeNumber(scanner: Scanner): void {
  const { text, start } = scanner
  const first = text.charCodeAt(start)
  const isNegative = first === MINUS
  const from = isNegative || first === PLUS ? start + 1 : start
  const point = endOfDigits(text, from)
  const end = text.charCodeAt(point) === DOT ? endOfDigits(text, point + 1) : point
  if (end > point + 1) return take(scanner, isNegative ? 'negative float' : 'float', end)
  if (point === from) return take(scanner, first === DOT ? '.' : 'invalid', start + 1)
  const isZero = text.charCodeAt(from) === ZERO
  take(scanner, isNegative ? 'negative integer' : 'integer', isZero ? from + 1 : point)
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (CLASSES[text.charCodeAt(end)] === DIGIT) end++
  return end
}

function takeRelation(scanner: Scanner): void {
  const { text, start } = scanner
  const first = text.charCodeAt(start)
  const second = text.charCodeAt(start + 1)
  if (first === EQUALS) return take(scanner, '=', second === EQUALS ? start + 2 : start + 1)
  if (first === LESS && second === GREATER) return take(scanner, '!=', start + 2)
  if (second === EQUALS) return take(scanner, text.slice(start, start + 2) as Kind, start + 2)
  const isWhole = first === LESS || first === GREATER
  take(scanner, isWhole ? (text[start] as Kind) : 'invalid', start + 1)
}

const WIDE_BLANK = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

function skipBlanks(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === 32 || (code >= 9 && code <= CR)) at++
    else if (code > 127 && WIDE_BLANK.test(text[at]!)) at++
    else if (code === SLASH) {
      const end = endOfComment(text, at)
      if (end === -1) return at
      at = end
    } else return at
  }
}

/** `/*` to the next asterisk and slash, or two slashes to the end of the line; -1 where no comment begins. */
function endOfComment(text: string, slash: number): number {
  const second = text.charCodeAt(slash + 1)
  if (second === ASTERISK) {
    const close = text.indexOf('*/', slash + 2)
    return close === -1 ? -1 : close + 2
  }
  if (second !== SLASH) return -1
  let end = slash + 2
  while (end < text.length && text.charCodeAt(end) !== LF && text.charCodeAt(end) !== CR) end++
  return end
}
