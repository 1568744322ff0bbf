/**
 * Edges that stand, and the networks they form: connected components, and inside a large component its
 * communities (split.ts). Accounts go in order of name, so that the same input gives the same networks.
 */
import { compareNames } from '../../name-order.ts'
import { EDGE, type EdgeTable } from '../coaction/edges.ts'
import { splitComponent, type Tie } from './split.ts'
import { groupBy } from '../../group-by.ts'

export type Network = {
  /** Account numbers in order of name. */
  readonly accounts: readonly number[]
  /** Edge numbers inside the network. */
  readonly edges: readonly number[]
  /** How much of it other seeds find again; null where it was not split. */
  readonly stability: number | null
}

export type NetworkOptions = {
  readonly minMembers: number
  readonly seed: number
}

/** Networks of the `kept` edges, largest first. */
export function findNetworks(
  edges: EdgeTable,
  kept: readonly number[],
  names: readonly string[],
  { minMembers, seed }: NetworkOptions,
): Network[] {
  const byName = (x: number, y: number) => compareNames(names[x]!, names[y]!)
  const root = components(kept.map((edge) => [edges.a(edge), edges.b(edge)]))
  const edgesOf = groupBy(kept, (edge) => root.get(edges.a(edge))!)
  const networks: Network[] = []
  for (const [whole, members] of groupBy(root.keys(), (account) => root.get(account)!)) {
    const accounts = members.sort(byName)
    const place = new Map(accounts.map((account, k) => [account, k]))
    const own = edgesOf.get(whole)!
    const toTie = (edge: number): Tie => ({
      a: place.get(edges.a(edge))!,
      b: place.get(edges.b(edge))!,
      weight: edges.value(edge, EDGE.objects),
    })
    const communities = splitComponent(accounts.length, own.map(toTie), seed)
    const community = new Map(
      communities.flatMap((some) => some.accounts.map((k) => [accounts[k]!, some] as const)),
    )
    const inside = groupBy(own, (edge) => {
      const mine = community.get(edges.a(edge))!
      return mine === community.get(edges.b(edge)) ? mine : null
    })
    for (const some of communities)
      if (some.accounts.length >= minMembers && inside.has(some))
        networks.push({
          accounts: some.accounts.map((k) => accounts[k]!),
          edges: inside.get(some)!,
          stability: some.stability,
        })
  }
  return networks.sort(
    (x, y) => y.accounts.length - x.accounts.length || byName(x.accounts[0]!, y.accounts[0]!),
  )
}

/** For each account an account that stands for its connected component, by union and find. */
function components(ends: readonly (readonly [number, number])[]): Map<number, number> {
  const parent = new Map(ends.flat().map((account) => [account, account]))
  const root = (account: number): number => {
    let at = account
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)!)!)
      at = parent.get(at)!
    }
    return at
  }
  for (const [x, y] of ends) parent.set(root(x), root(y))
  return new Map([...parent.keys()].map((account) => [account, root(account)]))
}
