import { expect, test } from 'vitest'
import type { DetectionResult, NetworkFinding } from '../coordination/network-finding.ts'
import { gexf, graphMl } from './graph-files.ts'
import { toGraph } from './graph.ts'

const at = '2026-10-01T00:00:00Z'
const edge = { weight: 4, objects: 3, meanLag: 2.5, minLag: 0, first: at, last: at }
function network(name: string, accounts: string[], changes: Partial<NetworkFinding> = {}) {
  return {
    network: name,
    trace: 'fused',
    q: 0.01,
    confidence: 0.9,
    verdict: 'explained',
    explainedBy: 'scheduler',
    members: accounts.map((account) => ({ account, score: 0.5, q: 0.01, posts: 9, matched: 4 })),
    membersTotal: accounts.length,
    edges: accounts.slice(1).map((_, k) => ({ a: 0, b: k + 1, ...edge })),
    edgesTotal: accounts.length - 1,
    ...changes,
  } as unknown as NetworkFinding
}
const result = (findings: NetworkFinding[]) =>
  ({ findings, source: { from: at, to: at } }) as unknown as DetectionResult

test('accounts are nodes once, pairs are edges, and what innocently explains a network stands beside them', () => {
  const graph = toGraph(result([network('one', ['a', 'b', 'c']), network('two', ['c', 'd'])]))
  expect(graph.nodes.map(({ label, values }) => [label, values['networks']])).toEqual([
    ['a', 'one'],
    ['b', 'one'],
    ['c', 'one two'],
    ['d', 'two'],
  ])
  expect(graph.nodes[0]!.values).toMatchObject({
    verdict: 'explained',
    explainedBy: 'scheduler',
    q: 0.01,
  })
  const label = new Map(graph.nodes.map((node) => [node.id, node.label]))
  const pairs = graph.edges.map(({ source, target }) => [label.get(source), label.get(target)])
  expect(pairs).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['c', 'd'],
  ])
  expect(graph.leftOut).toEqual([])
})

test('what chance explains, and what the findings hold no more, is left out and said', () => {
  const findings = [
    network('one', ['a', 'b'], { edgesTotal: 30 }),
    network('two', ['c', 'd'], { q: 1 }),
  ]
  const graph = toGraph(result(findings))
  expect(graph.nodes.map(({ label }) => label)).toEqual(['a', 'b'])
  expect(graph.leftOut).toEqual(['29 of 30 pairs of one', '1 networks that chance explains'])
  expect(toGraph(result([network('two', ['c', 'd'], { q: 0.15 })]), 0.2).nodes).toHaveLength(2)
})

test('names of strangers stay text in both files, whatever signs they hold', () => {
  const graph = toGraph(result([network('one', ['<b>&"\n\u0000', '\ud800x'])]))
  for (const write of [graphMl, gexf]) {
    const text = [...write(graph)].join('')
    expect(text).toContain('&lt;b&gt;&amp;&quot;&#10;\ufffd')
    expect(text).toContain('\ufffdx')
    expect(text).not.toMatch(/\p{Cs}|\0|<b>/u)
  }
})
