import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreAccounts, type PairTails } from './score.ts'

const ACCOUNTS = 8
const NONE: PairTails = tailsOf([])

function tailsOf(pairs: [a: number, b: number, p: number][]): PairTails {
  return {
    size: pairs.length,
    a: Int32Array.from(pairs, ([a]) => a),
    b: Int32Array.from(pairs, ([, b]) => b),
    p: Float64Array.from(pairs, ([, , p]) => p),
  }
}

describe('the score of an account', () => {
  test('is 0 without evidence and below 1 with any, and never falls with more of it', () => {
    const pair = fc
      .tuple(fc.nat(ACCOUNTS - 1), fc.nat(ACCOUNTS - 1), fc.double({ min: 0, max: 1, noNaN: true }))
      .filter(([a, b]) => a < b)
    fc.assert(
      fc.property(fc.array(pair), pair, (pairs, more) => {
        const less = scoreAccounts(NONE, [tailsOf(pairs)], NONE, ACCOUNTS)
        const all = scoreAccounts(NONE, [tailsOf(pairs), tailsOf([more])], NONE, ACCOUNTS)
        for (let account = 0; account < ACCOUNTS; account++) {
          expect(less[account]).toBeGreaterThanOrEqual(0)
          expect(less[account]).toBeLessThan(1)
          expect(all[account]).toBeGreaterThanOrEqual(less[account]!)
        }
      }),
    )
  })

  test('is not bought with a crowd of weak partners', () => {
    const strong = tailsOf([[0, 1, 1e-12]])
    const crowd = tailsOf([2, 3, 4, 5, 6, 7].map((other) => [1, other, 0.05]))
    const score = scoreAccounts(strong, [crowd], NONE, ACCOUNTS)
    expect(score[0]).toBeGreaterThan(0.5)
    expect(score[7]).toBeLessThan(0.05)
    expect(scoreAccounts(NONE, [crowd], NONE, ACCOUNTS)[1]).toBeLessThan(0.15)
  })
})
