/** Constants (STIX 2.1, 9.3) and sets of them. */
import type { Constant } from './ast.ts'
import { accept, expect, fail, tokenText } from './cursor.ts'
import { nextToken, type Scanner } from './scanner.ts'

/** A constant that has an order: any but a truth value. */
export function parseOrderable(scanner: Scanner): Constant {
  if (scanner.kind === 'boolean') fail(scanner, 'a constant that has an order')
  return parseConstant(scanner)
}

export function parseConstant(scanner: Scanner): Constant {
  const constant = constantAt(scanner)
  nextToken(scanner)
  return constant
}

function constantAt(scanner: Scanner): Constant {
  const { kind } = scanner
  switch (kind) {
    case 'string':
      return { type: 'string', value: stringAt(scanner) }
    case 'integer':
    case 'negative integer':
      return { type: 'integer', value: wholeOf(digitsAt(scanner)) }
    case 'float':
    case 'negative float': {
      const text = digitsAt(scanner)
      return { type: 'float', value: floatOf(text), text }
    }
    case 'boolean':
      return { type: 'boolean', value: tokenText(scanner) === 'true' }
    case 'timestamp':
    case 'binary':
    case 'hex':
      return { type: kind, value: scanner.text.slice(scanner.start + 2, scanner.end - 1) }
    default:
      fail(scanner, 'a constant')
  }
}

/** The text of the number at hand, without a plus. */
export function digitsAt(scanner: Scanner): string {
  const isSigned = scanner.text[scanner.start] === '+'
  return scanner.text.slice(isSigned ? scanner.start + 1 : scanner.start, scanner.end)
}

/** One spelling a number. */
function wholeOf(digits: string): string {
  return digits === '-0' ? '0' : digits
}

/** JSON knows neither a zero below zero nor what is greater than every number. */
function floatOf(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value)) return value === 0 ? 0 : value
  return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE
}

/** The value of the string at hand. */
export function stringAt(scanner: Scanner): string {
  const inner = scanner.text.slice(scanner.start + 1, scanner.end - 1)
  return inner.includes('\\') ? inner.replace(/\\(.)/g, '$1') : inner
}

export function parseString(scanner: Scanner): Constant {
  if (scanner.kind !== 'string') fail(scanner, 'a string')
  return parseConstant(scanner)
}

/** `(a, b, …)`, possibly empty. */
export function parseSet(scanner: Scanner): Constant[] {
  expect(scanner, '(', 'a set in brackets')
  const members: Constant[] = []
  if (accept(scanner, ')')) return members
  do members.push(parseConstant(scanner))
  while (accept(scanner, ','))
  expect(scanner, ')', 'a comma or )')
  return members
}
