import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleOf, idOf, timeOf } from '../../tests/observed.ts'
import { compilePattern, findMatches } from './compile.ts'
import { PatternError } from '../pattern-error.ts'
import { observe } from './observation.ts'

const thing = {
  type: 'x-thing',
  whole: 5,
  huge: 2 ** 60,
  part: 12.658,
  round: 12,
  flag: true,
  text: 'hello',
  nothing: null,
  list: ['a', 'b', 7],
  rows: [{ k: 1 }, { k: 2 }],
  at: '2026-10-01T00:00:00.5Z',
  name_hex: '616c696365',
  name_bin: 'YWxpY2U=',
  decomposed: 'e\u0301',
  high: '\u{10000}',
  'has-hyphen': { 'dot.ted': 1 },
  extensions: { 'x-ext': { k: 'v' } },
  hashes: { 'SHA-256': 'ab'.repeat(32) },
}
const one = [bundleOf({ objects: [thing] })]
const holds = (comparison: string) => compilePattern(`[${comparison}]`)(one)

test.each([
  ['x-thing:whole = 5', 'x-thing:whole = 6'],
  ['x-thing:whole = 5.0', 'x-thing:whole = 5.1'],
  ['x-thing:whole < 5.1', 'x-thing:whole > 5.1'],
  ['x-thing:huge = 1152921504606846976', 'x-thing:huge = 1152921504606846977'],
  ['x-thing:huge < 1152921504606846977', 'x-thing:huge < 1152921504606846976'],
  ['x-thing:huge IN (1, 1152921504606846976)', 'x-thing:huge IN (1, 1152921504606846977)'],
  ['x-thing:part >= 12.658', 'x-thing:part <= 12'],
  ['x-thing:round IN (11.5, 12)', 'x-thing:round IN (11.5, 13)'],
  ['x-thing:flag = true', 'x-thing:flag = false'],
  ['x-thing:flag != 1', 'x-thing:flag IN (1)'],
  ["x-thing:text IN ('hello', 'x')", 'x-thing:text IN ()'],
  ["x-thing:text LIKE 'h_ll%'", "x-thing:text LIKE 'ell'"],
  ["x-thing:text MATCHES 'l+o$'", "x-thing:text MATCHES '^l'"],
  ["x-thing:text > 'hell'", "x-thing:text > 'help'"],
  ["x-thing:high > '\uffff'", "x-thing:high < '\uffff'"],
  ["x-thing:nothing != 'a'", "x-thing:nothing = 'a'"],
  ['EXISTS x-thing:nothing', 'EXISTS x-thing:missing'],
  ['NOT EXISTS x-thing:missing', 'NOT EXISTS x-thing:whole'],
  ['EXISTS x-thing:list[2]', 'EXISTS x-thing:list[3]'],
  ["x-thing:list[1] = 'b'", "x-thing:list[0] = 'b'"],
  ['x-thing:list[*] = 7', 'x-thing:list[*] = 8'],
  ['x-thing:rows[*].k = 2', 'x-thing:rows[0].k = 2'],
  ["x-thing:'has-hyphen'.'dot.ted' = 1", "x-thing:'has-hyphen'.dot = 1"],
  ["x-thing:extensions.'x-ext'.k = 'v'", "x-thing:extensions.'x-ext'.k = 'w'"],
  [
    `x-thing:hashes.'SHA-256' = '${'ab'.repeat(32)}'`,
    `x-thing:hashes.'SHA-256' = '${'cd'.repeat(32)}'`,
  ],
  ["x-thing:at = t'2026-10-01T00:00:00.500Z'", "x-thing:at = t'2026-10-01T00:00:00.501Z'"],
  ["x-thing:at > t'2026-10-01T00:00:00Z'", "x-thing:at < t'2026-10-01T00:00:00Z'"],
  ["x-thing:at IN (t'2026-10-01T00:00:00.50Z')", "x-thing:at IN (t'2026-10-01T00:00:00Z')"],
  ["x-thing:name_bin = h'616c696365'", "x-thing:name_bin = h'00'"],
  ["x-thing:name_hex = 'alice'", "x-thing:name_hex = '616c696365'"],
  ["x-thing:name_hex > b'YWFyZHZhcms='", "x-thing:name_hex > '\u0103'"],
  ["x-thing:name_bin MATCHES '^al[i\\\\x01]ce$'", "x-thing:name_bin MATCHES '\u0103'"],
  ["x-thing:name_bin LIKE 'a%'", "x-thing:name_bin LIKE 'YW%'"],
  ["x-thing:name_hex IN (h'00', b'YWxpY2U=')", "x-thing:name_hex IN (h'00')"],
  ["x-thing:decomposed LIKE '\u00e9'", "x-thing:decomposed = '\u00e9'"],
  ["x-thing:decomposed MATCHES '^\u00e9$'", "x-thing:decomposed MATCHES '^e$'"],
  ["x-thing:whole NOT LIKE 'a'", "x-thing:whole LIKE 'a'"],
  ["x-thing:whole != 'world'", "x-thing:whole NOT < 'world'"],
])('%s holds, and %s does not', (yes, no) => {
  expect(holds(yes!)).toBe(true)
  expect(holds(no!)).toBe(false)
})

