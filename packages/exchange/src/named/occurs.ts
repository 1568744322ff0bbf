/** Whether a STIX object names an identifier: in a value, in a pattern or in words. Pure. */
import { profileOf } from '@tocsin/detect/match'
import { domainToUnicode } from 'node:url'
import { toPlatform, type Identifier } from './identifier.ts'

/** What says nothing of what an object is about: ids, and the words of vocabularies. */
const APART = new Set(['id', 'type', 'spec_version', 'pattern_type', 'created', 'modified'])

type Json = Readonly<Record<string, unknown>>

/** Whether this object, parsed, names it. An account counts only with its platform: one name on two platforms is two accounts. */
export function occursIn(object: unknown, identifier: Identifier): boolean {
  if (identifier.kind === 'account') return holdsAccount(object, identifier)
  const bounded = boundedBy(identifier)
  return textsOf(object).some((text) => bounded.test(toComparable(text)))
}

/**
 * Texts in small letters of which one is in any object that names it, so that the rest need not be parsed; undefined where no such
 * text can be told: of letters beyond ASCII no two databases know the small ones alike.
 */
export function partsToLookFor(identifier: Identifier): string[] | undefined {
  const parts = spellingsOf(identifier).map((spelling) => {
    const runs = spelling.match(/[a-z0-9._@-]{3,}/g) ?? []
    return runs.toSorted((a, b) => b.length - a.length)[0]
  })
  return parts.every((part) => part !== undefined) ? parts : undefined
}

/** As it may be written: a domain also in letters beyond ASCII. */
function spellingsOf({ kind, value }: Identifier): string[] {
  const plain = toComparable(value)
  return kind === 'domain' ? [...new Set([plain, domainToUnicode(plain)])] : [plain]
}

function toComparable(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').toLowerCase()
}

/**
 * The identifier as a whole, and not as a part of a longer one; of a domain also the names below it, whoever holds it holds those. A
 * mailbox at a domain is somebody’s own and does not name the domain.
 */
function boundedBy(identifier: Identifier): RegExp {
  const literal = spellingsOf(identifier).map(escape).join('|')
  if (identifier.kind === 'name')
    return new RegExp(`(?<![${LETTERS}])(?:${literal})(?![${LETTERS}])`, 'u')
  const below = identifier.kind === 'domain' ? `(?:[${LETTERS}_.\\-]*\\.)?` : ''
  // A sentence may end behind it.
  return new RegExp(`(?<![${LETTERS}_@.\\-])${below}(?:${literal})(?!\\.?[${LETTERS}_@\\-])`, 'u')
}

const LETTERS = String.raw`\p{L}\p{M}\p{N}`

function escape(text: string): string {
  return text.replaceAll(
    /[^\p{L}\p{M}\p{N}\s]/gu,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  )
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, held]) =>
    APART.has(name) || /_refs?$/.test(name) ? [] : textsOf(held),
  )
}

function holdsAccount(value: unknown, { value: handle, platform }: Identifier): boolean {
  const isPlatform = (on: unknown): boolean => typeof on === 'string' && toPlatform(on) === platform
  const isHandle = (account: string): boolean => account.replace(/^@/, '').toLowerCase() === handle
  const isOurs = (account: string, on: unknown): boolean => isPlatform(on) && isHandle(account)
  const isCompared = ({ accounts, types }: ReturnType<typeof comparedIn>): boolean =>
    types.some(isPlatform) && accounts.some(isHandle)
  return objectsIn(value).some(
    (object) =>
      namesOf(object).some((account) => isOurs(account, object['account_type'])) ||
      isCompared(comparedIn(object['pattern'])) ||
      textsOf(object).some((text) =>
        addressesIn(text).some((profile) => isOurs(profile.account, profile.platform)),
      ),
  )
}

/** Its name and number; how it calls itself, which others may too, only where neither is given. */
function namesOf(account: Json): string[] {
  const textsAt = (names: readonly string[]) =>
    names.map((name) => account[name]).filter((text) => typeof text === 'string')
  const own = textsAt(['account_login', 'user_id'])
  return own.length > 0 ? own : textsAt(['display_name'])
}

function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Json, ...Object.values(value).flatMap(objectsIn)]
}

/** No account has a longer name; without an end a text of megabytes would use up the stack of the engine. */
const COMPARED =
  /user-account:(account_login|user_id|account_type)\s*=\s*'((?:[^'\\]|\\.){0,1000})'/g

/** The accounts and the platforms that a pattern compares with: each account may be meant under every one of them. */
function comparedIn(pattern: unknown): { accounts: string[]; types: string[] } {
  const compared = { accounts: [] as string[], types: [] as string[] }
  if (typeof pattern !== 'string') return compared
  for (const [, path, text] of pattern.matchAll(COMPARED))
    compared[path === 'account_type' ? 'types' : 'accounts'].push(text!.replaceAll(/\\(.)/g, '$1'))
  return compared
}

/** Profiles whose addresses stand in a text. */
function addressesIn(text: string): { account: string; platform: string }[] {
  return (text.match(/https?:\/\/[^\s"'<>)\]]+/gi) ?? []).flatMap((address) => {
    const url = URL.parse(address)
    const profile = url ? profileOf(url) : undefined
    if (!profile) return []
    const account = 'handle' in profile ? profile.handle : profile.userId
    return [{ account, platform: profile.platform }]
  })
}
