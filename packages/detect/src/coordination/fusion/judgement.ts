/**
 * Judgement of accounts: who stands in step with a group, over one layer or all of them.
 *
 * Up to three tests under the same null of shifted time lines, each fit for what the others cannot
 * see: by all partners of one account at the run's own window and at the wider one (alignment.ts),
 * apart because shifts hardly break wide synchrony, and by a network as a whole (arbiter.ts). An
 * account's q is its smallest times the number of tests. Pairs count as in step at p up to `limit`.
 */
import { measureAlignment, joinStickyLags } from '../significance/alignment.ts'
import { arbitrateNetworks } from '../significance/arbiter.ts'
import { findStickyLags, type StickyLags } from '../significance/correlogram.ts'
import { createPairs, upsertPair, type PairTable } from '../significance/pair-table.ts'
import type { JitterSignificance } from '../significance/significance.ts'
import type { Layer } from './fusion.ts'

/** Lags to a window of the wider test, whose windows are coarse beside the shifts. */
const FINE = 4

export type JudgementOptions = {
  rate: number
  seed: number
  /** Called between steps; throws to cancel. */
  breathe: () => Promise<void>
}

/** A layer tested by jitter. */
export type TimedLayer = {
  tested: JitterSignificance
} & Layer

/** A layer with the lags at which its pairs are in step. */
export type LaggedLayer = {
  limit: number
  sticky: StickyLags
} & TimedLayer

/** Finds the lags of every layer at which pairs are in step at p `limit`. */
export async function findLags(
  layers: readonly TimedLayer[],
  limit: number,
  breathe: () => Promise<void>,
): Promise<LaggedLayer[]> {
  const found: LaggedLayer[] = []
  const unit = Math.min(...layers.map(({ window }) => window))
  for (const layer of layers) {
    const parts = layer.window > unit ? FINE : 1
    found.push({ ...layer, limit, sticky: findStickyLags(layer.tested.tested, limit, parts) })
    await breathe()
  }
  return found
}

/** For each account the rate of false finds at which it stands in step with a group (1: in none). */
export async function judgeAccounts(
  layers: readonly LaggedLayer[],
  accounts: number,
  options: JudgementOptions,
): Promise<Float64Array> {
  const unit = Math.min(...layers.map(({ tested }) => tested.tested.window))
  const scaled = layers.map((layer) => ({ ...layer, scale: layer.tested.tested.window / unit }))
  const near = scaled.filter(({ scale }) => scale === 1)
  const wide = scaled.filter(({ scale }) => scale > 1)
  const sticky = joinStickyLags(near)
  const inStep = pairsInStep(near)
  const tests = [
    await arbitrateNetworks(sticky, inStep, accounts, options),
    measureAlignment(sticky, inStep, accounts).q,
  ]
  if (wide.length > 0)
    tests.push(measureAlignment(joinStickyLags(wide), pairsInStep(wide), accounts).q)
  return new Float64Array(accounts).map((_, account) =>
    Math.min(1, tests.length * Math.min(...tests.map((q) => q[account]!))),
  )
}

function pairsInStep(layers: readonly LaggedLayer[]): { a: Int32Array; b: Int32Array } {
  const pairs: PairTable = createPairs(1024)
  for (const { tested, limit } of layers)
    for (let i = 0; i < tested.size; i++)
      if (tested.p[i]! <= limit) upsertPair(pairs, tested.a[i]!, tested.b[i]!)
  return { a: pairs.a.subarray(0, pairs.size), b: pairs.b.subarray(0, pairs.size) }
}
