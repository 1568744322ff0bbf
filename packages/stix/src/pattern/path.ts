/** Object paths (STIX 2.1, 9.7): the type of an object, a colon, and the way to a property. */
import type { ObjectPath, Step } from './ast.ts'
import { stringAt } from './constant.ts'
import { accept, expect, fail, refuse, tokenText } from './cursor.ts'
import { nextToken, type Scanner } from './scanner.ts'

/** No STIX object is nested deeper than that. */
const MAX_STEPS = 256

export function parsePath(scanner: Scanner): ObjectPath {
  if (scanner.kind !== 'name' && scanner.kind !== 'hyphenated')
    fail(scanner, 'the type of an object')
  const objectType = tokenText(scanner)
  nextToken(scanner)
  expect(scanner, ':', 'a colon and a property')
  const steps: Step[] = [parseProperty(scanner)]
  for (;;) {
    if (steps.length > MAX_STEPS)
      refuse(scanner, 'too-deep', `more than ${MAX_STEPS} steps in a path`)
    if (accept(scanner, '.')) steps.push(parseProperty(scanner))
    else if (accept(scanner, '[')) steps.push(parseIndex(scanner))
    else return { objectType, steps }
  }
}

/** A property of a bare name, or in quotes. */
function parseProperty(scanner: Scanner): Step {
  const { kind } = scanner
  if (kind !== 'name' && kind !== 'string')
    fail(scanner, kind === 'hyphenated' ? 'a property (with a hyphen: in quotes)' : 'a property')
  const name = kind === 'string' ? stringAt(scanner) : tokenText(scanner)
  nextToken(scanner)
  return { type: 'property', name }
}

/** The place of an element, or an asterisk for any, up to the closing bracket. */
function parseIndex(scanner: Scanner): Step {
  let index: number | '*' = '*'
  if (scanner.kind === 'integer') {
    index = Number(tokenText(scanner))
    if (!Number.isSafeInteger(index)) refuse(scanner, 'bad-number', 'no list is that long')
  } else if (scanner.kind !== '*') fail(scanner, 'an index from 0, or *')
  nextToken(scanner)
  expect(scanner, ']', ']')
  return { type: 'index', index }
}
