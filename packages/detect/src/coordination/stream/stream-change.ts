/** What goes into a stream of posts and what comes out of it. */
import type { NetworkEvent } from '../network-finding.ts'
import type { StandingNetwork } from './standing-networks.ts'
import type { StreamEdge } from './stream-edge.ts'

/** A network's event with what the network is after it; null where it is no more. */
export type NetworkChange = {
  readonly network: StandingNetwork | null
} & NetworkEvent

export type StreamChange = {
  /** Edges that stand (weight at least `minWeight`) and are new or other than before. */
  readonly edges: readonly StreamEdge[]
  /** Edges that stood and do no longer. */
  readonly ended: readonly Pick<StreamEdge, 'trace' | 'a' | 'b'>[]
  readonly networks: readonly NetworkChange[]
}

/** Posts so far, by what became of them, and what is remembered. */
export type StreamTotals = {
  readonly accepted: number
  /** Too far behind the newest post. */
  readonly late: number
  /** An id that came before. */
  readonly repeated: number
  /** Acts on objects that a crowd was acting on. */
  readonly crowded: number
  /** Cells that open a list and were not understood; they count as empty. */
  readonly unread: number
  readonly acts: number
  readonly edges: number
  readonly accounts: number
  /** Time of the newest post, ISO 8601 UTC; null before the first. */
  readonly newest: string | null
}
