/** Qualifiers (STIX 2.1, 9.5.1): how often, within how long and when the observations are made. */
import type { Qualifier } from './ast.ts'
import { digitsAt } from './constant.ts'
import { expect, fail, refuse } from './cursor.ts'
import { nextToken, type Scanner } from './scanner.ts'

/** How many may stand on one expression: they nest like brackets, each around what stands before it. */
export const MAX_QUALIFIERS = 8

/** The qualifier at hand, null where there is none. Throws `syntax` and `bad-number`. */
export function parseQualifier(scanner: Scanner): Qualifier | null {
  switch (scanner.kind) {
    case 'REPEATS':
      return parseRepeats(scanner)
    case 'WITHIN':
      return parseWithin(scanner)
    case 'START':
      return parseStartStop(scanner)
    default:
      return null
  }
}

function parseRepeats(scanner: Scanner): Qualifier {
  nextToken(scanner)
  if (scanner.kind !== 'integer') fail(scanner, 'how many times, an integer')
  const times = positive(scanner)
  if (!Number.isSafeInteger(times)) refuse(scanner, 'bad-number', 'nothing repeats that often')
  nextToken(scanner)
  expect(scanner, 'TIMES', 'TIMES')
  return { type: 'repeats', times }
}

function parseWithin(scanner: Scanner): Qualifier {
  nextToken(scanner)
  if (scanner.kind !== 'integer' && scanner.kind !== 'float')
    fail(scanner, 'how many, a positive number')
  const seconds = positive(scanner)
  if (!Number.isFinite(seconds)) refuse(scanner, 'bad-number', 'nothing lasts that long')
  nextToken(scanner)
  expect(scanner, 'SECONDS', 'SECONDS')
  return { type: 'within', seconds }
}

function parseStartStop(scanner: Scanner): Qualifier {
  nextToken(scanner)
  const start = parseTimestamp(scanner)
  expect(scanner, 'STOP', 'STOP')
  const stop = parseTimestamp(scanner)
  return { type: 'start-stop', start, stop }
}

function parseTimestamp(scanner: Scanner): string {
  if (scanner.kind !== 'timestamp') fail(scanner, "a timestamp t'…'")
  const value = scanner.text.slice(scanner.start + 2, scanner.end - 1)
  nextToken(scanner)
  return value
}

function positive(scanner: Scanner): number {
  const value = Number(digitsAt(scanner))
  if (value <= 0) refuse(scanner, 'bad-number', 'the number must be greater than 0')
  return value
}
