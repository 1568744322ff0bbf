import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleOf, type Seen } from '../../tests/observed.ts'
import type { Pattern } from '../pattern/ast.ts'
import { compilePattern, findMatches } from './compile.ts'
import { printPattern } from '../pattern/print.ts'

/** One making of an observation: which one it is, what it shows and when. */
type Making = {
  readonly key: string
  readonly n: number
  readonly first: number
  readonly last: number
}

/** Every way to fulfil a pattern, by the words of STIX 2.1, 9.5: each a list of makings, none twice. */
function ways(pattern: Pattern, makings: readonly Making[]): Making[][] {
  switch (pattern.type) {
    case 'observation': {
      const { value } = pattern.test as { value: readonly { value: string }[] }
      return makings.filter(({ n }) => value.some((one) => Number(one.value) === n)).map((m) => [m])
    }
    case 'or':
      return pattern.operands.flatMap((operand) => ways(operand, makings))
    case 'and':
      return pattern.operands.map((operand) => ways(operand, makings)).reduce((a, b) => join(a, b))
    case 'followedby':
      return pattern.operands
        .map((operand) => ways(operand, makings))
        .reduce((before, after) => join(before, after, isBefore))
    case 'qualified':
      return qualified(pattern, ways(pattern.pattern, makings))
  }
}

function qualified({ qualifier }: Extract<Pattern, { type: 'qualified' }>, all: Making[][]) {
  if (qualifier.type === 'within') {
    const isWithin = (way: Making[]) =>
      begin(way) <= Math.min(...way.map(({ last }) => last)) + qualifier.seconds
    return all.filter(isWithin)
  }
  if (qualifier.type === 'start-stop') throw new Error('not among these')
  return Array.from({ length: qualifier.times }, () => all).reduce((a, b) => join(a, b))
}

const begin = (way: readonly Making[]) => Math.max(...way.map(({ first }) => first))

const isBefore = (a: readonly Making[], b: readonly Making[]) =>
  begin(a) <= Math.min(...b.map(({ last }) => last))

function join(
  left: Making[][],
  right: Making[][],
  fits: (a: readonly Making[], b: readonly Making[]) => boolean = () => true,
): Making[][] {
  const joined = left.flatMap((a) =>
    right.flatMap((b) =>
      b.every(({ key }) => a.every((one) => one.key !== key)) && fits(a, b) ? [[...a, ...b]] : [],
    ),
  )
  const key = (way: Making[]) =>
    way
      .map((making) => making.key)
      .toSorted()
      .join(' ')
  return [...new Map(joined.map((way) => [key(way), way])).values()]
}

const bracket = fc.subarray(['0', '1', '2'], { minLength: 1 }).map((numbers): Pattern => ({
  type: 'observation',
  test: {
    type: 'test',
    path: { objectType: 'x-thing', steps: [{ type: 'property', name: 'n' }] },
    operator: 'IN',
    negated: false,
    value: numbers.map((value) => ({ type: 'integer', value })),
  },
}))

const { pattern } = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    bracket,
    fc.record({
      type: fc.constantFrom('and', 'or', 'followedby'),
      operands: fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('qualified'),
      pattern: tie('pattern'),
      qualifier: fc.oneof(
        fc.record({ type: fc.constant('repeats'), times: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ type: fc.constant('within'), seconds: fc.constantFrom(1, 2.5, 4) }),
      ),
    }),
  ) as fc.Arbitrary<Pattern>,
}))

