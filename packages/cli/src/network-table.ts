/** The networks of a run as a table that fits a terminal. */
import {
  chanceWordsOfAll,
  outlineFindings,
  type DetectionResult,
  type OutlineEntry,
} from '@tocsin/detect'

const MOST = 30

/** What was read and counted, one line a trace. */
export function traceTable({ traces, source }: DetectionResult): string {
  return [
    `${source.rows.toLocaleString('en')} rows by ${source.accounts.toLocaleString('en')} accounts, ${source.from} to ${source.to}`,
    `columns read: ${describeColumns(source)}`,
    ...traces.map(
      (t) =>
        `  ${t.trace.padEnd(17)}${t.rows.toLocaleString('en').padStart(10)} acts on shared objects, ${t.edgesKept.toLocaleString('en')} of ${t.edges.toLocaleString('en')} pairs stand`,
    ),
  ].join('\n')
}

/** Columns by their roles, and those that nothing was found for. */
function describeColumns({ columns, unused = [] }: DetectionResult['source']): string {
  const roles = Object.entries(columns).map(([role, column]) => `${role}=${visible(column)}`)
  const more = unused.length > MOST ? ` and ${unused.length - MOST} more` : ''
  const left = unused.slice(0, MOST).map(visible).join(', ')
  return `${roles.join(', ')}${left ? `; not read: ${left}${more}` : ''}`
}

/** `rate` is the rate of false finds of the run, where it was given one. */
export function networkTable(result: DetectionResult, rate?: number): string {
  const { findings } = result
  const lines = [traceTable(result), '']
  if (findings.length === 0) return [...lines, 'No coordinated network.'].join('\n')
  const outline = outlineFindings(findings)
  lines.push(
    'verdict    sure  q        score  trace        accounts  things  from        to          most telling',
    ...outline.slice(0, MOST).map(networkLine),
  )
  if (findings.length > MOST)
    lines.push(`… and ${findings.length - MOST} more (--out findings.json has them all)`)
  const chance = chanceWordsOfAll(findings, rate)
  if (chance !== null) lines.push('', `${SURE} ${chance}.`)
  lines.push('', ...LEGEND)
  return lines.join('\n')
}

const SURE = 'Accounts in networks at the rate of the run:'
const LEGEND = [
  'verdict: stands; explained (an innocent explanation suffices); untested (or too little to tell); chance (would do).',
  'Networks by all traces are judged at all time scales at once where no --window was chosen.',
  'sure: orders findings by distance from chance, less where an innocent explanation holds (0 to 1, no probability).',
  'q: rate of false discovery at which they are still in step beyond chance, innocently or not. score: how much was in step.',
  'fused: all traces together; what each alone shows of the same accounts stands under it, indented.',
]

function networkLine({ finding, isPart }: OutlineEntry): string {
  const {
    verdict,
    confidence,
    q,
    score,
    trace,
    membersTotal,
    things: different,
    evidence,
  } = finding
  const things = evidence.slice(0, 2).map(({ object }) => visible(object).slice(0, 36))
  return [
    verdict.padEnd(9),
    (confidence === null ? '-' : confidence.toFixed(2)).padEnd(4),
    (q === null ? '-' : q < 1e-4 ? '<0.0001' : q.toFixed(4)).padEnd(7),
    score.toFixed(2).padEnd(5),
    `${isPart ? '  ' : ''}${trace}`.padEnd(11),
    String(membersTotal).padStart(8),
    String(different).padStart(6),
    finding.started.slice(0, 10),
    finding.ended.slice(0, 10),
    things.join(' · '),
  ].join('  ')
}

/** Text of strangers goes to a terminal without its control and direction characters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
