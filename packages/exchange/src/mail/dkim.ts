/** With which key mails are signed (DKIM, RFC 6376), and what DNS has to say of it. */
import { createPublicKey } from 'node:crypto'
import { resolve } from 'node:path'
import { ExchangeError } from '../errors.ts'
import { toMailbox, type Signing } from './outgoing.ts'
import { readRsaKey } from './rsa-key.ts'

/** As the configuration has it; `keyFile` is a PEM file, seen from the data folder. */
export type DkimConfig = { domain: string; selector: string; keyFile: string }

/**
 * Reads the key that mails are signed with. Throws `bad-request` for a file that holds no RSA key of 2048 bits or more (RFC 8301), and
 * for a domain that the sender's address does not lie in: receivers would not take the signature for the sender's (RFC 7489, 3.1.1).
 */
export function readDkimKey(
  { domain, selector, keyFile }: DkimConfig,
  { dataDir, mailFrom }: { dataDir: string; mailFrom: string },
): Signing {
  const from = toMailbox(mailFrom).address.split('@')[1]!.toLowerCase()
  if (from !== domain && !from.endsWith(`.${domain}`))
    throw new ExchangeError(
      'bad-request',
      `config.json.dkim.domain: mails are from ${from}, which does not lie in ${domain}`,
    )
  const key = readRsaKey(resolve(dataDir, keyFile), 'config.json.dkim.keyFile')
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }) as string
  return { domainName: domain, keySelector: selector, privateKey }
}

/** Where the public key stands in DNS, and the record that has to stand there. */
export function toDkimRecord({ domainName, keySelector, privateKey }: Signing): {
  name: string
  value: string
} {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return {
    name: `${keySelector}._domainkey.${domainName}`,
    value: `v=DKIM1; k=rsa; p=${key.toString('base64')}`,
  }
}
