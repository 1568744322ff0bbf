/**
 * Lays a network out: Louvain communities, then ForceAtlas2 from a circle ordered by community, so that
 * the same finding always gives the same picture. O(rounds * n log n). Jacomy et al., PLoS ONE 9(6), 2014.
 */
import { UndirectedGraph } from 'graphology'
import louvain from 'graphology-communities-louvain'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import { rankCommunities, type Layout, type Network } from './network.ts'

// Both packages are CommonJS: their functions are the module itself, not its `default` as the types say.
const spread = forceAtlas2 as unknown as typeof forceAtlas2.default
const detectCommunities = louvain as unknown as typeof louvain.default

self.addEventListener('message', (event: MessageEvent<Network>) => {
  const layout = layOut(event.data)
  self.postMessage(layout, { transfer: [layout.positions.buffer as ArrayBuffer] })
})

function layOut(network: Network): Layout {
  const graph = new UndirectedGraph()
  for (const node of network.accounts.keys()) graph.addNode(node)
  for (let edge = 0; edge < network.sources.length; edge++) {
    graph.mergeEdge(network.sources[edge], network.targets[edge], { weight: network.weights[edge] })
  }
  const communities = toCommunities(graph)
  placeOnCircle(graph, communities)
  const large = graph.order > 500
  spread.assign(graph, {
    iterations: large ? 150 : 400,
    settings: {
      ...spread.inferSettings(graph),
      barnesHutOptimize: large,
      gravity: 0.6,
      scalingRatio: 8,
      edgeWeightInfluence: 0.4,
    },
  })
  const positions = new Float32Array(graph.order * 2)
  graph.forEachNode((node, { x, y }) => positions.set([Number(x), Number(y)], Number(node) * 2))
  return { positions, communities }
}

function toCommunities(graph: UndirectedGraph): Uint16Array {
  if (graph.size === 0) return new Uint16Array(graph.order)
  const labels = detectCommunities(graph, { rng: () => 0.5, randomWalk: false })
  return rankCommunities(Array.from({ length: graph.order }, (_, node) => labels[node] ?? 0))
}

function placeOnCircle(graph: UndirectedGraph, communities: Uint16Array): void {
  const order = Array.from(communities.keys()).sort(
    (a, b) => communities[a]! - communities[b]! || a - b,
  )
  for (const [place, node] of order.entries()) {
    const angle = (2 * Math.PI * place) / order.length
    graph.mergeNodeAttributes(node, { x: 100 * Math.cos(angle), y: 100 * Math.sin(angle) })
  }
}
