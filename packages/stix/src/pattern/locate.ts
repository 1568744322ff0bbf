/** Where in the text of a pattern something stands that the syntax tree has no place for: asked only when it is refused. */
import { positionOf, type Position } from '../pattern-error.ts'
import { nextToken, scan, type Scanner } from './scanner.ts'
import type { Kind } from './token.ts'

const OPERATORS: ReadonlySet<Kind> = new Set<Kind>([
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'IN',
  'LIKE',
  'MATCHES',
  'ISSUBSET',
  'ISSUPERSET',
])

/** What the n-th comparison, from 0, compares with. */
export function locateTest(text: string, n: number): Position {
  let left = n
  const scanner = seek(text, ({ kind }) => OPERATORS.has(kind) && left-- === 0)
  nextToken(scanner)
  return positionOf(text, scanner.start)
}

/** The first timestamp that is written so. */
export function locateTime(text: string, time: string): Position {
  const scanner = seek(
    text,
    ({ kind, start, end }) => kind === 'timestamp' && text.slice(start + 2, end - 1) === time,
  )
  return positionOf(text, scanner.start)
}

function seek(text: string, isIt: (scanner: Scanner) => boolean): Scanner {
  const scanner = scan(text)
  while (scanner.kind !== 'end' && !isIt(scanner)) nextToken(scanner)
  return scanner
}
