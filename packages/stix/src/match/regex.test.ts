import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import { estimateInstructions } from './regex-size.ts'
import { compileMatches } from './regex.ts'

const refuse = (code: string, reason: string): never => {
  throw new Error(`${code}: ${reason}`)
}
const matches = (expression: string, value: unknown) =>
  compileMatches(expression, { left: 100_000 }, refuse)(value, { left: 100_000_000 })

test.each([
  ['b', 'abc', true],
  ['^b', 'abc', false],
  ['a.c', 'a\nc', true],
  ['c$', 'abc\n', true],
  ['c\\Z', 'abc\n', true],
  ['c\\z', 'abc\n', false],
  ['(?m)a$', 'a\nb', true],
  ['[$]', 'a$', true],
  ['[]$]x', '$x', true],
  ['[[:alpha:]$]{2}', 'a$', true],
  ['\\$', 'a$', true],
  ['\\Q$\\E', 'a$', true],
  ['^\\w+$', '\u00e9t\u00e9', true],
  ['^[\\w-]+$', 'na\u00efve-1', true],
  ['^\\W$', '\u00e9', false],
  ['^\\d$', '\u0665', true],
  ['^\\s$', '\u2003', true],
  ['(?i)ABC', 'xabcx', true],
  ['^.$', '\u{1f600}', true],
  ['\\x61(?:b|z)', 'ab', true],
])('/%s/ on %j: %s', (expression, value, expected) => {
  expect(matches(expression, value)).toBe(expected)
})

test('in bytes a character is a byte and the classes are ASCII', () => {
  expect(matches('^..$', toBytes('\u00c3\u00a9'))).toBe(true)
  expect(matches('\\w', toBytes('\u00c3\u00a9'))).toBe(false)
  expect(matches('\u0103', toBytes('a'))).toBe(false)
})

test.each([
  ['(?!a)', 'look-around'],
  ['(?<=a)b', 'look-around'],
  ['(?P<n>a)(?P=n)', 'a back-reference'],
  ['(a)\\1', 'a back-reference'],
  ['(?>a)', 'an atomic group'],
  ['a*+', 'a possessive quantifier'],
  ['(?R)', 'recursion'],
  ['a{2000}', 'repeat count'],
  ['x'.repeat(9000), 'more than 8192 characters'],
  ['a{1000}'.repeat(200), 'more than 100000 instructions'],
  [`(${'ab'.repeat(100)}){1000}`, 'more than 100000 instructions'],
  ['[^\\p{L}\\p{N}]'.repeat(600), 'more than 100000 instructions'],
  ['(?i)' + '[\\x{100}-\\x{10ffff}]'.repeat(200), 'more than 100000 instructions'],
])('an expression is refused (%#): %s', (expression, reason) => {
  expect(() => matches(expression, 'a')).toThrow(reason)
})

test.each([
  ['a(?:bc|d)\\w[x-z]', 5],
  ['[]a]\\p{L}\\x{10ffff}\\]', 4],
  ['(?P<name>ab){3}', 6],
  ['(?:ab){2,4}', 10],
  ['((a{10}){10}){10}', 1000],
  ['a{,3}', 5],
  ['(((', 0],
])('/%s/ makes about %i instructions', (expression, expected) => {
  expect(Math.abs(estimateInstructions(expression) - expected)).toBeLessThanOrEqual(1)
})

const MEGABYTE = 1_000_000

test.each([
  'a[ab]{0,500}[ce]',
  '(?:[a-z]{2,9}[0-9 ]){3}[!?]',
  '(?:.*[ab]){300}[zy]',
  `(?:${'[a-y]x|'.repeat(100)}z)`,
])('a text of a megabyte is searched for the long expression %s', (expression) => {
  expect(matches(expression, 'ab'.repeat(MEGABYTE / 2))).toBe(false)
  expect(matches(expression, `${'ab'.repeat(MEGABYTE / 2)}acz abz ab1ab1ab1!`)).toBe(true)
})

test('a text and an expression that need a simulation of the expression pay for its size', () => {
  let state = 1
  const bits = Array.from({ length: MEGABYTE }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >= 2 ** 31 ? 'a' : 'b'
  }).join('')
  expect(matches('a[ab]{100}[zy]', bits.slice(0, MEGABYTE / 10))).toBe(false)
  expect(() => matches('a[ab]{100}[zy]', bits)).toThrow(
    expect.objectContaining({ code: 'too-complex' }),
  )
})
