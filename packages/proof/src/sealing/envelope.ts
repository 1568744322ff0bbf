/**
 * The envelope of a decision: bytes of one size, whatever was decided, and whoever can open it.
 *
 *     envelope = "TSD1" || own || holder 1 || holder 2 || holder 3 || body
 *     own      = enc (65) || ct (48)      HPKE (RFC 9180, base mode) of the content key to the member's own key
 *     holder i = enc (65) || ct (49)      HPKE of the i-th share of it (Shamir, any two of three) to a key holder
 *     body     = AES-256-GCM of 4096 bytes under the content key, which is used once
 *
 * KEM P-256, KDF HKDF-SHA256, AEAD AES-256-GCM: each in the Web Crypto of every browser and Node. A place of no holder is filled with
 * a share of nothing to a key that nobody has, so that the envelope does not tell whether there are holders.
 */
import { concat, fromText, type Bytes } from '../encoding.ts'
import { ProofError } from '../errors.ts'

const MAGIC = fromText('TSD1')
const KEY = 65
const OWN = KEY + 48
/** A share as it is sealed to one holder, or passed on. */
export const HOLDER_SHARE_SIZE = KEY + 49
export const HOLDERS = 3
/** A decision with its padding. */
export const PADDED_SIZE = 4096
/** What is left in it for the decision's own text, in bytes. */
export const TEXT_SIZE = PADDED_SIZE - 36
const BODY = PADDED_SIZE + 16
/** Bytes of every envelope. */
export const ENVELOPE_SIZE = MAGIC.length + OWN + HOLDERS * HOLDER_SHARE_SIZE + BODY

export type Envelope = { own: Bytes; holders: Bytes[]; body: Bytes }

export function formatEnvelope({ own, holders, body }: Envelope): Bytes {
  return concat(MAGIC, own, ...holders, body)
}

/** Whether bytes have the size and mark of an envelope; what is in it nobody can tell. */
export function isEnvelope(bytes: Uint8Array): boolean {
  return bytes.length === ENVELOPE_SIZE && MAGIC.every((byte, at) => bytes[at] === byte)
}

/** Throws `malformed-decision` for bytes that are no envelope. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  if (!isEnvelope(bytes))
    throw new ProofError('malformed-decision', 'this is not a sealed decision')
  let at = MAGIC.length
  const take = (length: number) => Uint8Array.from(bytes.subarray(at, (at += length)))
  const own = take(OWN)
  const holders = Array.from({ length: HOLDERS }, () => take(HOLDER_SHARE_SIZE))
  return { own, holders, body: take(BODY) }
}

/**
 * The text of a decision among zeros, with 32 random bytes before it so that its commitment can be guessed by nobody.
 * Throws `malformed-decision` for a text that is too long.
 */
export function pad(text: string, random: Uint8Array): Bytes {
  const bytes = fromText(text)
  if (bytes.length > TEXT_SIZE)
    throw new ProofError('malformed-decision', `a decision has at most ${TEXT_SIZE} bytes`)
  const padded = new Uint8Array(PADDED_SIZE)
  padded.set(random)
  new DataView(padded.buffer).setUint32(32, bytes.length)
  padded.set(bytes, 36)
  return padded
}

/** The text that was padded. Throws `malformed-decision`. */
export function unpad(padded: Bytes): Bytes {
  const length = new DataView(padded.buffer).getUint32(32)
  const isWhole = length <= TEXT_SIZE && padded.subarray(36 + length).every((byte) => byte === 0)
  if (!isWhole) throw new ProofError('malformed-decision', 'the padding of this decision is broken')
  return padded.slice(36, 36 + length)
}
