import { describe, expect, test } from 'vitest'
import { poissonTail, trialsTail } from './tail.ts'

function binomialTail(x: number, n: number, p: number): number {
  let term = (1 - p) ** n
  let below = 0
  for (let k = 0; k < x; k++) {
    below += term
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return 1 - below
}

function poissonSum(x: number, mean: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let k = 0; k < x; k++) {
    below += term
    term *= mean / (k + 1)
  }
  return 1 - below
}

describe('tails of counts', () => {
  test('give the Poisson tail, near the middle and far out', () => {
    expect(poissonTail(0, 3)).toBe(1)
    expect(poissonTail(1, 0.5)).toBeCloseTo(1 - Math.exp(-0.5), 12)
    expect(poissonTail(5, 2)).toBeCloseTo(0.052653017, 8)
    expect(poissonTail(20, 1) / 1.6e-19).toBeCloseTo(1, 0)
    expect(poissonTail(90, 100)).toBeCloseTo(poissonSum(90, 100), 9)
  })

  test('give the binomial tail exactly when all trials are alike', () => {
    for (const [x, n, p] of [
      [3, 10, 0.2],
      [8, 10, 0.5],
      [2, 40, 0.05],
    ] as const)
      expect(trialsTail(x, n * p, n * p * p)).toBeCloseTo(binomialTail(x, n, p), 9)
  })

  test('never fall below the true tail of unlike trials by more than a third', () => {
    const chances = [0.02, 0.02, 0.02, 0.1, 0.1, 0.3, 0.3, 0.6]
    const exact = exactTail(chances)
    const sum = chances.reduce((a, b) => a + b, 0)
    const squares = chances.reduce((a, b) => a + b * b, 0)
    for (let x = 2; x <= 5; x++)
      expect(trialsTail(x, sum, squares)).toBeGreaterThan(exact[x]! * 0.66)
  })

  test('are never zero for a count above what the trials allow', () => {
    expect(trialsTail(50, 3, 0.5)).toBeGreaterThan(0)
    expect(trialsTail(50, 3, 0.5)).toBeLessThan(1e-30)
  })
})

function exactTail(chances: number[]): number[] {
  let law = [1]
  for (const p of chances)
    law = [...law, 0].map((mass, k) => mass * (1 - p) + (law[k - 1] ?? 0) * p)
  return law.map((_, x) => law.slice(x).reduce((a, b) => a + b, 0))
}
