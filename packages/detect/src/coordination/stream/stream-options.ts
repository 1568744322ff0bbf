/** What a stream may be told, checked and completed. */
import { DetectError } from '../../errors.ts'
import { readOptions, type CountingMode, type DetectOptions } from '../options.ts'
import { POST_TRACES, type PostTrace } from '../../activity/traces/post-objects.ts'
import type { ActStreamOptions } from './act-stream.ts'

export type StreamTrace = Exclude<PostTrace, 'near-text'> | 'object'

export const STREAM_TRACES: readonly StreamTrace[] = [
  ...POST_TRACES.filter((trace) => trace !== 'near-text'),
  'object',
]

export type StreamOptions = {
  /** Traces to read off posts; `object` takes the post's own `object`. */
  readonly traces?: readonly StreamTrace[]
  /** Seconds for which pairs of posts count, up to a 24th more; infinity keeps all. */
  readonly history?: number
  /** Seconds by which a post may come after a newer one of the stream. */
  readonly lateness?: number
  /** Accounts in the window of one object above which it is not counted. */
  readonly crowd?: number
  /** Seconds of the stream's own time after which networks are found anew. */
  readonly refresh?: number
} & Pick<DetectOptions, 'window' | 'mode' | 'minWeight' | 'minMembers' | 'seed'>

export type StreamSettings = {
  readonly traces: readonly StreamTrace[]
  readonly mode: CountingMode
  readonly minWeight: number
  readonly minMembers: number
  readonly seed: number
  /** Microseconds. */
  readonly refresh: number
  readonly acts: ActStreamOptions
}

export const STREAM_DEFAULTS = {
  history: 7 * 86400,
  lateness: 300,
  crowd: 5000,
  refresh: 10,
} as const

const PANES = 24
const MICROS = 1e6

/** Completes and checks the options; throws BAD_OPTION. */
export function readStreamOptions(options: StreamOptions): StreamSettings {
  const { traces: given, ...rest } = options
  const { traces: usual, window, mode, minWeight, minMembers, seed } = readOptions(rest)
  const traces = given ?? (usual as readonly StreamTrace[])
  const history = options.history ?? STREAM_DEFAULTS.history
  const lateness = options.lateness ?? STREAM_DEFAULTS.lateness
  const crowd = options.crowd ?? STREAM_DEFAULTS.crowd
  const refresh = options.refresh ?? STREAM_DEFAULTS.refresh
  if (traces.length === 0) throw bad('no trace was named')
  for (const trace of traces)
    if (!STREAM_TRACES.includes(trace))
      throw bad(`a stream has no trace "${trace}"; traces: ${STREAM_TRACES.join(', ')}`)
  if (!(lateness >= 0)) throw bad('the lateness must be 0 seconds or more')
  if (!(crowd >= 2)) throw bad('a crowd has at least 2 accounts')
  if (!(refresh >= 1)) throw bad('networks are found anew every second at most')
  if (!(history >= window + lateness))
    throw bad('the history must be at least as long as the window and the lateness together')
  const pane = Math.max(MICROS, Math.ceil((history * MICROS) / PANES))
  return {
    traces,
    mode,
    minWeight,
    minMembers,
    seed,
    refresh: refresh * MICROS,
    acts: {
      window: Math.round(window * MICROS),
      lateness: Math.round(lateness * MICROS),
      pane,
      panes: Number.isFinite(pane) ? Math.ceil((history * MICROS) / pane) + 1 : 1,
      contents: mode === 'contents',
      crowd,
    },
  }
}

function bad(message: string) {
  return new DetectError('BAD_OPTION', message)
}
