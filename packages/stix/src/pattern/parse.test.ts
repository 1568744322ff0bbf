import { describe, expect, test } from 'vitest'
import { PatternError } from '../pattern-error.ts'
import { parsePattern } from './parse.ts'

/** `line:column code`, or null where the text is a pattern. */
function fault(text: string): string | null {
  try {
    parsePattern(text)
    return null
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return `${error.line}:${error.column} ${error.code}`
  }
}

describe('a pattern is parsed into its tree', () => {
  test('AND binds closer than OR, and OR closer than FOLLOWEDBY', () => {
    const a = parsePattern('[a:b = 1]')
    const pattern = parsePattern('[a:b = 1] FOLLOWEDBY [a:b = 1] OR [a:b = 1] AND [a:b = 1]')
    const or = { type: 'or', operands: [a, { type: 'and', operands: [a, a] }] }
    expect(pattern).toEqual({ type: 'followedby', operands: [a, or] })
  })

  test('chains of one operator are flat however they were bracketed', () => {
    expect(parsePattern('([a:b=1] AND ([a:c=1] AND [a:d=1]))')).toEqual(
      parsePattern('[a:b = 1] AND [a:c = 1] AND [a:d = 1]'),
    )
    expect(parsePattern('[(a:b=1 OR a:c=1) OR (a:d=1 OR a:e=1)]')).toEqual(
      parsePattern('[a:b = 1 OR a:c = 1 OR a:d = 1 OR a:e = 1]'),
    )
  })

  test('a qualifier belongs to the expression right before it', () => {
    const [a, b] = [parsePattern('[a:b = 1]'), parsePattern('[a:c = 1]')]
    const within = { type: 'within', seconds: 5.5 }
    expect(parsePattern('[a:b = 1] AND [a:c = 1] WITHIN 5.5 SECONDS')).toEqual({
      type: 'and',
      operands: [a, { type: 'qualified', pattern: b, qualifier: within }],
    })
    expect(parsePattern('([a:b = 1] AND [a:c = 1]) WITHIN 5.5 SECONDS')).toEqual({
      type: 'qualified',
      pattern: { type: 'and', operands: [a, b] },
      qualifier: within,
    })
  })

  test('every kind of constant and step is kept', () => {
    const text = String.raw`[x-a:'b c'[0][*].'it\'s'.d NOT IN ('\\', +7, -0.50, true, t'2020-01-01T00:00:60.5Z', b'YQ==', h'fF')]`
    expect(parsePattern(text)).toEqual({
      type: 'observation',
      test: {
        type: 'test',
        path: {
          objectType: 'x-a',
          steps: [
            { type: 'property', name: 'b c' },
            { type: 'index', index: 0 },
            { type: 'index', index: '*' },
            { type: 'property', name: "it's" },
            { type: 'property', name: 'd' },
          ],
        },
        operator: 'IN',
        negated: true,
        value: [
          { type: 'string', value: '\\' },
          { type: 'integer', value: '7' },
          { type: 'float', value: -0.5, text: '-0.50' },
          { type: 'boolean', value: true },
          { type: 'timestamp', value: '2020-01-01T00:00:60.5Z' },
          { type: 'binary', value: 'YQ==' },
          { type: 'hex', value: 'fF' },
        ],
      },
    })
  })

  test('EXISTS may be negated and stands before its path', () => {
    const path = { objectType: 'a', steps: [{ type: 'property', name: 'b' }] }
    expect(parsePattern('[NOT EXISTS a:b]')).toEqual({
      type: 'observation',
      test: { type: 'exists', path, negated: true },
    })
  })

  test('an empty set, comments, and the spellings == and <> are taken', () => {
    expect(fault('[a:b IN ()]')).toBe(null)
    expect(parsePattern('/* why */ [a:b == 1 // so\n AND a:c <> 2]')).toEqual(
      parsePattern('[a:b = 1 AND a:c != 2]'),
    )
  })

  test.each([
    ['[network-traffic:dst_port IN(443,6443)]REPEATS 2 TIMES'],
    ["[a:b MATCHES'x']AND[a:b>.5]WITHIN 5SECONDS"],
    ['([a:b = 1]) WITHIN 5 SECONDS WITHIN 6 SECONDS'],
    ['([a:b = 1] REPEATS 2 TIMES) REPEATS 2 TIMES'],
    ["[a:b = t'2024-02-30T12:00:00Z']"],
    ["[file:hashes[*] = 'x' OR file:hashes.x_own = 'x' OR file:hashes.MD5 LIKE '79%']"],
    ["[file:hashes.md5 = '79054025255fb1a26e4bc422aef54eb4']"],
  ])('%s is a pattern', (text) => {
    expect(fault(text)).toBe(null)
  })
})

