import { hash } from 'node:crypto'
import sodium from 'sodium-native'
import { PsiError } from './errors.ts'

/** Keys of one side: what it signs its messages by (Ed25519) and what is sealed to it (X25519). 64 and 96 bytes, base64. */
export type PartyKeys = { readonly publicKey: string; readonly secretKey: string }

const PUBLIC = 64
const SECRET = 96
/** What a sealed box is longer than what is in it (libsodium, crypto_box_SEALBYTES). */
const SEAL = 48

export function makePartyKeys(): PartyKeys {
  const [signPublic, signSecret] = [Buffer.alloc(32), Buffer.alloc(64)]
  const [boxPublic, boxSecret] = [Buffer.alloc(32), Buffer.alloc(32)]
  sodium.crypto_sign_keypair(signPublic, signSecret)
  sodium.crypto_box_keypair(boxPublic, boxSecret)
  return {
    publicKey: Buffer.concat([signPublic, boxPublic]).toString('base64'),
    secretKey: Buffer.concat([signSecret, boxSecret]).toString('base64'),
  }
}

/** Twelve groups of four hex digits: what two people read to each other on the telephone. Throws `bad-key`. */
export function fingerprintOf(publicKey: string): string {
  const digest = hash('sha256', decode(publicKey, PUBLIC), 'hex')
  return digest.slice(0, 48).match(/.{4}/g)!.join(' ')
}

/** Signs bytes; 64 bytes. Throws `bad-key`. */
export function sign(message: Buffer, secretKey: string): Buffer {
  const signature = Buffer.alloc(64)
  sodium.crypto_sign_detached(signature, message, decode(secretKey, SECRET).subarray(0, 64))
  return signature
}

/** Throws `bad-signature` where the key's owner did not sign these bytes, and `bad-key`. */
export function verifySignature(message: Buffer, signature: Buffer, publicKey: string): void {
  const key = decode(publicKey, PUBLIC).subarray(0, 32)
  const holds =
    signature.length === 64 && sodium.crypto_sign_verify_detached(signature, message, key)
  if (!holds)
    throw new PsiError('bad-signature', 'this was not signed by the key of the other side')
}

/** Seals bytes to whoever has the secret key of `publicKey`. Throws `bad-key`. */
export function sealTo(publicKey: string, message: Buffer): Buffer {
  const sealed = Buffer.alloc(message.length + SEAL)
  sodium.crypto_box_seal(sealed, message, decode(publicKey, PUBLIC).subarray(32))
  return sealed
}

/** Opens what was sealed to these keys. Throws `bad-length` and `bad-signature`. */
export function openSealed(sealed: Buffer, { publicKey, secretKey }: PartyKeys): Buffer {
  if (sealed.length < SEAL) throw new PsiError('bad-length', 'this is shorter than anything sealed')
  const message = Buffer.alloc(sealed.length - SEAL)
  const box = decode(publicKey, PUBLIC).subarray(32)
  const holds = sodium.crypto_box_seal_open(
    message,
    sealed,
    box,
    decode(secretKey, SECRET).subarray(64),
  )
  if (!holds)
    throw new PsiError('bad-signature', 'this was not sealed to the own key, or was changed')
  return message
}

function decode(text: string, size: number): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== size || bytes.toString('base64') !== text)
    throw new PsiError('bad-key', `a key has ${size} bytes in base64`)
  return bytes
}