test('NOT turns a comparison on a single value around, whatever its operator', () => {
  const operator = fc.constantFrom('=', '!=', 'IN', 'LIKE', 'MATCHES')
  const property = fc.constantFrom('whole', 'part', 'flag', 'text', 'nothing', 'name_bin', 'list')
  const constant = fc.constantFrom("'hello'", "'alice'", "'l'", "''")
  fc.assert(
    fc.property(property, operator, constant, (name, relation, value) => {
      const right = relation === 'IN' ? `(${value})` : value
      const path = `x-thing:${name}`
      expect(holds(`${path} NOT ${relation} ${right}`)).toBe(!holds(`${path} ${relation} ${right}`))
    }),
  )
})

test('AND asks of one object what OR may ask of several', () => {
  const people = [
    bundleOf({
      objects: [
        { type: 'x-person', name: 'clerk', age: 30 },
        { type: 'x-person', name: 'judge', age: 60 },
        { type: 'x-place', name: 'hall' },
      ],
    }),
  ]
  const match = (text: string) => compilePattern(text)(people)
  expect(match("[x-person:name = 'clerk' AND x-person:age = 30]")).toBe(true)
  expect(match("[x-person:name = 'clerk' AND x-person:age = 60]")).toBe(false)
  expect(match("[x-person:age = 99 OR x-place:name = 'hall']")).toBe(true)
  expect(match('[x-person:age = 30] AND [x-person:age = 60]')).toBe(false)
})

test('a reference leads to the object it names, among those of the same observation', () => {
  const [clerk, judge, stranger] = [idOf('x-person', 1), idOf('x-person', 2), idOf('x-person', 9)]
  const people = [
    bundleOf(
      {
        objects: [
          {
            type: 'x-person',
            id: clerk,
            name: 'clerk',
            knows_ref: judge,
            met_refs: [stranger, judge],
          },
          { type: 'x-person', id: judge, name: 'judge', met_refs: [clerk] },
        ],
      },
      { objects: [{ type: 'x-person', id: stranger, name: 'stranger' }] },
    ),
  ]
  const match = (text: string) => compilePattern(text)(people)
  expect(match("[x-person:knows_ref.name = 'judge']")).toBe(true)
  expect(match("[x-person:met_refs[*].name = 'judge']")).toBe(true)
  expect(match("[x-person:met_refs[1].name = 'judge']")).toBe(true)
  expect(match("[x-person:met_refs[*].met_refs[*].name = 'judge']")).toBe(true)
  expect(match("[x-person:met_refs[*].name = 'stranger']")).toBe(false)
})

test('observed-data of STIX 2.0 hold their objects in themselves, in a bundle or alone', () => {
  const observed = {
    type: 'observed-data',
    id: idOf('observed-data', 1),
    first_observed: timeOf(0),
    last_observed: timeOf(0),
    number_observed: 1,
    objects: {
      '0': { type: 'file', name: 'a.exe', parent_directory_ref: '1' },
      '1': { type: 'directory', path: 'C:\\' },
    },
  }
  const pattern = "[file:name = 'a.exe' AND file:parent_directory_ref.path LIKE 'C:%']"
  for (const input of [observed, { type: 'bundle', id: idOf('bundle', 1), objects: [observed] }])
    expect(findMatches(pattern)([input as never])).toEqual([observed])
})

