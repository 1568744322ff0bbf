import { parsePattern, PatternError, printPattern } from '@tocsin/stix'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scramble, seeded } from './mutation.ts'
import { pattern } from './patterns.ts'

test('a printed pattern is parsed to the very same tree', () => {
  fc.assert(
    fc.property(pattern, (tree) => {
      expect(parsePattern(printPattern(tree))).toEqual(tree)
    }),
    { numRuns: 2000 },
  )
})

test('a pattern goes through JSON and is the very same tree', () => {
  fc.assert(
    fc.property(pattern, (tree) => {
      const parsed = parsePattern(printPattern(tree))
      expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
      expect(printPattern(JSON.parse(JSON.stringify(parsed)))).toBe(printPattern(tree))
    }),
    { numRuns: 1000 },
  )
  const huge = parsePattern(`[a:b IN (${'9'.repeat(400)}, -0.0, ${'9'.repeat(400)}.5)]`)
  expect(JSON.parse(JSON.stringify(huge))).toEqual(huge)
})

test('a damaged pattern is a pattern still, printed the same ever after, or refused with line and column', () => {
  const outcomes = { taken: 0, refused: 0 }
  fc.assert(
    fc.property(pattern, fc.integer(), (tree, seed) => {
      const text = scramble(printPattern(tree), seeded(seed))
      try {
        const printed = printPattern(parsePattern(text))
        expect(printPattern(parsePattern(printed))).toBe(printed)
        outcomes.taken++
      } catch (error) {
        if (!(error instanceof PatternError)) throw error
        expect(error.line).toBeGreaterThan(0)
        expect(error.column).toBeGreaterThanOrEqual(0)
        outcomes.refused++
      }
    }),
    { numRuns: 2000 },
  )
  expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(20)
})
