/** Edges and accounts as CSV (RFC 4180), in order of name by code point. */
import { EDGE } from '../coordination/coaction/edges.ts'
import { toSeconds } from '../activity/acts.ts'
import type { CompatTrace } from '../coordination/compat/compat.ts'
import type { CountedTrace } from '../coordination/counted-trace.ts'
import { weightOf, type Detection } from '../coordination/detect.ts'
import type { NetworkFinding } from '../coordination/network-finding.ts'
import type { CountingMode } from '../coordination/options.ts'
import { toInstant } from '../coordination/finding/evidence.ts'
import { compareNames } from '../name-order.ts'

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

/**
 * Each account in a network once: its strongest network, its degree of coordination, the rate of false finds at
 * which it is in one, and how it stands (network-finding.ts, Verdict). Accounts of weak networks, which no finding
 * holds, follow with the number of their network and a high q.
 */
export function* accountsCsv({ result, standings }: Detection): Generator<string> {
  yield 'account,network,score,q,confidence,verdict,explained_by\n'
  const best = new Map<string, AccountRow>()
  // All traces together say more of an account than one of them, so their networks come first.
  const [fused, single] = [true, false].map((wanted) =>
    result.findings.filter(({ trace }) => (trace === 'fused') === wanted),
  )
  const first = new Set(fused!.flatMap(({ members }) => members.map(({ account }) => account)))
  for (const { network, members, trace, confidence, verdict, explainedBy } of [
    ...fused!,
    ...single!,
  ])
    for (const { account, score, q } of members) {
      if (trace !== 'fused' && first.has(account)) continue
      const known = best.get(account)
      if (known && (known.q ?? 1) <= (q ?? 1) && known.score >= score) continue
      if (!known || (q ?? 1) < (known.q ?? 1) || score > known.score)
        best.set(account, { network, score, q, confidence, verdict, explainedBy })
    }
  // Once tested, an account has the score of the test: a count in step that chance gives is none.
  if (standings.size > 0)
    for (const [account, known] of best) best.set(account, { ...known, score: 0 })
  for (const [account, standing] of standings) {
    const known = best.get(account)
    best.set(account, { ...standing, network: known?.network ?? standing.network })
  }
  const rows = [...best].sort(([x], [y]) => compareNames(x, y))
  for (const [account, row] of rows)
    yield `${cell(account)},${row.network},${row.score},${row.q ?? ''},${row.confidence ?? ''},${row.verdict},${row.explainedBy ?? ''}\n`
}

type AccountRow = Pick<
  NetworkFinding,
  'network' | 'score' | 'q' | 'confidence' | 'verdict' | 'explainedBy'
>

function byNames(x: { a: string; b: string }, y: { a: string; b: string }) {
  return compareNames(x.a, y.a) || compareNames(x.b, y.b)
}

/**
 * A name as a field. One that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
 * injection"); handles such as `@name` and numbers stay as they are, since they compute nothing.
 */
export function cell(text: string): string {
  const isFormula = /^[\s]*=|^[\t\r]|^\s*[+\-@](?![\w.@-]*$)/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
