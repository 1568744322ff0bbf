/**
 * Leaves of a log (RFC 6962, 3.4): what is hashed, and where the certificate stands in it.
 *
 *     MerkleTreeLeaf   = version 0, leaf type 0, TimestampedEntry
 *     TimestampedEntry = timestamp (8 bytes), entry type (2), certificate or (issuer key hash (32), TBSCertificate), extensions
 *     TileLeaf         = TimestampedEntry, pre_certificate where the type is 1, fingerprints of the chain (c2sp.org/static-ct-api)
 */
import { hashText, type Hash } from './range.ts'

/** A leaf within `bytes`, nothing copied. */
export type Leaf = {
  readonly bytes: Buffer
  /** The timestamped entry. */
  readonly start: number
  readonly end: number
  /** The certificate, or where `isTbs` the signed part of a precertificate; both 0 where the entry is of a kind that is not known. */
  readonly certStart: number
  readonly certEnd: number
  readonly isTbs: boolean
}

/** A leaf and where the next begins. */
export type TileLeaf = Leaf & { readonly next: number; readonly leafIndex: number | null }

const X509 = 0
const PRECERT = 1
const HEAD = 10
const KEY_HASH = 32
/** The extension of one leaf index: type 0, 5 bytes (c2sp.org/static-ct-api). */
const INDEX_EXTENSION = 8

/** The time at which the log says that it took the entry in, in milliseconds since 1970. */
export function timestampOf({ bytes, start }: Leaf): number {
  return bytes.readUIntBE(start, 2) * 2 ** 48 + bytes.readUIntBE(start + 2, 6)
}

const PREFIX = 3
let scratch = Buffer.alloc(1 << 16)

/** The hash of a leaf in its tree: of 0x00, version and leaf type (both 0), and the entry. */
export function hashOf({ bytes, start, end }: Leaf): Hash {
  const size = PREFIX + end - start
  if (size > scratch.length) scratch = Buffer.alloc(2 * size)
  bytes.copy(scratch, PREFIX, start, end)
  return hashText(scratch.subarray(0, size))
}

/** The leaf of a `leaf_input` (version, leaf type, entry); one whose entry cannot be read has no certificate. Null where it is no version 1 leaf. */
export function readLeafInput(bytes: Buffer): Leaf | null {
  if (bytes.length < 2 + HEAD || bytes[0] !== 0 || bytes[1] !== 0) return null
  if (!readEntry(bytes, 2, bytes.length) || entry.end !== bytes.length)
    return { bytes, start: 2, end: bytes.length, certStart: 0, certEnd: 0, isTbs: false }
  const { end, certStart, certEnd, isTbs } = entry
  return { bytes, start: 2, end, certStart, certEnd, isTbs }
}

/** The leaf of a data tile that begins at `at`; null where none fits. */
export function readTileLeaf(bytes: Buffer, at: number): TileLeaf | null {
  const limit = bytes.length
  if (!readEntry(bytes, at, limit)) return null
  const { end, certStart, certEnd, isTbs } = entry
  let next = end
  if (isTbs) {
    if (next + 3 > limit) return null
    next += 3 + bytes.readUIntBE(next, 3)
  }
  if (next + 2 > limit) return null
  const chain = bytes.readUInt16BE(next)
  next += 2 + chain
  if (chain % 32 !== 0 || next > limit) return null
  const leafIndex = indexIn(bytes, certEnd + 2, end)
  return { bytes, start: at, end, certStart, certEnd, isTbs, next, leafIndex }
}

/** The timestamped entry that was read last. */
const entry = { end: 0, certStart: 0, certEnd: 0, isTbs: false }

/** Reads the timestamped entry at `at`; false where it does not fit or is of no known type. */
function readEntry(bytes: Buffer, at: number, limit: number): boolean {
  if (at + HEAD > limit) return false
  const type = bytes.readUInt16BE(at + 8)
  if (type !== X509 && type !== PRECERT) return false
  entry.isTbs = type === PRECERT
  const lengthAt = at + HEAD + (entry.isTbs ? KEY_HASH : 0)
  if (lengthAt + 3 > limit) return false
  entry.certStart = lengthAt + 3
  entry.certEnd = entry.certStart + bytes.readUIntBE(lengthAt, 3)
  if (entry.certEnd + 2 > limit) return false
  entry.end = entry.certEnd + 2 + bytes.readUInt16BE(entry.certEnd)
  return entry.end <= limit
}

/** What an entry itself says of its place, where that is all that its extensions say. */
function indexIn(bytes: Buffer, at: number, end: number): number | null {
  if (end - at !== INDEX_EXTENSION || bytes[at] !== 0 || bytes.readUInt16BE(at + 1) !== 5)
    return null
  return bytes.readUIntBE(at + 3, 5)
}
