/** What a run may be told, checked and completed. */
import { DetectError } from '../errors.ts'
import type { ReadingOptions, ReadingSettings } from '../activity/reading-options.ts'
import { POST_TRACES } from '../activity/traces/post-objects.ts'

export type CountingMode = 'pairs' | 'objects' | 'contents'

export type DetectOptions = {
  /**
   * Seconds between two posts that count as together, 0 to Infinity. Without it co-use is scored at every scale of
   * time at once, and only the pairs that `--edges` prints are counted, within `DEFAULTS.window`.
   */
  readonly window?: number
  /** What an edge's weight counts. */
  readonly mode?: CountingMode
  /** Least weight of an edge in a network. */
  readonly minWeight?: number
  /** Least number of accounts in a network. */
  readonly minMembers?: number
  /** False-discovery rate of pairs, accounts and networks that are said to stand, above 0 and below 1. */
  readonly fdr?: number
  readonly seed?: number
  /** Whether to build findings; without, edges only. */
  readonly findings?: boolean
  /**
   * Beside findings within a window, whether every pair of a trace is counted: without, those of acts on a thing that
   * very many share at once are not (coaction/crowded.ts).
   */
  readonly everyPair?: boolean
  /** An engine that reads the inputs where they lie, and counts there: `sc://HOST:PORT` (spark/endpoint.ts). */
  readonly spark?: string
} & ReadingOptions

export type Settings = {
  readonly window: number
  /** No window was chosen. */
  readonly everyScale: boolean
  readonly mode: CountingMode
  readonly minWeight: number
  readonly minMembers: number
  readonly fdr: number
  readonly seed: number
  readonly everyPair: boolean
  readonly spark?: string
} & ReadingSettings

/** Chosen on the real posts: two accounts in step on five different things within a minute are rarely strangers. */
export const DEFAULTS = {
  traces: ['link', 'hashtag', 'hashtag-sequence', 'text', 'reshare', 'reply', 'media'],
  window: 60,
  mode: 'objects',
  minWeight: 5,
  minMembers: 3,
  fdr: 0.05,
  seed: 1,
} as const satisfies DetectOptions

/** Completes and checks the options; throws BAD_OPTION. */
export function readOptions(options: DetectOptions): Settings {
  const settings: Settings = {
    ...DEFAULTS,
    allowMixedZones: false,
    findings: true,
    everyPair: false,
    everyScale: options.window === undefined,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  }
  const { window, minWeight, minMembers, traces, mode, fdr } = settings
  if (Number.isNaN(window) || window < 0) throw bad('the window must be 0 seconds or more')
  if (!(minWeight >= 1)) throw bad('the least weight of an edge must be 1 or more')
  if (!Number.isInteger(minMembers) || minMembers < 2) throw bad('a network has at least 2 members')
  if (!(fdr > 0 && fdr < 1)) throw bad('the false-discovery rate must be above 0 and below 1')
  if (!['pairs', 'objects', 'contents'].includes(mode))
    throw bad(`no counting mode is named "${mode}"; modes: pairs, objects, contents`)
  if (options.spark !== undefined) verifyForEngine(options)
  if (traces.length === 0) throw bad('no trace was named')
  for (const trace of traces)
    if (!POST_TRACES.includes(trace))
      throw bad(`no trace is named "${trace}"; traces: ${POST_TRACES.join(', ')}`)
  return settings
}

/** What an engine cannot do just as one machine does is refused, never done nearly so. */
function verifyForEngine(options: DetectOptions): void {
  if (options.traces !== undefined)
    throw bad(
      'on an engine rows name their objects (--columns object=…): traces are read off posts on one machine only',
    )
  for (const name of ['preset', 'allowMixedZones', 'resume', 'limits'] as const)
    if (options[name] !== undefined && options[name] !== false)
      throw bad(`${name} has no meaning on an engine`)
}

function bad(message: string) {
  return new DetectError('BAD_OPTION', message)
}
