/** Runs that count as today's tools do, for comparison: pairs and weights only, no findings. */
import { toTicks } from '../../activity/acts.ts'
import { EDGE, type EdgeTable } from '../coaction/edges.ts'
import { runCount } from '../coaction/run.ts'
import { DetectError } from '../../errors.ts'
import type { Trace } from '../../activity/trace.ts'
import { readOptions, type DetectOptions } from '../options.ts'
import { startProgress, type OnProgress } from '../../progress.ts'
import { readActivity } from '../../activity/read/activity.ts'
import type { EncodedActs } from '../../activity/read/encode.ts'
import { countLikeCooRTweet, quantileType7 } from './coortweet.ts'

export const COMPAT_TOOLS = ['coortweet', 'cnt'] as const
export type CompatTool = (typeof COMPAT_TOOLS)[number]

export type CompatOptions = {
  readonly tool: CompatTool
  /** CooRTweet: min_participation, 2 by default. Toolkit: least weight of an edge, 1 by default. */
  readonly min?: number
  /** CooRTweet: keep the edges strictly above this quantile of all weights, 0 to 1; without, all. */
  readonly edgeWeight?: number
} & Pick<
  DetectOptions,
  'traces' | 'columns' | 'preset' | 'timeFormat' | 'allowMixedZones' | 'window'
>

/** One edge as the tool gives it: undirected and a < b for CooRTweet, from a to b for the toolkit. */
export type CompatEdge = {
  readonly a: string
  readonly b: string
  readonly weight: number
}

export type CompatTrace = {
  readonly trace: Trace
  readonly directed: boolean
  readonly edges: readonly CompatEdge[]
}

/** Windows that the tools themselves take where none is said, in seconds. */
const WINDOWS: Readonly<Record<CompatTool, number>> = { coortweet: 10, cnt: 60 }

/** Counts `inputs` as `options.tool` does; rows are used as they are. */
export async function countCompat(
  inputs: readonly string[],
  options: CompatOptions,
  hooks: { readonly onProgress?: OnProgress; readonly signal?: AbortSignal } = {},
): Promise<CompatTrace[]> {
  const { tool, min, edgeWeight, ...rest } = options
  if (!COMPAT_TOOLS.includes(tool))
    throw new DetectError(
      'BAD_OPTION',
      `no tool is named "${tool}"; tools: ${COMPAT_TOOLS.join(', ')}`,
    )
  if (edgeWeight !== undefined && !(edgeWeight >= 0 && edgeWeight <= 1))
    throw new DetectError('BAD_OPTION', 'the edge weight quantile lies between 0 and 1')
  const settings = { ...readOptions({ window: WINDOWS[tool], ...rest }), asTheyAre: true }
  const progress = startProgress(hooks.onProgress)
  const activity = await readActivity(inputs, settings, progress, hooks.signal)
  const counted: CompatTrace[] = []
  for (const [trace, encoded] of activity.traces) {
    const window = toTicks(encoded.acts, settings.window)
    counted.push(
      tool === 'coortweet'
        ? likeCooRTweet(trace, encoded, window, min ?? 2, edgeWeight)
        : await likeToolkit(trace, encoded, window, min ?? 1, hooks.signal),
    )
  }
  progress.report('done', 1)
  return counted
}

function likeCooRTweet(
  trace: Trace,
  encoded: EncodedActs,
  window: number,
  min: number,
  edgeWeight: number | undefined,
): CompatTrace {
  const edges = countLikeCooRTweet(encoded, window, min)
  const weights = Float64Array.from({ length: edges.size }, (_, k) => edges.value(k, EDGE.weight))
  const above = edgeWeight === undefined ? -Infinity : quantileType7(weights, edgeWeight)
  const kept = namedEdges(encoded, edges).filter(({ weight }) => weight > above)
  return { trace, directed: false, edges: kept }
}

/**
 * The coordination network toolkit: from a to b, the distinct posts of a that have any post of b within the
 * window, each direction on its own. (Its edges from an account to itself are its posts, and are not given.)
 */
async function likeToolkit(
  trace: Trace,
  encoded: EncodedActs,
  window: number,
  min: number,
  signal?: AbortSignal,
): Promise<CompatTrace> {
  const { edges } = await runCount(encoded.acts, window, { contents: true, signal })
  const directed: CompatEdge[] = []
  for (let edge = 0; edge < edges.size; edge++) {
    const [a, b] = [encoded.accountNames[edges.a(edge)]!, encoded.accountNames[edges.b(edge)]!]
    const [ofA, ofB] = [edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!]
    if (ofA >= min) directed.push({ a, b, weight: ofA })
    if (ofB >= min) directed.push({ a: b, b: a, weight: ofB })
  }
  return { trace, directed: true, edges: directed }
}

function namedEdges({ accountNames }: EncodedActs, edges: EdgeTable): CompatEdge[] {
  return Array.from({ length: edges.size }, (_, k) => ({
    a: accountNames[edges.a(k)]!,
    b: accountNames[edges.b(k)]!,
    weight: edges.value(k, EDGE.weight),
  }))
}
