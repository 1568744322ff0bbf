/**
 * Groups of the fused network: accounts joined by pairs that stand at a false-discovery rate, split
 * by modularity, and how stable that split is.
 *
 * Louvain (Blondel et al., J. Stat. Mech. 2008) with seeded order, run `RUNS` times. In a large network it joins
 * small groups that few pairs connect (Fortunato and Barthelemy, PNAS 104, 2007), so that each group is looked at by
 * itself and split again where that gives a modularity of `SPLIT`. An account's
 * stability is the mean share of its group-mates that it keeps from run to run. An account is in
 * the core when it stands in step with at least half as many members as the best connected one.
 */
import { UndirectedGraph } from 'graphology'
import louvain from 'graphology-communities-louvain'
import type { FusedNetwork } from '../fusion/standing.ts'
import { groupBy } from '../../group-by.ts'
import { createRandom } from '../../random/random.ts'

// The module is its own default export at run time, which its types do not say.
const runLouvain = louvain as unknown as typeof louvain.default
const RUNS = 5
/** Modularity of a group's own split from which it is several, and accounts below which it is not looked at. */
const SPLIT = 0.3
const LEAST_SPLIT = 6

export type Group = {
  /** Account numbers, ascending. */
  accounts: number[]
  core: number[]
  /** 0 to 1: how much of the group every other run finds again. */
  stability: number
}

/** Groups of at least `minMembers` accounts at false-discovery rate `rate`, largest first. */
export function findGroups(
  fused: Pick<FusedNetwork, 'size' | 'a' | 'b' | 'p' | 'limit' | 'accountQ'>,
  options: { rate: number; minMembers: number; seed: number },
): Group[] {
  const graph = new UndirectedGraph()
  for (let i = 0; i < fused.size; i++) {
    const [a, b] = [fused.a[i]!, fused.b[i]!]
    const stands = fused.p[i]! <= fused.limit
    if (!stands || fused.accountQ[a]! > options.rate || fused.accountQ[b]! > options.rate) continue
    graph.mergeNode(String(a))
    graph.mergeNode(String(b))
    const weight = Math.min(50, -Math.log10(Math.max(1e-300, fused.p[i]!)))
    graph.mergeEdge(String(a), String(b), { weight })
  }
  if (graph.order === 0) return []
  const runs = Array.from({ length: RUNS }, (_, run) =>
    divide(graph, createRandom(`${options.seed}/groups/${run}`).float),
  )
  const members = new Map<number, number[]>()
  for (const [account, label] of Object.entries(runs[0]!)) {
    const before = members.get(label)
    if (before) before.push(Number(account))
    else members.set(label, [Number(account)])
  }
  return [...members.values()]
    .filter((accounts) => accounts.length >= options.minMembers)
    .map((accounts) => ({
      accounts: accounts.sort((x, y) => x - y),
      core: coreOf(graph, accounts),
      stability: stabilityOf(accounts, runs),
    }))
    .sort((x, y) => y.accounts.length - x.accounts.length || x.accounts[0]! - y.accounts[0]!)
}

/** The number of each account's group. */
function divide(graph: UndirectedGraph, rng: () => number): Record<string, number> {
  const labels: Record<string, number> = {}
  let groups = 0
  const keep = (accounts: readonly string[]): void => {
    for (const account of accounts) labels[account] = groups
    groups++
  }
  const split = (part: UndirectedGraph, isWhole: boolean): void => {
    const { communities, modularity } = runLouvain.detailed(part, { rng, getEdgeWeight: 'weight' })
    if (!isWhole && modularity < SPLIT) return keep(part.nodes())
    for (const accounts of groupBy(part.nodes(), (account) => communities[account]!).values())
      if (accounts.length >= LEAST_SPLIT && accounts.length < part.order)
        split(among(part, accounts), false)
      else keep(accounts)
  }
  split(graph, true)
  return labels
}

/** The graph of these accounts alone. */
function among(graph: UndirectedGraph, accounts: readonly string[]): UndirectedGraph {
  const part = new UndirectedGraph()
  for (const account of accounts) part.addNode(account)
  for (const account of accounts)
    graph.forEachEdge(account, (_, attributes, a, b) => {
      if (part.hasNode(a) && part.hasNode(b)) part.mergeEdge(a, b, attributes)
    })
  return part
}

function coreOf(graph: UndirectedGraph, accounts: readonly number[]): number[] {
  const inside = new Set(accounts.map(String))
  const degree = accounts.map((account) =>
    graph.neighbors(String(account)).reduce((sum, other) => sum + (inside.has(other) ? 1 : 0), 0),
  )
  const most = degree.reduce((max, each) => Math.max(max, each), 0)
  return accounts.filter((_, i) => degree[i]! * 2 >= most)
}

/** How much of a group every run finds again: the mean part of its mates an account keeps, 0 to 1. */
export function stabilityOf(accounts: readonly number[], runs: Record<string, number>[]): number {
  let kept = 0
  for (const run of runs) {
    const sizes = new Map<number, number>()
    for (const account of accounts) {
      const label = run[String(account)]!
      sizes.set(label, (sizes.get(label) ?? 0) + 1)
    }
    for (const size of sizes.values()) kept += (size / accounts.length) ** 2
  }
  return kept / runs.length
}