test('objects outside of object_refs are not observed, nor are those of other kinds', () => {
  const bundle = bundleOf({ objects: [{ type: 'x-thing', n: 1 }] })
  const stray = { type: 'x-thing', id: idOf('x-thing', 99), n: 2 }
  const all = { ...bundle, objects: [...bundle.objects!, stray] } as never
  expect(compilePattern('[x-thing:n = 1]')([all])).toBe(true)
  expect(compilePattern('[x-thing:n = 2]')([all])).toBe(false)
  expect(compilePattern('[observed-data:number_observed = 1]')([all])).toBe(false)
})

test.each([
  ["[a:b MATCHES 'x(?=y)']", 'bad-regex', 'look-around', 1, 13],
  ["[a:b = 1 OR\n a:b MATCHES '(x)\\\\1']", 'bad-regex', 'back-reference', 2, 13],
  ["[a:b MATCHES 'x++']", 'bad-regex', 'possessive', 1, 13],
  ["[a:b MATCHES '(']", 'bad-regex', 'missing closing', 1, 13],
  ["[a:b ISSUBSET '10.0.0.0/40']", 'bad-address', 'address', 1, 14],
  ['[a:b IN (1, true)]', 'mixed-set', 'one type', 1, 8],
  ["[a:b = t'2026-02-30T00:00:00Z']", 'bad-timestamp', 'no such time', 1, 7],
  [
    "[a:b = 1] START t'2026-02-30T00:00:00Z' STOP t'2026-03-01T00:00:00Z'",
    'bad-timestamp',
    'no such',
    1,
    16,
  ],
])('%s is refused as %s, with its place', (text, code, reason, line, column) => {
  let refused: unknown
  try {
    compilePattern(text)
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(PatternError)
  expect(refused).toMatchObject({ code, line, column })
  expect((refused as Error).message).toContain(reason)
})

test('a number beyond all that a computer counts with is compared', () => {
  expect(holds(`x-thing:whole < ${'9'.repeat(400)}`)).toBe(true)
  expect(holds(`x-thing:whole = ${'9'.repeat(400)}`)).toBe(false)
  expect(holds(`x-thing:whole IN (5, -${'9'.repeat(400)})`)).toBe(true)
})

test('values of types that do not go together are unequal, have no order, and spoil no other comparison', () => {
  const constants = ["t'2026-10-01T00:00:00Z'", "'2026-10-01'", "h'6162'", "b'YWI='", '5', '5.5']
  const values = ['at', 'text', 'whole', 'huge', 'flag', 'nothing', 'list', 'rows', 'hashes']
  const never: Record<string, string[]> = {
    "t'2026-10-01T00:00:00Z'": values.filter((name) => name !== 'at'),
    "'2026-10-01'": ['whole', 'huge', 'flag', 'nothing', 'list', 'rows', 'hashes'],
    "h'6162'": ['whole', 'huge', 'flag', 'nothing', 'list', 'rows', 'hashes'],
    "b'YWI='": ['whole', 'huge', 'flag', 'nothing', 'list', 'rows', 'hashes'],
    '5': ['at', 'text', 'flag', 'nothing', 'list', 'rows', 'hashes'],
    '5.5': ['at', 'text', 'flag', 'nothing', 'list', 'rows', 'hashes'],
  }
  for (const constant of constants)
    for (const name of never[constant]!) {
      const path = `x-thing:${name}`
      for (const operator of ['=', '<', '<=', '>', '>='])
        expect([operator, path, constant, holds(`${path} ${operator} ${constant}`)]).toEqual([
          operator,
          path,
          constant,
          false,
        ])
      expect(holds(`${path} IN (${constant})`)).toBe(false)
      expect(holds(`${path} != ${constant}`)).toBe(true)
      expect(holds(`${path} > ${constant} OR x-thing:whole = 5`)).toBe(true)
    }
})

test.each([
  ['first_observed', undefined],
  ['last_observed', '2025-01-01T00:00:00Z'],
  ['number_observed', 0],
  ['object_refs', 'x-thing--1'],
])(
  'observed-data with a bad %s match nothing and are named, and the rest still match',
  (name, value) => {
    const [observed, ...rest] = bundleOf({ objects: [thing] }).objects!
    const bad = { ...observed, [name]: value }
    const match = findMatches('[x-thing:whole = 5]')
    const bundle = (...all: unknown[]) => ({ type: 'bundle', objects: [...all, ...rest] }) as never
    expect(match([bundle(bad)])).toEqual([])
    expect(match([bundle(bad, observed)])).toEqual([observed])
    const { malformed } = observe([bundle(bad)])
    expect(malformed).toEqual([{ object: bad, reason: expect.stringContaining(name) }])
  },
)