const seen = fc.array(
  fc.record({
    first: fc.integer({ min: 0, max: 9 }),
    length: fc.constantFrom(0, 0, 1, 4),
    count: fc.constantFrom(1, 1, 2),
    n: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
)

test('a pattern matches if and only if some way to fulfil it exists', () => {
  fc.assert(
    fc.property(pattern, seen, (wanted, list) => {
      const bundle = bundleOf(
        ...list.map(({ first, length, count, n }): Seen => {
          return { first, last: first + length, count, objects: [{ type: 'x-thing', n }] }
        }),
      )
      const makings = list.flatMap(({ first, length, count, n }, i) =>
        Array.from({ length: count }, (_, k) => {
          return { key: `${i}.${k}`, n, first, last: first + length }
        }),
      )
      const expected = ways(wanted, makings).length > 0
      expect(compilePattern(printPattern(wanted))([bundle])).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})

const at = (first: number, n: number, count = 1): Seen => {
  return { first, count, objects: [{ type: 'x-thing', n }] }
}

const during = (start: number, stop: number) => {
  const [from, to] = [start, stop].map((second) => `${second}`.padStart(2, '0'))
  return `START t'2026-10-01T00:00:${from}Z' STOP t'2026-10-01T00:00:${to}Z'`
}

test.each([
  ['[x-thing:n = 1] AND [x-thing:n = 1]', false],
  ['[x-thing:n = 2] AND [x-thing:n = 2]', true],
  ['[x-thing:n = 1] FOLLOWEDBY [x-thing:n = 2]', true],
  ['[x-thing:n = 2] FOLLOWEDBY [x-thing:n = 1]', false],
  ['([x-thing:n = 1] AND [x-thing:n = 2]) WITHIN 10 SECONDS', true],
  ['([x-thing:n = 1] AND [x-thing:n = 2]) WITHIN 9.5 SECONDS', false],
  ['[x-thing:n = 2] REPEATS 3 TIMES WITHIN 1 SECONDS', true],
  ['[x-thing:n = 2] REPEATS 4 TIMES', false],
  ["[x-thing:n = 1] START t'2026-10-01T00:00:00Z' STOP t'2026-10-01T00:00:01Z'", true],
  ["[x-thing:n = 2] START t'2026-10-01T00:00:00Z' STOP t'2026-10-01T00:00:10Z'", false],
  [`[x-thing:n = 1] ${during(0, 5)} ${during(0, 1)}`, true],
  [`([x-thing:n = 1] ${during(0, 5)}) ${during(1, 9)}`, false],
  [`([x-thing:n = 1] ${during(0, 5)}) ${during(5, 5)}`, false],
  [`([x-thing:n = 2] REPEATS 3 TIMES ${during(9, 11)}) ${during(10, 20)}`, true],
  ['([x-thing:n = 1] AND [x-thing:n = 2]) WITHIN 9 SECONDS WITHIN 11 SECONDS', false],
  ['([x-thing:n = 1] AND [x-thing:n = 2]) WITHIN 12 SECONDS WITHIN 11 SECONDS', true],
  [`(([x-thing:n = 2]) REPEATS 2 TIMES ${during(0, 59)}) REPEATS 2 TIMES`, false],
])('%s is %s of one thing and, ten seconds later, three of another', (text, expected) => {
  expect(compilePattern(text)([bundleOf(at(0, 1), at(10, 2, 3))])).toBe(expected)
})

test('the observed-data of a match come in the order they stand, whatever their times', () => {
  const bundle = bundleOf(at(9, 2), at(5, 7), at(1, 1))
  const found = findMatches('[x-thing:n = 1] FOLLOWEDBY [x-thing:n = 2]')([bundle])
  expect(found.map(({ id }) => id)).toEqual([bundle.objects![0]!.id, bundle.objects![4]!.id])
  expect(findMatches('[x-thing:n = 3]')([bundle])).toEqual([])
})

const many = bundleOf(...Array.from({ length: 3000 }, (_, i) => at(i, i % 3)))

test.each([
  ['a count', '[x-thing:n = 1] REPEATS 1000 TIMES', true],
  ['a count too high', '[x-thing:n = 1] REPEATS 1001 TIMES', false],
  ['a window', '[x-thing:n = 1] REPEATS 20 TIMES WITHIN 57 SECONDS', true],
  ['a window too short', '[x-thing:n = 1] REPEATS 20 TIMES WITHIN 56 SECONDS', false],
  ['pairs', '([x-thing:n = 0] FOLLOWEDBY [x-thing:n = 1]) REPEATS 500 TIMES', true],
  ['a conjunction', Array(500).fill('[x-thing:n = 1]').join(' AND '), true],
  ['a conjunction too long', Array(1001).fill('[x-thing:n = 1]').join(' AND '), false],
  ['a sequence', Array(100).fill('[x-thing:n = 1]').join(' FOLLOWEDBY '), true],
  ['a count beyond all', '[x-thing:n = 1] REPEATS 9007199254740991 TIMES', false],
])('%s of 3,000 observations is a matter of flows, not of trying all ways', (_, text, expected) => {
  expect(compilePattern(text)([many])).toBe(expected)
})

test('a pattern made to need all ways is refused rather than followed', () => {
  const either = (i: number) =>
    `(([x-thing:n = ${i}] AND [x-thing:n = ${i + 1}]) OR ([x-thing:n = ${i + 2}] AND [x-thing:n = ${i + 3}]))`
  const text = Array.from({ length: 30 }, (_, i) => either(i)).join(' AND ')
  const bundle = bundleOf(...Array.from({ length: 60 }, (_, i) => at(i, i % 34)))
  expect(() => compilePattern(text)([bundle])).toThrow(
    expect.objectContaining({ name: 'StixError', code: 'too-complex' }),
  )
})

test('objects that all refer to each other cost no more for a longer path than they are many', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `x-thing--${i}`)
  const objects = ids.map((id) => ({ type: 'x-thing', id, all_refs: ids, n: 1 }))
  const path = `x-thing:${'all_refs[*].'.repeat(30)}n`
  expect(compilePattern(`[${path} = 1]`)([bundleOf({ objects })])).toBe(true)
  expect(compilePattern(`[${path} = 2]`)([bundleOf({ objects })])).toBe(false)
})
