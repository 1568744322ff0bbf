import type { NetworkDocument } from '@tocsin/api'

/** A network as flat arrays: edge i joins `sources[i]` and `targets[i]`, positions in the member list. */
export type Network = {
  accounts: string[]
  degrees: Uint32Array
  sources: Uint32Array
  targets: Uint32Array
  weights: Float32Array
  /** Where each edge stands in the document. */
  places: Uint32Array
}

/** x and y of node i at 2i and 2i + 1; communities are numbered by size, largest first. */
export type Layout = { positions: Float32Array; communities: Uint16Array }

export function toNetwork(finding: Pick<NetworkDocument, 'members' | 'edges'>): Network {
  const count = finding.members.length
  const kept = Array.from(finding.edges, (edge, place) => ({ ...edge, place }))
  const edges = kept.filter((edge) => edge.a < count && edge.b < count && edge.a !== edge.b)
  return {
    accounts: finding.members.map((member) => member.account),
    degrees: Uint32Array.from(finding.members, (member) => member.degree),
    sources: Uint32Array.from(edges, (edge) => edge.a),
    targets: Uint32Array.from(edges, (edge) => edge.b),
    weights: Float32Array.from(edges, (edge) => edge.weight),
    places: Uint32Array.from(edges, (edge) => edge.place),
  }
}

/** Positions of those who acted with `node`. */
export function neighboursOf(network: Network, node: number): Set<number> {
  const found = new Set<number>()
  for (let edge = 0; edge < network.sources.length; edge++) {
    const a = network.sources[edge]!
    const b = network.targets[edge]!
    if (a === node) found.add(b)
    else if (b === node) found.add(a)
  }
  return found
}

/** Renumbers communities so that 0 is the largest; ties keep their order. */
export function rankCommunities(labels: readonly number[]): Uint16Array {
  const sizes = new Map<number, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const ranked = [...sizes].sort((a, b) => b[1] - a[1]).map(([label]) => label)
  const rank = new Map(ranked.map((label, index) => [label, index]))
  return Uint16Array.from(labels, (label) => rank.get(label)!)
}

/** Radius of a node in pixels: grows with the square root, so that its area stands for its degree. */
export function sizeOf(degree: number, count: number): number {
  const base = count > 800 ? 1.5 : 3
  return base + Math.sqrt(degree) * (count > 800 ? 0.6 : 1)
}
