/** What somebody may be named by, in the one spelling that it is looked for and committed to. Pure. */
import { isEmail, type NamedKind } from '@tocsin/api'
import { platformOf, refang } from '@tocsin/detect/match'
import { domainToASCII } from 'node:url'
import { readValue } from '../composing/value.ts'
import { ExchangeError } from '../errors.ts'

/** `platform` of an account. */
export type Identifier = { kind: NamedKind; value: string; platform?: string | undefined }

/** Reads what was typed. Throws `bad-request` with what it must be. */
export function readIdentifier({ kind, value, platform }: Identifier): Identifier {
  const text = value.trim()
  switch (kind) {
    case 'email':
      return { kind, value: readMailbox(text) }
    case 'domain':
      return { kind, value: readDomain(text) }
    case 'account':
      return readAccount(text, platform)
    case 'name':
      return { kind, value: readName(text) }
  }
}

/** The text that a statement commits to. */
export function toText({ kind, value, platform }: Identifier): string {
  return platform === undefined ? `${kind}:${value}` : `${kind}:${platform}/${value}`
}

function readMailbox(text: string): string {
  const at = text.lastIndexOf('@')
  const address = `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`.toLowerCase()
  if (at < 1 || !isEmail(address)) throw faulty('one mail address, like person@mail.example')
  return address
}

function readDomain(text: string): string {
  const read = readValue(refang(text))
  if (!read || !('value' in read) || read.value.kind !== 'domain')
    throw faulty('the name of one domain, like example.org, that is somebody’s own')
  return read.value.value.toLowerCase()
}

function readAccount(text: string, platform: string | undefined): Identifier {
  const handle = text.replace(/^@/, '').toLowerCase()
  if (!platform?.trim()) throw faulty('an account of a platform that is named', 'platform')
  if (!/^[^\s/]{1,200}$/u.test(handle))
    throw faulty('the name or number of one account, without spaces')
  return { kind: 'account', value: handle, platform: toPlatform(platform) }
}

/** The usual name of a platform, or the one given, in small letters. */
export function toPlatform(name: string): string {
  const plain = name.trim().toLowerCase()
  return platformOf(plain) ?? plain
}

const LETTERS = /\p{L}/gu

function readName(text: string): string {
  const name = text.normalize('NFC').replaceAll(/\s+/gu, ' ')
  if ((name.match(LETTERS) ?? []).length < 4 || name.length > 120 || !name.includes(' '))
    throw faulty('a name as it is written, with first and last name')
  return name
}

function faulty(what: string, field: 'value' | 'platform' = 'value'): ExchangeError {
  return new ExchangeError('bad-request', `what is asked about must be ${what}`, {
    path: `/body/${field}`,
  })
}
