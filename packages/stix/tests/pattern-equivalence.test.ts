import {
  compilePattern,
  equivalentPatterns,
  printPattern,
  type Bundle,
  type Pattern,
  type PatternComparison,
} from '@tocsin/stix'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from './mutation.ts'

/** Few tests on few values, so that small patterns often mean the same and often match. */
const leaf: fc.Arbitrary<PatternComparison> = fc
  .record({
    property: fc.constantFrom('b', 'c'),
    operator: fc.constantFrom('=' as const, '!=' as const, '>' as const),
    negated: fc.boolean(),
    value: fc.bigInt({ min: 1n, max: 3n }),
  })
  .map(({ property, operator, negated, value }) => ({
    type: 'test',
    path: { objectType: 'x-a', steps: [{ type: 'property', name: property }] },
    operator,
    negated,
    value: { type: 'integer', value: `${value}` },
  }))

function chainOf<T, K extends string>(
  types: readonly K[],
  operand: fc.Arbitrary<T>,
): fc.Arbitrary<{ type: K; operands: T[] }> {
  return fc.record({
    type: fc.constantFrom(...types),
    operands: fc.array(operand, { minLength: 2, maxLength: 3 }),
  })
}

const comparison: fc.Arbitrary<PatternComparison> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  { weight: 1, arbitrary: chainOf(['all', 'any'], leaf) },
  { weight: 1, arbitrary: chainOf(['all', 'any'], fc.oneof(leaf, chainOf(['all', 'any'], leaf))) },
)
const observation = comparison.map((test): Pattern => ({ type: 'observation', test }))
const chain = (operand: fc.Arbitrary<Pattern>): fc.Arbitrary<Pattern> =>
  chainOf(['and', 'or', 'followedby'], operand)
const qualified = (inner: fc.Arbitrary<Pattern>): fc.Arbitrary<Pattern> =>
  fc.record({
    type: fc.constant('qualified'),
    pattern: inner,
    qualifier: fc.constantFrom({ type: 'repeats', times: 2 }, { type: 'within', seconds: 1 }),
  })
const small = fc.oneof(
  { weight: 3, arbitrary: observation },
  { weight: 2, arbitrary: chain(observation) },
  { weight: 1, arbitrary: qualified(fc.oneof(observation, chain(observation))) },
)
const pattern = fc.oneof(small, chain(small))

/** Up to four observations, a second apart, each of one object. */
const bundle = fc
  .array(fc.record({ b: fc.integer({ min: 1, max: 3 }), c: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 4,
  })
  .map((objects) => ({ type: 'bundle', objects: objects.flatMap(observed) }) as unknown as Bundle)

function observed(object: object, i: number): object[] {
  const time = `2026-10-01T08:00:0${i}Z`
  const data = { id: `observed-data--${i}`, first_observed: time, last_observed: time }
  return [
    { type: 'observed-data', ...data, number_observed: 1, object_refs: [`x-a--${i}`] },
    { type: 'x-a', id: `x-a--${i}`, ...object },
  ]
}

test('patterns that are told to be equivalent match the same observations', () => {
  const told = { equivalent: 0, different: 0 }
  fc.assert(
    fc.property(
      pattern,
      pattern,
      fc.array(bundle, { minLength: 8, maxLength: 8 }),
      (a, b, seen) => {
        for (const [one, other] of [
          [a, b],
          [a, { type: 'or', operands: [a, { type: 'and', operands: [a, b] }] }],
          [{ type: 'or', operands: [a, b] }, a],
          [
            { type: 'and', operands: [a, b] },
            { type: 'followedby', operands: [a, b] },
          ],
        ] as const) {
          const [x, y] = [printPattern(one), printPattern(other)]
          if (!equivalentPatterns(x, y)) {
            told.different++
            continue
          }
          told.equivalent++
          const [matchX, matchY] = [compilePattern(x), compilePattern(y)]
          expect(seen.map((one) => matchX([one]))).toEqual(seen.map((one) => matchY([one])))
        }
      },
    ),
    { numRuns: 400 },
  )
  expect(Math.min(told.equivalent, told.different)).toBeGreaterThan(200)
})

test('order, and alternatives taken out of brackets, make no difference', () => {
  fc.assert(
    fc.property(pattern, fc.integer(), (tree, seed) => {
      const random = seeded(seed)
      expect(equivalentPatterns(printPattern(tree), printPattern(rewritten(tree, random)))).toBe(
        true,
      )
    }),
    { numRuns: 1000 },
  )
})

/** The operands of AND and OR in another order; an AND or FOLLOWEDBY over an OR as an OR of them. */
function rewritten(tree: Pattern, random: () => number): Pattern {
  if (tree.type === 'observation' || tree.type === 'qualified') return tree
  const operands = tree.operands.map((operand) => rewritten(operand, random))
  if (tree.type !== 'followedby') operands.sort(() => random() - 0.5)
  const at = operands.findIndex(({ type }) => type === 'or')
  const alternatives = operands[at]
  if (tree.type === 'or' || alternatives?.type !== 'or') return { type: tree.type, operands }
  const each = alternatives.operands.map((one): Pattern => ({
    type: tree.type,
    operands: operands.with(at, one),
  }))
  return { type: 'or', operands: each }
}
