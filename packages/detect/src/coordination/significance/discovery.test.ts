import { describe, expect, test } from 'vitest'
import { toQValues } from './discovery.ts'

describe('false-discovery rates', () => {
  test('follow the step-up rule of Benjamini and Hochberg, in the order of the input', () => {
    const q = toQValues(Float64Array.of(0.04, 0.01, 0.03, 0.02), 4)
    expect([...q]).toEqual([0.04, 0.04, 0.04, 0.04])
  })

  test('count hypotheses that were never looked at', () => {
    expect(toQValues(Float64Array.of(0.001), 1000)[0]).toBe(1)
    expect(toQValues(Float64Array.of(0.00001), 1000)[0]).toBeCloseTo(0.01)
  })

  test('are larger by the harmonic sum under any dependence', () => {
    const bh = toQValues(Float64Array.of(1e-6, 1e-5), 100)
    const by = toQValues(Float64Array.of(1e-6, 1e-5), 100, 'by')
    expect(by[0]! / bh[0]!).toBeCloseTo(5.187, 2)
  })
})
