/**
 * Salted commitments: the log holds a hash that binds a payload without revealing it.
 *
 *     commitment = SHA-256("tocsin/commitment/v1" || 0x00 || salt (32 bytes) || SHA-256(payload))
 *     leaf       = {"commitment":"<base64>","kind":"<kind>","time":"<UTC, ms>","v":1}     (RFC 8785 form)
 *
 * The random salt hides a payload that could be guessed; when payload and salt are erased, the leaf is an empty place
 * that nobody can fill again. The inner hash lets a receipt bind a payload that it does not show.
 */
import { concat, fromBase64Hash, fromText, quote, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { sha256 as plainSha256, type Sha256 } from './sha256.ts'

/** What a leaf says in the open: what kind of act, when (`2026-11-03T07:00:00.000Z`), and the commitment to the rest. */
export type Leaf = { kind: string; time: string; commitment: Uint8Array }

const LABEL = concat(fromText('tocsin/commitment/v1'), Uint8Array.of(0))
const KIND = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The commitment to a payload by its SHA-256 and a 32-byte salt. */
export function commitmentOf(
  salt: Uint8Array,
  payloadHash: Uint8Array,
  sha256: Sha256 = plainSha256,
): Uint8Array {
  if (salt.length !== 32 || payloadHash.length !== 32) {
    throw new RangeError('salt and payload hash have 32 bytes each')
  }
  return sha256(concat(LABEL, salt, payloadHash))
}

/** The text of a leaf, byte for byte what the log's entry is. Throws `malformed-leaf`. */
export function formatLeaf({ kind, time, commitment }: Leaf): string {
  checkKind(kind)
  checkTime(time)
  return `{"commitment":"${toBase64(commitment)}","kind":"${kind}","time":"${time}","v":1}`
}

/** The leaf in a log entry; throws `malformed-leaf` for any text `formatLeaf` would not write. */
export function parseLeaf(entry: string | Uint8Array): Leaf {
  const text = typeof entry === 'string' ? entry : toText(entry)
  const fields = readFields(text, 'malformed-leaf')
  const leaf = {
    kind: textField(fields, 'kind', 'malformed-leaf'),
    time: textField(fields, 'time', 'malformed-leaf'),
    commitment: fromBase64Hash(
      textField(fields, 'commitment', 'malformed-leaf'),
      'malformed-leaf',
      'commitment',
    ),
  }
  if (formatLeaf(leaf) !== text) throw new ProofError('malformed-leaf', 'not in canonical form')
  return leaf
}

/** The members of a JSON object in `text`; throws `code` for anything else. */
export function readFields(
  text: string,
  code: 'malformed-leaf' | 'malformed-receipt' | 'malformed-packet',
): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ProofError(code, 'not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProofError(code, 'not a JSON object')
  }
  return value as Record<string, unknown>
}

/** A member that must be a text without lone surrogates; throws `code`. */
export function textField(
  fields: Record<string, unknown>,
  name: string,
  code: 'malformed-leaf' | 'malformed-receipt',
): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof value === 'string' && value.isWellFormed()) return value
  throw new ProofError(code, `${name} must be a text`)
}

function checkKind(kind: string): void {
  if (kind.length <= 64 && KIND.test(kind)) return
  throw new ProofError('malformed-leaf', `not a kind of act: ${quote(kind)}`)
}

function checkTime(time: string): void {
  const ms = TIME.test(time) ? Date.parse(time) : NaN
  if (!Number.isNaN(ms) && new Date(ms).toISOString() === time) return
  throw new ProofError('malformed-leaf', `not a UTC time with milliseconds: ${quote(time)}`)
}
