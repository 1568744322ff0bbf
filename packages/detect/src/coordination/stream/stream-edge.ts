/** An edge of a stream as its readers see it. */
import { toInstant } from '../finding/evidence.ts'
import { compareNames } from '../../name-order.ts'
import type { CountingMode } from '../options.ts'
import type { CountedNames } from './counted-names.ts'
import type { EdgeCounts } from './edge-history.ts'
import type { StreamTrace } from './stream-options.ts'

/** Two accounts that acted together within the history, `a` before `b` by code point. */
export type StreamEdge = {
  readonly trace: StreamTrace
  readonly a: string
  readonly b: string
  /** By the stream's mode. */
  readonly weight: number
  readonly pairs: number
  readonly objects: number
  /** Each side's distinct posts; null unless the mode counts them. */
  readonly contentsA: number | null
  readonly contentsB: number | null
  /** Seconds between the two posts of a pair. */
  readonly meanLag: number
  readonly minLag: number
  /** ISO 8601 UTC. */
  readonly first: string
  readonly last: string
}

export function toStreamEdge(
  trace: StreamTrace,
  counts: EdgeCounts,
  accounts: CountedNames,
  mode: CountingMode,
): StreamEdge {
  const [x, y] = [accounts.name(counts.a), accounts.name(counts.b)]
  const inOrder = compareNames(x, y) <= 0
  const posts = [counts.contentsA, counts.contentsB]
  if (!inOrder) posts.reverse()
  const contents = mode === 'contents'
  return {
    trace,
    a: inOrder ? x : y,
    b: inOrder ? y : x,
    weight: { pairs: counts.pairs, objects: counts.objects, contents: Math.min(...posts) }[mode],
    pairs: counts.pairs,
    objects: counts.objects,
    contentsA: contents ? posts[0]! : null,
    contentsB: contents ? posts[1]! : null,
    meanLag: counts.lagSum / counts.pairs / 1e6,
    minLag: counts.lagMin / 1e6,
    first: toInstant(counts.first / 1e6),
    last: toInstant(counts.last / 1e6),
  }
}
