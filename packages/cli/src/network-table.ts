/** The networks of a run as a table that fits a terminal. */
import type { DetectionResult, Finding } from '@tocsin/detect'

const MOST = 30

/** What was read and counted, one line a trace. */
export function traceTable({ traces, source }: DetectionResult): string {
  return [
    `${source.rows.toLocaleString('en')} rows by ${source.accounts.toLocaleString('en')} accounts, ${source.from} to ${source.to}`,
    ...traces.map(
      (t) =>
        `  ${t.trace.padEnd(17)}${t.rows.toLocaleString('en').padStart(10)} acts on shared objects, ${t.edgesKept.toLocaleString('en')} of ${t.edges.toLocaleString('en')} pairs stand`,
    ),
  ].join('\n')
}

export function networkTable(result: DetectionResult): string {
  const { findings } = result
  const lines = [traceTable(result), '']
  if (findings.length === 0) return [...lines, 'No coordinated network.'].join('\n')
  lines.push('sure  score  trace      accounts  things  from        to          most telling')
  for (const finding of findings.slice(0, MOST)) lines.push(networkLine(finding))
  if (findings.length > MOST)
    lines.push(`… and ${findings.length - MOST} more (--out findings.json has them all)`)
  lines.push('', ...LEGEND)
  return lines.join('\n')
}

const LEGEND = [
  'sure: how far this is from chance, after innocent explanations were tried (0 to 1; - not tested).',
  'score: how much of what these accounts did was in step (0 to 1). Surest first.',
]

function networkLine({
  confidence,
  score,
  trace,
  membersTotal,
  evidenceTotal,
  started,
  ended,
  evidence,
}: Finding) {
  const things = evidence.slice(0, 2).map(({ object }) => visible(object).slice(0, 36))
  return [
    (confidence === null ? '-' : confidence.toFixed(2)).padEnd(4),
    score.toFixed(2).padEnd(5),
    trace.padEnd(9),
    String(membersTotal).padStart(8),
    String(evidenceTotal).padStart(6),
    started.slice(0, 10),
    ended.slice(0, 10),
    things.join(' · '),
  ].join('  ')
}

/** Text of strangers goes to a terminal without its control and direction characters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
