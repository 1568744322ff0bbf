/**
 * A stream's state as bytes: a mark, the SHA-256 of what follows, and the state in the structured clone
 * format of V8, which keeps typed arrays as they are. A file cut short or changed is told apart.
 */
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { DetectError } from '../../errors.ts'
import type { ActStreamDump } from './act-stream.ts'
import type { NamesDump } from './counted-names.ts'
import type { SeenPostsDump } from './seen-posts.ts'
import type { StandingDump } from './standing-networks.ts'
import type { StreamSettings } from './stream-options.ts'

/** Raised with every change of the state's shape. */
const MARK = new TextEncoder().encode('tocsin-stream-1\n')
const DIGEST = 32
const PIECE = 1 << 30

export type StreamState = {
  readonly accounts: NamesDump
  /** In the order of the settings' traces, as `names`. */
  readonly streams: readonly ActStreamDump[]
  readonly seen: SeenPostsDump
  readonly standing: StandingDump
  readonly names: readonly (readonly (readonly [number, readonly [string, string]])[])[]
  readonly totals: Record<'accepted' | 'late' | 'repeated' | 'crowded', number>
  readonly newest: number
}

export function writeSnapshot(settings: StreamSettings, state: StreamState): Uint8Array {
  const body = serialize({ settings, state })
  const { buffer, byteOffset, length } = Buffer.concat([MARK, toDigest(body), body])
  // A plain array of bytes: a Buffer's slice would be a view.
  return new Uint8Array(buffer, byteOffset, length)
}

/** Throws MALFORMED, and BAD_OPTION where `wanted` settings are given and the snapshot has others. */
export function readSnapshot(
  snapshot: Uint8Array,
  wanted?: StreamSettings,
): { settings: StreamSettings; state: StreamState } {
  const body = snapshot.subarray(MARK.length + DIGEST)
  const digest = snapshot.subarray(MARK.length, MARK.length + DIGEST)
  const isWhole =
    Buffer.compare(snapshot.subarray(0, MARK.length), MARK) === 0 &&
    Buffer.compare(toDigest(body), digest) === 0
  if (!isWhole) throw new DetectError('MALFORMED', 'this is no whole snapshot of a stream')
  const read = deserialize(body) as { settings: StreamSettings; state: StreamState }
  // Infinity is null in JSON on both sides.
  if (wanted && JSON.stringify(wanted) !== JSON.stringify(read.settings))
    throw new DetectError(
      'BAD_OPTION',
      'the snapshot was made with other settings; use those, or begin with a new one',
    )
  return read
}

/** In pieces, because a hash takes less than 2 GB at once. */
function toDigest(body: Uint8Array): Uint8Array {
  const hash = createHash('sha256')
  for (let at = 0; at < body.length; at += PIECE) hash.update(body.subarray(at, at + PIECE))
  return hash.digest()
}