describe('what is no pattern is refused where it goes wrong', () => {
  test.each([
    ['', '1:0 syntax'],
    ['file:size = 1280', '1:0 syntax'],
    ['[file:size = ]', '1:13 syntax'],
    ['[file.size = 1280]', '1:5 syntax'],
    ['[file:na-me = 1]', '1:6 syntax'],
    ['[file:IN = 1]', '1:6 syntax'],
    ['[file:a = 1] and [file:b = 2]', '1:13 syntax'],
    ['[file:a = 007]', '1:11 syntax'],
    ['[file:a =? 1]', '1:9 syntax'],
    ['[file:a > true]', '1:10 syntax'],
    ['[file:a[-1] = 1]', '1:8 syntax'],
    ['[file:a LIKE 5]', '1:13 syntax'],
    [String.raw`[file:a = 'C:\new']`, '1:10 syntax'],
    ["[file:a = 'open]", '1:10 syntax'],
    ["[a:b = t'2024-13-01T12:00:00Z']", '1:7 syntax'],
    ["[a:b = b'====']", '1:7 syntax'],
    ["[a:b = h'abc']", '1:7 syntax'],
    ['[a:b = 1', '1:8 syntax'],
    ['([a:b = 1]', '1:10 syntax'],
    ['[a:b = 1]]', '1:9 syntax'],
    ['[a:b = 1] /* open', '1:10 syntax'],
    ['[a:b = 1] WITHIN 5 HOURS', '1:19 syntax'],
    ['[a:b = 1] WITHIN 0 SECONDS', '1:17 bad-number'],
    ['[a:b = 1] REPEATS 0 TIMES', '1:18 bad-number'],
    ['[a:b = 1] REPEATS 1.5 TIMES', '1:18 syntax'],
    ["[a:b = 1] START '2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:00Z'", '1:16 syntax'],
    ['[a:b = 1] WITHIN 5 SECONDS WITHIN 6 SECONDS', '1:27 duplicate-qualifier'],
    ['([a:b = 1] REPEATS 2 TIMES REPEATS 3 TIMES)', '1:27 duplicate-qualifier'],
    ["[file:hashes.'SHA-256' = 'f00']", '1:25 bad-hash'],
    ["[file:hashes.MD5 IN ('79054025255fb1a26e4bc422aef54eb4', 'f00')]", '1:20 bad-hash'],
    ["[a:b = '😀' AND\n  a:c = '😀' ANDD]", '2:12 syntax'],
  ])('%s', (text, where) => {
    expect(fault(text)).toBe(where)
  })

  test('the message says what was expected, what stands there, and where', () => {
    expect(() => parsePattern('[file:size = 5] WITHIN 5 HOURS')).toThrow(
      'line 1, column 25: expected SECONDS, found "HOURS"',
    )
    expect(() => parsePattern('[file:size =')).toThrow('expected a constant, found the end')
  })
})

describe('no pattern exhausts the process', () => {
  test('brackets nest to a limit, in both kinds of expression', () => {
    const nest = (depth: number) => `${'('.repeat(depth)}[a:b = 1]${')'.repeat(depth)}`
    expect(fault(nest(255))).toBe(null)
    expect(fault(nest(100_000))).toBe('1:256 too-deep')
    expect(fault(`[${'('.repeat(100_000)}`)).toBe('1:256 too-deep')
  })

  test('qualifiers on one expression are limited, since they nest too', () => {
    const text = `([a:b = 1])${' WITHIN 5 SECONDS'.repeat(50_000)}`
    expect(fault(text)).toBe('1:148 too-deep')
  })

  test('a path has as many steps as an object may be deep', () => {
    expect(fault(`[a:b${'.b'.repeat(255)} = 1]`)).toBe(null)
    expect(fault(`[a:b${'[*]'.repeat(100_000)} = 1]`)).toBe('1:772 too-deep')
  })

  test.each([null, undefined, 5, ['[a:b = 1]'], {}])('%j is no pattern', (value) => {
    expect(fault(value as never)).toBe('1:0 syntax')
  })

  test('a text may be long, to a limit', () => {
    const long = (length: number) => `[a:b = '${'x'.repeat(length - 10)}']`
    expect(fault(long(1_048_576))).toBe(null)
    expect(fault(long(1_048_577))).toBe('1:0 too-long')
  })

  test.each([
    ['a chain', `[a:b = 1${' OR a:b = 1'.repeat(90_000)}]`],
    ['a sequence', `[a:b = 1]${' FOLLOWEDBY [a:b = 1]'.repeat(45_000)}`],
    ['a set', `[a:b IN (1${', 1'.repeat(300_000)})]`],
  ])('%s as long as it may be is parsed', (_name, text) => {
    expect(fault(text)).toBe(null)
  })
})
