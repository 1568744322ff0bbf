/** Keys of notes as text (C2SP signed-note, "Verifier keys"): `name+id+base64(type || key)`. */
import { signCosignature, verifyCosignature } from './cosignature.ts'
import { openEd25519, verifyEd25519 } from './ed25519.ts'
import { concat, fromBase64, fromText, quote, toBase64, toHex, type Bytes } from './encoding.ts'
import { ProofError } from './errors.ts'
import { sha256 } from './sha256.ts'
import { isKeyName, type Signer, type Verifier } from './signed-note.ts'

/** Signature types (C2SP signed-note, "Signature types"). */
const ED25519 = 0x01
const COSIGNATURE = 0x04
const PRIVATE = 'PRIVATE+KEY+'

/** A pair of keys as text: `signer` is secret, `verifier` is to be published. */
export type KeyPair = { signer: string; verifier: string }

/**
 * A verifier from its text: type 0x01 is a log's Ed25519 key, 0x04 a witness's.
 * Throws `malformed-key`, and `unsupported-key` for other types.
 */
export function toVerifier(text: string): Verifier {
  const { name, keyId, type, key } = parseKey(text)
  if (type !== ED25519 && type !== COSIGNATURE) {
    throw new ProofError(
      'unsupported-key',
      `key ${quote(name)} is of type 0x${type.toString(16).padStart(2, '0')}; only Ed25519 (0x01, 0x04) is supported`,
    )
  }
  if (key.length !== 32) throw new ProofError('malformed-key', 'an Ed25519 key has 32 bytes')
  if (toHex(keyIdOf(name, type, key)) !== toHex(keyId)) {
    throw new ProofError('malformed-key', `key ${quote(name)} does not match its id`)
  }
  if (type === COSIGNATURE) {
    const verify = (message: string, signature: Uint8Array) =>
      verifyCosignature(key, message, signature)
    return { name, keyId, role: 'witness', verify }
  }
  const verify = async (message: string, signature: Uint8Array) => {
    await verifyEd25519(key, fromText(message), signature)
    return {}
  }
  return { name, keyId, role: 'signer', verify }
}

/** Verifiers from a text of one key a line; empty lines and lines that start with `#` are skipped. */
export function toVerifiers(text: string): Verifier[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const verifiers = lines.filter((line) => line !== '' && !line.startsWith('#')).map(toVerifier)
  if (verifiers.length === 0) throw new ProofError('malformed-key', 'no key given')
  return verifiers
}

/** A signer from its secret text; a witness needs `now`, in milliseconds since 1970. Throws `malformed-key`. */
export async function toSigner(secret: string, now: () => number = Date.now): Promise<Signer> {
  const { name, keyId, type, seed } = parseSecret(secret)
  const { publicKey, sign } = await openEd25519(seed)
  if (toHex(keyIdOf(name, type, publicKey)) !== toHex(keyId)) {
    throw new ProofError('malformed-key', 'the secret key does not match its id')
  }
  if (type === ED25519) return { name, keyId, sign: (text) => sign(fromText(text)) }
  return {
    name,
    keyId,
    sign: (text) => signCosignature(sign, text, Math.floor(now() / 1000)),
  }
}

/** The published half of a secret key text. */
export async function toVerifierText(secret: string): Promise<string> {
  const { name, type, seed } = parseSecret(secret)
  const { publicKey } = await openEd25519(seed)
  return formatKey(name, keyIdOf(name, type, publicKey), type, publicKey)
}

/** A new pair of keys called `name`, for a log (`signer`) or a witness, from 32 random bytes. */
export async function makeKeyPair(
  name: string,
  role: 'signer' | 'witness',
  seed: Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
): Promise<KeyPair> {
  if (!isKeyName(name)) throw new ProofError('malformed-key', `not a key name: ${quote(name)}`)
  const type = role === 'signer' ? ED25519 : COSIGNATURE
  const { publicKey } = await openEd25519(seed)
  const keyId = keyIdOf(name, type, publicKey)
  return {
    signer: PRIVATE + formatKey(name, keyId, type, seed),
    verifier: formatKey(name, keyId, type, publicKey),
  }
}

function parseSecret(secret: string): {
  name: string
  keyId: Uint8Array
  type: number
  seed: Bytes
} {
  if (!secret.startsWith(PRIVATE)) throw new ProofError('malformed-key', 'not a secret key')
  const { name, keyId, type, key } = parseKey(secret.slice(PRIVATE.length))
  if ((type !== ED25519 && type !== COSIGNATURE) || key.length !== 32) {
    throw new ProofError('malformed-key', 'not an Ed25519 secret key')
  }
  return { name, keyId, type, seed: key }
}

function parseKey(text: string): { name: string; keyId: Uint8Array; type: number; key: Bytes } {
  const match =
    text.length <= 4096 ? /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) : null
  if (!match || !isKeyName(match[1]!)) {
    throw new ProofError('malformed-key', 'a key reads name+id+base64')
  }
  let bytes: Bytes
  try {
    bytes = fromBase64(match[3]!)
  } catch (cause) {
    throw new ProofError('malformed-key', `key ${quote(match[1]!)}: not canonical base64`, {
      cause,
    })
  }
  const keyId = Uint8Array.from(match[2]!.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  return { name: match[1]!, keyId, type: bytes[0]!, key: bytes.slice(1) }
}

function keyIdOf(name: string, type: number, key: Uint8Array): Uint8Array {
  return sha256(concat(fromText(`${name}\n`), Uint8Array.of(type), key)).subarray(0, 4)
}

function formatKey(name: string, keyId: Uint8Array, type: number, key: Uint8Array): string {
  return `${name}+${toHex(keyId)}+${toBase64(concat(Uint8Array.of(type), key))}`
}
