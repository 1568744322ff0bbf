/**
 * Heads of logs: what a log says of its size and root, and whether its key signed that (RFC 6962, 3.5; c2sp.org/static-ct-api).
 *
 *     signed = version 0, signature type 1, timestamp (8 bytes), size (8), root (32)
 *     RFC6962NoteSignature = timestamp (8), hash algorithm 4, signature algorithm 3 or 1, length (2), signature
 */
import { parseNote, parseTreeHead, ProofError } from '@tocsin/proof'
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { CtError } from './errors.ts'
import { sha256 } from './range.ts'

export type LogHead = {
  readonly size: number
  readonly root: Buffer
  /** In milliseconds since 1970; null where none is said. */
  readonly timestamp: number | null
  /** Whether a signature by the log's key held; false where no key is given. */
  readonly isSigned: boolean
}

/** A log's public key and its id (RFC 6962, 3.2). */
export type LogKey = { readonly key: KeyObject; readonly id: Buffer }

const SHA256 = 4
const ALGORITHM: Readonly<Record<string, number>> = { ec: 3, rsa: 1 }
const TREE_HASH = 1
const RFC6962_NOTE = 0x05
const MOST_TIME = 8.64e15

/** The key of a list of logs: a SubjectPublicKeyInfo in base64, P-256 or RSA. Throws `malformed-key`. */
export function toLogKey(base64: string): LogKey {
  const der = Buffer.from(base64, 'base64')
  let key: KeyObject
  try {
    key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch (cause) {
    throw new CtError('malformed-key', 'no SubjectPublicKeyInfo in base64', { cause })
  }
  if (ALGORITHM[key.asymmetricKeyType ?? ''] === undefined)
    throw new CtError('malformed-key', 'the key of a log is of ECDSA or RSA')
  return { key, id: sha256(der) }
}

/** The head in an answer to `get-sth`. Throws `malformed-head`, and `bad-signature` where `key` did not sign it. */
export function readSth(text: string, key: LogKey | null): LogHead {
  const answer = parseJson(text)
  const size = answer['tree_size']
  const timestamp = answer['timestamp']
  const root = toBytes(answer['sha256_root_hash'])
  if (!isCount(size) || !isCount(timestamp) || timestamp > MOST_TIME || root.length !== 32)
    throw new CtError('malformed-head', 'not the answer to get-sth')
  if (key === null) return { size, root, timestamp, isSigned: false }
  verifyHead(key, { size, root, timestamp }, toBytes(answer['tree_head_signature']))
  return { size, root, timestamp, isSigned: true }
}

/** The head in a checkpoint. Throws the same. */
export function readCheckpoint(text: string, key: LogKey | null): LogHead {
  try {
    const { text: body, signatures } = parseNote(text)
    const { origin, size, root } = parseTreeHead(body)
    const id =
      key && sha256(Buffer.concat([Buffer.from(`${origin}\n`), Buffer.of(RFC6962_NOTE), key.id]))
    const line = signatures.find(
      ({ name, keyId, signature }) =>
        name === origin &&
        (id === null ? isNoteSignature(signature) : id.subarray(0, 4).equals(keyId)),
    )
    if (line === undefined && key !== null)
      throw new CtError('bad-signature', 'the checkpoint is not signed by the key that was given')
    const bytes = Buffer.from(line?.signature ?? [])
    const timestamp = bytes.length < 8 ? null : Number(bytes.readBigUInt64BE(0))
    if (timestamp !== null && timestamp > MOST_TIME)
      throw new CtError('malformed-head', 'the time of the checkpoint is none')
    const head = { size, root: Buffer.from(root), timestamp }
    if (key === null) return { ...head, isSigned: false }
    verifyHead(key, { ...head, timestamp: timestamp ?? 0 }, bytes.subarray(8))
    return { ...head, isSigned: true }
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause
    throw new CtError('malformed-head', `not a checkpoint: ${cause.message}`, { cause })
  }
}

/** Without a key the line is known by its shape alone, and only its time is taken. */
function isNoteSignature(bytes: Uint8Array): boolean {
  return bytes.length > 12 && bytes[8] === SHA256 && (bytes[9] === 3 || bytes[9] === 1)
}

function verifyHead(
  { key }: LogKey,
  head: { size: number; root: Buffer; timestamp: number },
  signed: Buffer,
): void {
  const isShaped =
    signed.length > 4 &&
    signed[0] === SHA256 &&
    signed[1] === ALGORITHM[key.asymmetricKeyType ?? ''] &&
    signed.readUInt16BE(2) === signed.length - 4
  const message = Buffer.alloc(50)
  message[1] = TREE_HASH
  message.writeBigUInt64BE(BigInt(head.timestamp), 2)
  message.writeBigUInt64BE(BigInt(head.size), 10)
  head.root.copy(message, 18)
  if (isShaped && verify('sha256', message, key, signed.subarray(4))) return
  throw new CtError('bad-signature', `the signature of the head of ${head.size} does not hold`)
}

/** An object of an answer; throws `malformed-reply`. */
export function parseJson(text: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new CtError('malformed-reply', 'the answer is no JSON', { cause })
  }
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  throw new CtError('malformed-reply', 'the answer is no JSON object')
}

/** A whole number from 0 on. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Bytes of base64; none where it is no text. */
export function toBytes(value: unknown): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0)
}
