/** Hybrid public key encryption (RFC 9180) in base mode, one message a key, by `@hpke/core`. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { concat, fromBase64, fromText, toBase64, type Bytes } from '../encoding.ts'
import { ProofError } from '../errors.ts'

/** A key pair as it is kept: the public key as an uncompressed point, the private one as a JSON Web Key (RFC 7517). */
export type DecisionKey = { publicKey: string; privateKey: JsonWebKey }

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const POINT = 65

function suite() {
  return new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  })
}

/** Makes a key pair; nobody but whoever keeps the result has the private one. */
export async function makeDecisionKey(): Promise<DecisionKey> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey)
  return { publicKey: toBase64(point), privateKey: { kty, crv, x, y, d } as JsonWebKey }
}

/** Whether a text is a public key: a point on the curve, in canonical base64. */
export async function isPublicKey(text: string): Promise<boolean> {
  try {
    const point = fromBase64(text)
    await suite().kem.deserializePublicKey(point)
    return point.length === POINT && point[0] === 4
  } catch {
    return false
  }
}

/** Encrypts `plain` to a public key for one purpose about one thing. Throws `malformed-key`. */
export async function sealTo(
  publicKey: string,
  plain: Uint8Array,
  { purpose, about }: { purpose: string; about: string },
): Promise<Bytes> {
  const hpke = suite()
  let key: CryptoKey
  try {
    key = await hpke.kem.deserializePublicKey(fromBase64(publicKey))
  } catch (cause) {
    throw new ProofError('malformed-key', 'this is no public key for decisions', { cause })
  }
  const to = { recipientPublicKey: key, info: fromText(purpose) }
  const { enc, ct } = await hpke.seal(to, plain, fromText(about))
  return concat(new Uint8Array(enc), new Uint8Array(ct))
}

/** Opens what was sealed with `sealTo`, for the same purpose and about the same thing. Throws `malformed-key` and `not-opened`. */
export async function openWith(
  privateKey: JsonWebKey,
  sealed: Uint8Array,
  { purpose, about }: { purpose: string; about: string },
): Promise<Bytes> {
  const hpke = suite()
  let key: CryptoKey
  try {
    key = await hpke.kem.importKey('jwk', privateKey, false)
  } catch (cause) {
    throw new ProofError('malformed-key', 'this is no private key for decisions', { cause })
  }
  try {
    const opener = { recipientKey: key, enc: sealed.slice(0, POINT), info: fromText(purpose) }
    return new Uint8Array(await hpke.open(opener, sealed.slice(POINT), fromText(about)))
  } catch (cause) {
    throw new ProofError('not-opened', 'this key does not open it', { cause })
  }
}
