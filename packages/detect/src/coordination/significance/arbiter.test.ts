import { describe, expect, test } from 'vitest'
import { joinStickyLags, measureAlignment } from './alignment.ts'
import { arbitrateNetworks } from './arbiter.ts'

const OPTIONS = { rate: 0.05, seed: 1, breathe: () => Promise.resolve() }

/** Every pair of the accounts. */
function clique(accounts: readonly number[]): { a: number[]; b: number[] } {
  const pairs = accounts.flatMap((a) => accounts.filter((b) => a < b).map((b) => [a, b] as const))
  return { a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) }
}

const stickyAt = (pairs: { a: number[]; b: number[] }, lag: (pair: number) => number) =>
  joinStickyLags([{ scale: 1, sticky: { parts: 1, ...pairs, lag: pairs.a.map((_, i) => lag(i)) } }])

describe('the judges of shifted time lines', () => {
  const six = clique([0, 1, 2, 3, 4, 5])

  test('let a group stand whose every pair is in step at lag zero and nowhere else', async () => {
    const sticky = stickyAt(six, () => 0)
    const p = await arbitrateNetworks(sticky, six, 8, OPTIONS)
    expect([...p].map((value) => value <= 0.05)).toEqual([...Array(6).fill(true), false, false])
    const { q, aligned, partners } = measureAlignment(sticky, six, 8)
    expect([...aligned]).toEqual([5, 5, 5, 5, 5, 5, 0, 0])
    expect([...partners]).toEqual([...aligned])
    expect(Math.max(...q.slice(0, 6))).toBeLessThan(1e-4)
  })

  test('let nobody stand where as many pairs are in step at any other lag', async () => {
    const everywhere = Array.from({ length: 61 }, (_, i) => i - 30)
    const sticky = joinStickyLags(
      everywhere.map((lag) => ({
        scale: 1,
        sticky: { parts: 1, ...six, lag: six.a.map(() => lag) },
      })),
    )
    const p = await arbitrateNetworks(sticky, six, 8, OPTIONS)
    expect([...p]).toEqual(Array(8).fill(1))
    expect(Math.min(...measureAlignment(sticky, six, 8).q)).toBeGreaterThan(0.5)
  })

  test('let no pair stand by itself, nor a chain', async () => {
    for (const links of [
      { a: [0], b: [1] },
      { a: [0, 1], b: [1, 2] },
    ]) {
      const sticky = stickyAt(links, () => 0)
      expect([...(await arbitrateNetworks(sticky, links, 4, OPTIONS))]).toEqual([1, 1, 1, 1])
    }
    const pair = { a: [0], b: [1] }
    expect(
      Math.min(
        ...measureAlignment(
          stickyAt(pair, () => 0),
          pair,
          2,
        ).q,
      ),
    ).toBeGreaterThan(0.05)
  })

  test('give the same verdict for the same seed', async () => {
    const sticky = stickyAt(six, (pair) => pair % 3)
    const one = await arbitrateNetworks(sticky, six, 8, OPTIONS)
    expect(await arbitrateNetworks(sticky, six, 8, OPTIONS)).toEqual(one)
  })
})
