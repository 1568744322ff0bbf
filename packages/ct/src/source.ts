/** What following a log asks of it, whichever way the log is read. */
import type { LogHead } from './head.ts'
import type { Leaf } from './leaf.ts'
import type { Hash } from './range.ts'

/** Leaves in order, the first of them at `start`. */
export type Page = {
  readonly start: number
  readonly leaves: readonly Leaf[]
  readonly bytes: number
}

export type LogKind = 'static-ct' | 'rfc6962'

export type LogSource = {
  readonly kind: LogKind
  /** The address, ending in a slash. */
  readonly url: URL
  readonly head: () => Promise<LogHead>
  /** Leaves `start` up to but not including `end` of the tree of `head`, some requests ahead of who reads. */
  readonly pages: (start: number, end: number, head: LogHead) => AsyncIterable<Page>
  /** The proof that the tree of `first` is a beginning of that of `second` (RFC 6962, 2.1.2). */
  readonly consistency: (first: number, second: number) => Promise<Uint8Array[]>
  /** The complete subtrees of the first `size` leaves, the largest first, of a log whose head is `head`; nothing of it is proven. */
  readonly peaks: (size: number, head: LogHead) => Promise<Hash[]>
}
