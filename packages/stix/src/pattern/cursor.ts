/** What the parser asks of the scanner: take this token, or say what should have stood there. */
import { PatternError, positionOf, type PatternErrorCode } from '../pattern-error.ts'
import { nextToken, type Scanner } from './scanner.ts'
import type { Kind } from './token.ts'

const MAX_SHOWN = 40

/** Moves past the token if it is of the kind. */
export function accept(scanner: Scanner, kind: Kind): boolean {
  if (scanner.kind !== kind) return false
  nextToken(scanner)
  return true
}

/** Moves past a token that must be of the kind. */
export function expect(scanner: Scanner, kind: Kind, wanted: string): void {
  if (!accept(scanner, kind)) fail(scanner, wanted)
}

/** The text of the token at hand. */
export function tokenText(scanner: Scanner): string {
  return scanner.text.slice(scanner.start, scanner.end)
}

/** Throws that something else should have stood here. */
export function fail(scanner: Scanner, wanted: string): never {
  refuse(scanner, 'syntax', `expected ${wanted}, found ${found(scanner)}`)
}

/** Throws a PatternError at the token at hand, or at an offset. */
export function refuse(
  scanner: Scanner,
  code: PatternErrorCode,
  reason: string,
  offset: number = scanner.start,
): never {
  throw new PatternError(code, reason, positionOf(scanner.text, offset))
}

const LITERALS: Readonly<Record<string, string>> = {
  t: 'a timestamp that is not YYYY-MM-DDTHH:MM:SS[.s+]Z',
  h: 'hex that is not pairs of digits',
  b: 'binary that is not base64',
}

function found(scanner: Scanner): string {
  const { text, kind, start, end } = scanner
  if (kind === 'end') return 'the end'
  if (kind === 'invalid' && text[start] === "'")
    return "a string without its end, or with a backslash before something else than ' or \\"
  const literal = end === start + 1 && text[end] === "'" ? LITERALS[text[start]!] : undefined
  if (literal !== undefined) return literal
  const whole = String.fromCodePoint(text.codePointAt(start)!)
  const shown = kind === 'invalid' ? whole : text.slice(start, Math.min(end, start + MAX_SHOWN))
  return end - start > MAX_SHOWN ? `"${shown}…"` : `"${shown}"`
}
