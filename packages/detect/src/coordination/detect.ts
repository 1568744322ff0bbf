/** From an export to findings: read, count each trace exactly, keep what stands, show the evidence. */
import type { DetectionResult, TraceSummary } from './network-finding.ts'
import type { Trace } from '../activity/trace.ts'
import { toTicks, type Acts } from '../activity/acts.ts'
import { EDGE, type EdgeTable } from './coaction/edges.ts'
import {
  leaveOutCrowded,
  leaveOutCrowdedByAccounts,
  MOST_PAIRS,
  type Uncrowded,
} from './coaction/crowded.ts'
import { runContents, runCount } from './coaction/run.ts'
import type { CountedTrace } from './counted-trace.ts'
import { toFindings, type UnnamedFinding } from './finding/build.ts'
import { crowdedWords } from './finding/crowded-words.ts'
import { toInstant } from './finding/evidence.ts'
import { compareFindings, type AccountStanding } from './finding/verdict.ts'
import { judgeActivity, type Judged } from './finding/judged.ts'
import { findNetworks } from './finding/networks.ts'
import { nameNetworks } from './finding/succession.ts'
import { countLake } from './lake/count-lake.ts'
import { readOptions, type DetectOptions, type Settings } from './options.ts'
import { JUDGED, startProgress, type OnProgress } from '../progress.ts'
import { readLake } from '../activity/lake/read-acts.ts'
import { readActivity, type Activity } from '../activity/read/activity.ts'
import { verifyGoing } from '../progress.ts'
import type { EncodedActs } from '../activity/read/encode.ts'

