/**
 * Edges that stand, and the networks they form: connected components, and inside a large component the
 * communities of Louvain's method.
 *
 * Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks", J. Stat. Mech.
 * 2008. Seeded, and run over accounts in order of name, so that the same input gives the same networks.
 */
import { UndirectedGraph } from 'graphology'
import louvain from 'graphology-communities-louvain'
import { EDGE, type EdgeTable } from '../coaction/edges.ts'
import { createRandom } from '../random/random.ts'

export interface Network {
  /** Account numbers in order of name. */
  readonly accounts: readonly number[]
  /** Edge numbers inside the network. */
  readonly edges: readonly number[]
  /** How much of it other seeds find again, where it was split with several. */
  readonly stability?: number
}

export interface NetworkOptions {
  readonly minMembers: number
  readonly seed: number
}

// The module is its own default export at run time, which its types do not say.
const runLouvain = louvain as unknown as typeof louvain.default

/** Up to this many accounts a component is one network as it is. */
const WHOLE = 12

/** Networks of the `kept` edges, largest first. */
export function findNetworks(
  edges: EdgeTable,
  kept: readonly number[],
  names: readonly string[],
  { minMembers, seed }: NetworkOptions,
): Network[] {
  const community = assignCommunities(edges, kept, names, seed)
  const groups = new Map<number, { accounts: number[]; edges: number[] }>()
  for (const [account, label] of community) {
    const group = groups.get(label)
    if (group === undefined) groups.set(label, { accounts: [account], edges: [] })
    else group.accounts.push(account)
  }
  for (const edge of kept) {
    const label = community.get(edges.a(edge))!
    if (label === community.get(edges.b(edge))) groups.get(label)!.edges.push(edge)
  }
  const byName = (x: number, y: number) => compareNames(names[x]!, names[y]!)
  return [...groups.values()]
    .filter((group) => group.accounts.length >= minMembers && group.edges.length > 0)
    .map((group) => ({ ...group, accounts: group.accounts.sort(byName) }))
    .sort((x, y) => y.accounts.length - x.accounts.length || byName(x.accounts[0]!, y.accounts[0]!))
}

/** Order by code point, which no locale changes. */
export function compareNames(x: string, y: string): number {
  if (x === y) return 0
  const length = Math.min(x.length, y.length)
  for (let k = 0; k < length; k++) {
    if (x.charCodeAt(k) === y.charCodeAt(k)) continue
    const [p, q] = [x.codePointAt(k)!, y.codePointAt(k)!]
    // Inside a surrogate pair whose first halves agree, the second halves decide as they stand.
    return p - q
  }
  return x.length - y.length
}

function assignCommunities(
  edges: EdgeTable,
  kept: readonly number[],
  names: readonly string[],
  seed: number,
): Map<number, number> {
  const graph = new UndirectedGraph()
  const ends = kept.map((edge) => [edges.a(edge), edges.b(edge)] as const)
  const accounts = [...new Set(ends.flat())].sort((x, y) => compareNames(names[x]!, names[y]!))
  const rank = new Map(accounts.map((account, k) => [account, k]))
  for (const account of accounts) graph.addNode(String(account))
  const ordered = kept
    .map((edge, k) => ({ edge, low: lower(rank, ends[k]!), high: higher(rank, ends[k]!) }))
    .sort((x, y) => x.low - y.low || x.high - y.high)
  for (const { edge, low, high } of ordered)
    graph.addEdge(String(accounts[low]), String(accounts[high]), {
      weight: edges.value(edge, EDGE.objects),
    })
  const communities = runLouvain(graph, { rng: createRandom(seed).float, getEdgeWeight: 'weight' })
  const component = components(accounts, ends)
  const sizes = new Map<number, number>()
  for (const label of component.values()) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  return new Map(
    accounts.map((account) => {
      const whole = component.get(account)!
      const label = sizes.get(whole)! <= WHOLE ? -1 - whole : communities[String(account)]!
      return [account, label]
    }),
  )
}

type Ends = readonly [number, number]
const lower = (rank: Map<number, number>, [x, y]: Ends) => Math.min(rank.get(x)!, rank.get(y)!)
const higher = (rank: Map<number, number>, [x, y]: Ends) => Math.max(rank.get(x)!, rank.get(y)!)

/** The smallest rank in each account's connected component, by union and find. */
function components(accounts: readonly number[], ends: readonly Ends[]): Map<number, number> {
  const parent = new Map(accounts.map((account) => [account, account]))
  const root = (account: number): number => {
    let at = account
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)!)!)
      at = parent.get(at)!
    }
    return at
  }
  for (const [x, y] of ends) parent.set(root(x), root(y))
  return new Map(accounts.map((account) => [account, root(account)]))
}
