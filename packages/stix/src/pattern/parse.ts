/**
 * STIX patterning (STIX 2.1, 9): recursive descent over the grammar of the specification, one token ahead.
 * FOLLOWEDBY binds loosest, then OR, then AND; qualifiers bind to the expression before them.
 * Linear in the length of the text; depth and length are bounded.
 */
import type { Pattern, Qualifier } from './ast.ts'
import { enter, parseChain, type Parse } from './chain.ts'
import { parseComparison } from './comparison.ts'
import { expect, fail, refuse } from './cursor.ts'
import { PatternError } from '../pattern-error.ts'
import { MAX_QUALIFIERS, parseQualifier } from './qualifier.ts'
import { scan } from './scanner.ts'

/** Room for some 15,000 SHA-256 hashes in one set. */
const MAX_LENGTH = 1_048_576

/** The syntax tree of a pattern. Throws PatternError with the line and column of the first fault. */
export function parsePattern(text: string): Pattern {
  return parseText(text, false)
}

/** As `parsePattern`, but one observation may have several qualifiers of one kind, as the grammar alone allows. */
export function parseTolerantly(text: string): Pattern {
  return parseText(text, true)
}

function parseText(text: string, mayRepeat: boolean): Pattern {
  if (typeof text !== 'string')
    throw new PatternError('syntax', 'a pattern is a string', { line: 1, column: 0 })
  if (text.length > MAX_LENGTH)
    throw new PatternError('too-long', `more than ${MAX_LENGTH} characters`, { line: 1, column: 0 })
  const parse: Parse = { scanner: scan(text), depth: 0, mayRepeat }
  const pattern = parseSequence(parse)
  expect(parse.scanner, 'end', 'a qualifier, AND, OR, FOLLOWEDBY or the end')
  return pattern
}

const and = (operands: Pattern[]): Pattern => ({ type: 'and', operands })
const or = (operands: Pattern[]): Pattern => ({ type: 'or', operands })
const followedBy = (operands: Pattern[]): Pattern => ({ type: 'followedby', operands })

function parseSequence(parse: Parse): Pattern {
  return parseChain(parse, 'FOLLOWEDBY', 'followedby', parseAlternatives, followedBy)
}

function parseAlternatives(parse: Parse): Pattern {
  return parseChain(parse, 'OR', 'or', parseConjunction, or)
}

function parseConjunction(parse: Parse): Pattern {
  return parseChain(parse, 'AND', 'and', parseObservation, and)
}

function parseObservation(parse: Parse): Pattern {
  const { scanner } = parse
  const isBare = scanner.kind === '['
  if (!isBare && scanner.kind !== '(') fail(scanner, 'an observation in brackets')
  enter(parse)
  let pattern: Pattern = isBare
    ? { type: 'observation', test: parseComparison(parse) }
    : parseSequence(parse)
  parse.depth--
  if (isBare) expect(scanner, ']', 'AND, OR or ]')
  else expect(scanner, ')', 'a qualifier, AND, OR, FOLLOWEDBY or )')
  const seen: Qualifier['type'][] = []
  for (;;) {
    const { start } = scanner
    const qualifier = parseQualifier(scanner)
    if (qualifier === null) return pattern
    if (isBare && !parse.mayRepeat && seen.includes(qualifier.type))
      refuse(scanner, 'duplicate-qualifier', `a second ${NAMES[qualifier.type]}`, start)
    if (seen.push(qualifier.type) > MAX_QUALIFIERS)
      refuse(scanner, 'too-deep', `more than ${MAX_QUALIFIERS} qualifiers on one expression`, start)
    pattern = { type: 'qualified', pattern, qualifier }
  }
}

const NAMES = { repeats: 'REPEATS', within: 'WITHIN', 'start-stop': 'START' } as const
