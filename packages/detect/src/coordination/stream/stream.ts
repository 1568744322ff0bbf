/**
 * A stream of posts: appended as they come, it says which edges and networks changed, without a recount.
 *
 * Edges are exactly those of a batch over the posts of the history (act-stream.ts); a network keeps its
 * name as it grows, splits or merges (lineage.ts). Memory is bounded by window, lateness and history.
 */
import { PostStream } from './post-stream.ts'
import { readSnapshot } from './snapshot.ts'
import { readStreamOptions, type StreamOptions } from './stream-options.ts'

/** A new stream; throws BAD_OPTION. */
export function createStream(options: StreamOptions = {}): PostStream {
  return new PostStream(readStreamOptions(options))
}

/**
 * Goes on where a snapshot was taken; throws MALFORMED for anything but a whole snapshot, and BAD_OPTION
 * where `options` are given and the snapshot was made with others.
 */
export function restoreStream(snapshot: Uint8Array, options?: StreamOptions): PostStream {
  const { settings, state } = readSnapshot(snapshot, options && readStreamOptions(options))
  return new PostStream(settings, state)
}
