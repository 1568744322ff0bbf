/**
 * A connected component cut into communities, and how stable the cut is.
 *
 * Louvain's method (Blondel, Guillaume, Lambiotte, Lefebvre, J. Stat. Mech. 2008) on the component alone,
 * so that what happens elsewhere does not move it; seeded, over accounts in order of name, so that the same
 * ties give the same communities. A small component stays whole. Stability is the mean over `RUNS` seeds of
 * the part of a community that each finds again. Cost: close to linear in ties, for each run.
 */
import { UndirectedGraph } from 'graphology'
import louvain from 'graphology-communities-louvain'
import { stabilityOf } from '../communities/groups.ts'
import { createRandom } from '../../random/random.ts'
import { groupBy } from '../../group-by.ts'

// The module is its own default export at run time, which its types do not say.
const runLouvain = louvain as unknown as typeof louvain.default

/** Up to this many accounts a component is one network as it is. */
const WHOLE = 12
const RUNS = 3

/** Two accounts by their place in the component, and how strongly they are tied. */
export type Tie = {
  readonly a: number
  readonly b: number
  readonly weight: number
}

export type Community = {
  /** Places in the component, ascending. */
  readonly accounts: readonly number[]
  /** 0 to 1; null where the component was not cut. */
  readonly stability: number | null
}

/** The communities of a component of `size` accounts, numbered in order of name. */
export function splitComponent(size: number, ties: readonly Tie[], seed: number): Community[] {
  const everyone = Array.from({ length: size }, (_, k) => k)
  if (size <= WHOLE) return [{ accounts: everyone, stability: null }]
  const graph = new UndirectedGraph()
  for (const k of everyone) graph.addNode(String(k))
  const ordered = ties
    .map(({ a, b, weight }) => ({ low: Math.min(a, b), high: Math.max(a, b), weight }))
    .sort((x, y) => x.low - y.low || x.high - y.high)
  for (const { low, high, weight } of ordered) graph.addEdge(String(low), String(high), { weight })
  const runs = Array.from({ length: RUNS }, (_, run) =>
    runLouvain(graph, {
      rng: createRandom(`${seed}/networks/${run}`).float,
      getEdgeWeight: 'weight',
    }),
  )
  const byLabel = groupBy(everyone, (k) => runs[0]![String(k)]!)
  return [...byLabel.values()].map((accounts) => ({
    accounts,
    stability: Math.round(stabilityOf(accounts, runs) * 100) / 100,
  }))
}