export type DetectHooks = {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/** Findings with the counts they came from. */
export type Detection = {
  readonly result: DetectionResult
  readonly traces: readonly CountedTrace[]
  /** How each account that was tested stands, by name; those of weak networks among them. */
  readonly standings: ReadonlyMap<string, AccountStanding>
}

/**
 * Finds coordinated networks in `inputs` (files or folders of CSV, TSV, JSON, JSON lines or Parquet).
 * Throws DetectError, with file, row and column where the input is at fault, and CANCELLED on abort.
 */
export async function detect(
  inputs: string | readonly string[],
  options: DetectOptions = {},
  hooks: DetectHooks = {},
): Promise<DetectionResult> {
  return (await detectCounted(inputs, options, hooks)).result
}

/** Steps in which accounts are judged without a window; with one they are other in number, and the bar waits at the end. */
const JUDGING_STEPS = 22

/** As `detect`, with every counted edge. */
export async function detectCounted(
  inputs: string | readonly string[],
  options: DetectOptions = {},
  { onProgress, signal }: DetectHooks = {},
): Promise<Detection> {
  const settings = readOptions(options)
  const progress = startProgress(onProgress, settings.findings ? JUDGED : undefined)
  const paths = typeof inputs === 'string' ? [inputs] : inputs
  if (settings.spark !== undefined && !settings.findings) {
    const counted = await countLake(paths, settings, { progress, signal })
    progress.report('done', 1)
    return {
      result: toResult(counted.activity, counted.traces, null),
      traces: counted.traces,
      standings: new Map(),
    }
  }
  const activity =
    settings.spark === undefined
      ? await readActivity(paths, settings, progress, signal)
      : await readLake(settings.spark, paths, settings, { progress, signal })
  let breaths = 0
  const breathe = async (): Promise<void> => {
    progress.report('judging', ++breaths / JUDGING_STEPS)
    await new Promise(setImmediate)
    verifyGoing(signal)
  }
  progress.report(settings.findings ? 'judging' : 'counting', 0)
  const judged = settings.findings
    ? await judgeActivity(activity, settings, { breathe, signal })
    : null
  const traces: CountedTrace[] = []
  const share = 1 / activity.traces.size
  for (const [trace, encoded] of activity.traces) {
    verifyGoing(signal)
    const done = traces.length
    const onFraction = (fraction: number) => progress.report('counting', (done + fraction) * share)
    onFraction(0)
    traces.push(await countTrace(trace, encoded, settings, judged, signal, onFraction))
  }
  progress.report('done', 1)
  const result = toResult(activity, traces, judged)
  return { result, traces, standings: judged?.standings ?? new Map() }
}

async function countTrace(
  trace: Trace,
  encoded: EncodedActs,
  settings: Settings,
  judged: Judged | null,
  signal: AbortSignal | undefined,
  onFraction: (fraction: number) => void,
): Promise<CountedTrace> {
  const { accountNames } = encoded
  const window = toTicks(encoded.acts, settings.window)
  const { acts, crowded } = uncrowded(encoded.acts, window, settings)
  const contents = settings.mode === 'contents' || settings.findings
  const count = await runCount(acts, window, { contents, signal, onFraction })
  const { edges } = count
  const kept: number[] = []
  for (let edge = 0; edge < edges.size; edge++)
    if (weightOf(edges, edge, settings.mode) >= settings.minWeight) kept.push(edge)
  if (!contents) await runContents(count, acts, window, { wanted: accountsOf(edges, kept), signal })
  const counted = {
    rows: encoded.acts.rows,
    objects: encoded.acts.objectStart.length - 1,
    accounts: accountNames.length,
    edges: edges.size,
  }
  if (!settings.findings) return { trace, encoded, edges, kept, findings: [], crowded, counted }
  const { seed, minMembers, minWeight, mode } = settings
  const networks = findNetworks(edges, kept, accountNames, { minMembers, seed })
  const parameters = {
    trace,
    window: Number.isFinite(settings.window) ? settings.window : null,
    mode,
    minWeight,
    minMembers,
    seed,
    maxAccountsPerObject: null,
    ...(settings.everyScale ? { everyScale: true as const } : {}),
  }
  const chance = judged?.chanceOf(trace) ?? null
  const everyone = encoded.acts
  const told = { chance, traceOf: () => trace, authorOf: judged?.authorOf, rate: settings.fdr }
  const paired = { ...encoded, acts }
  const basis = { encoded: paired, everyone, edges, window, parameters, ...told }
  const findings = toFindings(basis, networks)
  return { trace, encoded, edges, kept, findings, crowded, counted }
}

/**
 * The acts that are paired. Edges that were asked for within a window hold everything in it; findings need no crowd, and without
 * a window they only show what each trace has of what was found.
 */
function uncrowded(acts: Acts, window: number, settings: Settings): Uncrowded {
  if (settings.everyScale) return leaveOutCrowded(acts, window, MOST_PAIRS)
  return settings.findings && !settings.everyPair
    ? leaveOutCrowdedByAccounts(acts, window, MOST_PAIRS)
    : { acts, crowded: [] }
}

/** The accounts at either end of `kept`, by number. */
function accountsOf(edges: EdgeTable, kept: readonly number[]): Set<number> {
  return new Set(kept.flatMap((edge) => [edges.a(edge), edges.b(edge)]))
}

/** The number an edge is judged by; for contents the side with fewer. */
export function weightOf(edges: EdgeTable, edge: number, mode: Settings['mode']): number {
  if (mode === 'pairs') return edges.value(edge, EDGE.weight)
  if (mode === 'objects') return edges.value(edge, EDGE.objects)
  return Math.min(edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!)
}

function toResult(
  activity: Activity,
  traces: readonly CountedTrace[],
  judged: Judged | null,
): DetectionResult {
  const { rows, source, columns } = activity
  const all = [...(judged?.findings ?? []), ...traces.flatMap((counted) => counted.findings)]
  const crowded = [...(judged?.leftOut ?? []), ...traces.flatMap(crowdedWords)]
  const findings = all.map((finding) => ({
    ...finding,
    caveats: [...finding.caveats, ...activity.leftOut, ...crowded],
  }))
  const to = toInstant(rows.to / 1e6)
  const summaries: TraceSummary[] = traces.map(({ trace, counted, kept, findings }) => ({
    trace,
    ...counted,
    edgesKept: kept.length,
    networks: findings.length,
  }))
  return {
    version: 1,
    source: {
      files: source.files,
      rows: rows.count,
      accounts: traces[0]?.counted.accounts ?? 0,
      from: toInstant(rows.from / 1e6),
      to,
      columns: columns.mapping as Record<string, string>,
      preset: columns.preset,
      ...(columns.unused.length > 0 ? { unused: columns.unused } : {}),
      leftOut: activity.leftOut,
    },
    traces: summaries,
    findings: nameNetworks(findings, to).sort(compareFindings),
    stability: meanStability(findings),
    changes: null,
    warnings: [
      ...activity.leftOut,
      ...activity.warnings,
      ...(judged?.warnings ?? []),
      ...(judged === null ? [] : fewWords(activity)),
      ...crowded,
    ],
  }
}

/** Fewer accounts teach little of what strangers do. */
const FEW_ACCOUNTS = 50

/** Says where there is little to compare accounts with. */
function fewWords({ traces, rows }: Activity): string[] {
  const [first] = traces.values()
  const accounts = first?.accountNames.length ?? 0
  if (accounts === 0 || accounts >= FEW_ACCOUNTS) return []
  return [
    `only ${accounts} accounts are in the ${rows.count} rows: there are few strangers to compare with, so coordination may go unseen`,
  ]
}

/** Mean over members of the networks whose component was cut; null where none was. */
function meanStability(findings: readonly UnnamedFinding[]): number | null {
  const cut = findings.filter(({ stability }) => stability !== null)
  const members = cut.reduce((sum, { membersTotal }) => sum + membersTotal, 0)
  const kept = cut.reduce((sum, { stability, membersTotal }) => sum + stability! * membersTotal, 0)
  return members === 0 ? null : Math.round((100 * kept) / members) / 100
}
