/** RSA keys in PEM files, which mails and alerts are signed with. */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ExchangeError } from '../errors.ts'

const MIN_BITS = 2048

/** Throws `bad-request`, naming the `field` of the configuration, for a file that holds no RSA key of 2048 bits or more (RFC 8301). */
export function readRsaKey(path: string, field: string): KeyObject {
  const key = readKey(path, field)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < MIN_BITS)
    throw new ExchangeError(
      'bad-request',
      `${field}: ${path} holds no RSA key of ${MIN_BITS} bits or more`,
    )
  return key
}

function readKey(path: string, field: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(path))
  } catch (cause) {
    throw new ExchangeError(
      'bad-request',
      `${field}: ${path} is no private key: ${(cause as Error).message}`,
      { cause },
    )
  }
}
