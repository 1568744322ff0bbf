/**
 * Leaves of a log (RFC 6962, 3.4): what is hashed, and where the certificate stands in it.
 *
 *     MerkleTreeLeaf   = version 0, leaf type 0, TimestampedEntry
 *     TimestampedEntry = timestamp (8 bytes), entry type (2), certificate or (issuer key hash (32), TBSCertificate), extensions
 *     TileLeaf         = TimestampedEntry, pre_certificate where the type is 1, fingerprints of the chain (c2sp.org/static-ct-api)
 */
import { sha256 } from './range.ts'

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
export function hashOf({ bytes, start, end }: Leaf): Buffer {
  const size = PREFIX + end - start
  if (size > scratch.length) scratch = Buffer.alloc(2 * size)
  bytes.copy(scratch, PREFIX, start, end)
  return sha256(scratch.subarray(0, size))
}

/** The leaf of a `leaf_input` (version, leaf type, entry); one whose entry cannot be read has no certificate. Null where it is no version 1 leaf. */
export function readLeafInput(bytes: Buffer): Leaf | null {
  if (bytes.length < 2 + HEAD || bytes[0] !== 0 || bytes[1] !== 0) return null
  const entry = readEntry(bytes, 2, bytes.length)
  if (entry !== null && entry.end === bytes.length) return entry
  return { bytes, start: 2, end: bytes.length, certStart: 0, certEnd: 0, isTbs: false }
}

/** The leaf of a data tile that begins at `at`; null where none fits. */
export function readTileLeaf(bytes: Buffer, at: number): TileLeaf | null {
  const limit = bytes.length
  const entry = readEntry(bytes, at, limit)
  if (entry === null) return null
  let next = entry.end
  if (entry.isTbs) {
    if (next + 3 > limit) return null
    next += 3 + bytes.readUIntBE(next, 3)
  }
  if (next + 2 > limit) return null
  const chain = bytes.readUInt16BE(next)
  next += 2 + chain
  if (chain % 32 !== 0 || next > limit) return null
  const { start, end, certStart, certEnd, isTbs } = entry
  return { bytes, start, end, certStart, certEnd, isTbs, next, leafIndex: indexOf(entry) }
}

/** The timestamped entry at `at`; null where it does not fit or is of no known type. */
function readEntry(bytes: Buffer, at: number, limit: number): Leaf | null {
  if (at + HEAD > limit) return null
  const type = bytes.readUInt16BE(at + 8)
  if (type !== X509 && type !== PRECERT) return null
  const isTbs = type === PRECERT
  const lengthAt = at + HEAD + (isTbs ? KEY_HASH : 0)
  if (lengthAt + 3 > limit) return null
  const certStart = lengthAt + 3
  const certEnd = certStart + bytes.readUIntBE(lengthAt, 3)
  if (certEnd + 2 > limit) return null
  const end = certEnd + 2 + bytes.readUInt16BE(certEnd)
  return end > limit ? null : { bytes, start: at, end, certStart, certEnd, isTbs }
}

/** What the entry itself says of its place, where that is all its extensions say. */
function indexOf({ bytes, certEnd, end }: Leaf): number | null {
  const at = certEnd + 2
  if (end - at !== INDEX_EXTENSION || bytes[at] !== 0 || bytes.readUInt16BE(at + 1) !== 5)
    return null
  return bytes.readUIntBE(at + 3, 5)
}
