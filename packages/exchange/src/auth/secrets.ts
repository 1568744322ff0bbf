import { hash, randomBytes } from 'node:crypto'

/** Prefix that lets secret scanners find a leaked key of ours. */
const KEY_PREFIX = 'tocsin_'

/** 256 random bits as 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** A new API key as its holder writes it. */
export function newKeySecret(): string {
  return KEY_PREFIX + newSecret()
}

/** Whether the text has the form of an API key; says nothing about its being valid. */
export function isKeySecret(text: string): boolean {
  return /^tocsin_[\w-]{43}$/.test(text)
}

/**
 * What is stored of a secret. A plain SHA-256 is enough: the secret has 256 random bits, so there is
 * nothing to guess, and looking it up by hash leaks no timing about the stored value.
 */
export function hashSecret(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer')
}
