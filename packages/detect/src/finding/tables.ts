/** Edges and accounts as CSV (RFC 4180), in order of name by code point. */
import { EDGE } from '../coaction/edges.ts'
import { toSeconds } from '../coaction/acts.ts'
import type { CompatTrace } from '../compat/compat.ts'
import { weightOf, type CountedTrace } from '../detect.ts'
import type { CountingMode } from '../options.ts'
import { toInstant } from './evidence.ts'
import type { Finding } from './finding.ts'
import { compareNames } from './networks.ts'

const EDGE_COLUMNS =
  'account_a,account_b,weight,trace,pairs,objects,contents_a,contents_b,mean_lag,min_lag,first,last'

/** Every kept edge of every trace, the smaller account first. */
export function* edgesCsv(traces: readonly CountedTrace[], mode: CountingMode): Generator<string> {
  yield `${EDGE_COLUMNS}\n`
  for (const { trace, encoded, edges, kept } of traces) {
    const { acts, accountNames } = encoded
    const rows = kept.map((edge) => {
      const [x, y] = [accountNames[edges.a(edge)]!, accountNames[edges.b(edge)]!]
      return compareNames(x, y) <= 0 ? { edge, a: x, b: y, by: 0 } : { edge, a: y, b: x, by: 1 }
    })
    for (const { edge, a, b, by } of rows.sort(byNames)) {
      const value = (column: number) => edges.value(edge, column)
      yield (
        [
          cell(a),
          cell(b),
          weightOf(edges, edge, mode),
          trace,
          value(EDGE.weight),
          value(EDGE.objects),
          edges.contents[edge * 2 + by],
          edges.contents[edge * 2 + 1 - by],
          (value(EDGE.lagSum) / value(EDGE.weight)) * acts.tick,
          value(EDGE.lagMin) * acts.tick,
          toInstant(toSeconds(acts, value(EDGE.first))),
          toInstant(toSeconds(acts, value(EDGE.last))),
        ].join(',') + '\n'
      )
    }
  }
}

/** Edges of a run like another tool's; a directed edge has its own row for each direction. */
export function* compatCsv(traces: readonly CompatTrace[]): Generator<string> {
  yield 'account_a,account_b,weight,trace\n'
  for (const { trace, directed, edges } of traces) {
    const rows = edges.map(({ a, b, weight }) =>
      directed || compareNames(a, b) <= 0 ? { a, b, weight } : { a: b, b: a, weight },
    )
    for (const { a, b, weight } of rows.sort(byNames))
      yield `${cell(a)},${cell(b)},${weight},${trace}\n`
  }
}

/** Each account in a network once, with the network in which it is most coordinated. */
export function* accountsCsv(findings: readonly Finding[]): Generator<string> {
  yield 'account,network,score,q\n'
  const best = new Map<string, { network: string; score: number; q: number | null }>()
  for (const { id, members, q } of findings)
    for (const { account, score } of members)
      if (score > (best.get(account)?.score ?? -1)) best.set(account, { network: id, score, q })
  const rows = [...best].sort(([x], [y]) => compareNames(x, y))
  for (const [account, { network, score, q }] of rows)
    yield `${cell(account)},${network},${score},${q ?? ''}\n`
}

function byNames(x: { a: string; b: string }, y: { a: string; b: string }) {
  return compareNames(x.a, y.a) || compareNames(x.b, y.b)
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
