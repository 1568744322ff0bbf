/** Ed25519 (RFC 8032) through Web Crypto: raw 32-byte keys and seeds in, 64-byte signatures out. */
import { concat, fromBase64, type Bytes } from './encoding.ts'
import { ProofError } from './errors.ts'

/** The DER that stands before a 32-byte seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = fromBase64('MC4CAQAwBQYDK2VwBCIEIA==')

/** Throws `bad-signature` unless `signature` is the key's over `message`. */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<void> {
  let good: boolean
  try {
    const key = await crypto.subtle.importKey('raw', copy(publicKey), 'Ed25519', false, ['verify'])
    good = await crypto.subtle.verify('Ed25519', key, copy(signature), copy(message))
  } catch (cause) {
    throw new ProofError('bad-signature', 'the signature could not be checked', { cause })
  }
  if (!good) throw new ProofError('bad-signature', 'the signature does not belong to this text')
}

/** A function that signs with the key of a 32-byte seed, and the public key. */
export async function openEd25519(
  seed: Uint8Array,
): Promise<{ publicKey: Bytes; sign: (message: Uint8Array) => Promise<Bytes> }> {
  const key = await crypto.subtle.importKey('pkcs8', concat(PKCS8, seed), 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  const publicKey = fromBase64(`${x!.replaceAll('-', '+').replaceAll('_', '/')}=`)
  return {
    publicKey,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', key, copy(message))),
  }
}

function copy(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes)
}
