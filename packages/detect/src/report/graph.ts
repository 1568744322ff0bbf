/** The networks of a run as one graph: an account a node, a pair that acted together in a network an edge. */
import type { DetectionResult, NetworkFinding } from '../coordination/network-finding.ts'
import { standingNetworks } from './outline.ts'

export type Value = string | number

export type Graph = {
  readonly description: string
  readonly nodeFields: readonly Field[]
  readonly nodes: readonly Node[]
  readonly edgeFields: readonly Field[]
  readonly edges: readonly Edge[]
  /** What the findings do not hold and the graph therefore lacks, in words. */
  readonly leftOut: readonly string[]
}

export type Field = {
  readonly name: string
  readonly type: 'string' | 'double' | 'long'
}

type Node = {
  readonly id: string
  readonly label: string
  readonly values: Readonly<Record<string, Value>>
}

type Edge = {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly weight: number
  readonly values: Readonly<Record<string, Value>>
}

const NODE_FIELDS: readonly Field[] = [
  { name: 'network', type: 'string' },
  { name: 'networks', type: 'string' },
  { name: 'score', type: 'double' },
  { name: 'q', type: 'double' },
  { name: 'confidence', type: 'double' },
  { name: 'verdict', type: 'string' },
  { name: 'explainedBy', type: 'string' },
  { name: 'posts', type: 'long' },
  { name: 'matched', type: 'long' },
]
const EDGE_FIELDS: readonly Field[] = [
  { name: 'network', type: 'string' },
  { name: 'trace', type: 'string' },
  { name: 'objects', type: 'long' },
  { name: 'meanLag', type: 'double' },
  { name: 'minLag', type: 'double' },
  { name: 'first', type: 'string' },
  { name: 'last', type: 'string' },
]

/**
 * The networks that chance does not explain; what one trace shows of them (outline.ts) is not drawn a second time.
 * An account of several networks has the values of the first, the surest, and the names of all.
 */
export function toGraph({ findings, source }: DetectionResult, rate?: number): Graph {
  const { networks, chance } = standingNetworks(findings, rate)
  const nodes = new Map<string, Node>()
  const edges: Edge[] = []
  const leftOut: string[] = []
  for (const finding of networks) {
    const { members, membersTotal, edgesTotal, network } = finding
    for (const member of members) addMember(nodes, finding, member)
    for (const edge of finding.edges) {
      const [a, b] = [members[edge.a], members[edge.b]]
      if (a && b)
        edges.push(
          toEdge(finding, edge, nodes.get(a.account)!, nodes.get(b.account)!, edges.length),
        )
    }
    if (membersTotal > members.length)
      leftOut.push(`${membersTotal - members.length} of ${membersTotal} accounts of ${network}`)
    if (edgesTotal > finding.edges.length)
      leftOut.push(`${edgesTotal - finding.edges.length} of ${edgesTotal} pairs of ${network}`)
  }
  if (chance > 0) leftOut.push(`${chance} networks that chance explains`)
  const description = `Accounts that acted together, ${source.from} to ${source.to}: ${networks.length} networks. It says who behaved alike, not who is behind an account.`
  const fields = { nodeFields: NODE_FIELDS, edgeFields: EDGE_FIELDS }
  return { description, ...fields, nodes: [...nodes.values()], edges, leftOut }
}

function addMember(
  nodes: Map<string, Node>,
  { network, confidence, verdict, explainedBy }: NetworkFinding,
  { account, score, q, posts, matched }: NetworkFinding['members'][number],
): void {
  const known = nodes.get(account)
  if (known) {
    const networks = `${known.values['networks']} ${network}`
    nodes.set(account, { ...known, values: { ...known.values, networks } })
    return
  }
  nodes.set(account, {
    id: `n${nodes.size}`,
    label: account,
    values: {
      network,
      networks: network,
      score,
      ...(q === null ? {} : { q }),
      ...(confidence === null ? {} : { confidence }),
      verdict,
      ...(explainedBy === null ? {} : { explainedBy }),
      posts,
      matched,
    },
  })
}

function toEdge(
  { network, trace }: NetworkFinding,
  { weight, objects, meanLag, minLag, first, last }: NetworkFinding['edges'][number],
  a: Node,
  b: Node,
  number: number,
): Edge {
  const values = { network, trace, objects, meanLag, minLag, first, last }
  return { id: `e${number}`, source: a.id, target: b.id, weight, values }
}
