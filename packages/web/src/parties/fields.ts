/** The form by which a party states its names: what stands in it, what is missing, and at which field a fault is. */
import {
  ApiError,
  isEmail,
  isSameMailbox,
  isSharedMailDomain,
  type PartyKind,
  type PartyStatement,
} from '@tocsin/api'

export type ContactFields = { title: string; email: string; phone: string; language: string }

export type Fields = {
  name: string
  kind: PartyKind | ''
  domain: string
  others: string
  aliases: string
  keywords: string
  contacts: ContactFields[]
  tellFrom: number
  othersAfter: number
}

/** Faults by field; those of contacts as `contacts.0.email`. */
export type Faults = Readonly<Record<string, string>>

export type FormProps = {
  fields: Fields
  faults: Faults
  onChange: (part: Partial<Fields>) => void
}

export const MOST_CONTACTS = 5
export const BLANK_CONTACT: ContactFields = { title: '', email: '', phone: '', language: 'en' }

/** A form to begin with; a member's own knows the person who fills it in. */
export function blankFields(own?: { name: string; email: string }): Fields {
  const domain = own?.email.split('@')[1]?.toLowerCase() ?? ''
  return {
    name: own?.name ?? '',
    kind: '',
    domain: isSharedMailDomain(domain) ? '' : domain,
    others: '',
    aliases: '',
    keywords: '',
    contacts: [{ ...BLANK_CONTACT, email: own?.email ?? '' }],
    tellFrom: 70,
    othersAfter: 24,
  }
}

export function fieldsOf(statement: PartyStatement): Fields {
  const { domains, aliases, keywords, contacts, ...same } = statement
  const [domain = '', ...others] = domains
  return {
    ...same,
    domain,
    others: others.join('\n'),
    aliases: aliases.join('\n'),
    keywords: keywords.join('\n'),
    contacts: contacts.length
      ? contacts.map((one) => ({ ...one, phone: one.phone ?? '' }))
      : [BLANK_CONTACT],
  }
}

/** What the fields state, with what is still missing and what is wrong; it is sent where neither is. */
export function toStatement(fields: Fields): {
  statement: PartyStatement
  missing: string[]
  faults: Faults
} {
  const contacts = fields.contacts.map(({ title, email, phone, language }) => ({
    title: title.trim(),
    email: email.trim(),
    language,
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  }))
  const statement: PartyStatement = {
    name: fields.name.trim(),
    kind: fields.kind || 'other',
    domains: [fields.domain, ...linesOf(fields.others)].map(toDomain),
    aliases: linesOf(fields.aliases),
    keywords: linesOf(fields.keywords),
    contacts,
    tellFrom: fields.tellFrom,
    othersAfter: fields.othersAfter,
  }
  const missing = [
    statement.name === '' && 'a name',
    fields.kind === '' && 'what you are',
    statement.domains[0] === '' && 'your main domain',
    contacts.some(({ title }) => title === '') && 'the role of each contact',
    contacts.some(({ email }) => email === '') && 'the mail of each contact',
  ].filter((one) => one !== false)
  return { statement, missing, faults: faultsOf(statement) }
}

function linesOf(text: string): string[] {
  const lines = text.split(/[\n,;]/).map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** A domain as it is meant by whoever copies an address. */
function toDomain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\.(?=.+\.)/, '')
    .replace(/\.$/, '')
}

function faultsOf({ domains, aliases, keywords, contacts }: PartyStatement): Faults {
  const [domain = '', ...others] = domains
  const found: [string, string | undefined][] = [
    ['domain', domain === '' ? undefined : faultOfDomain(domain)],
    ['others', firstOf(others, faultOfDomain)],
    ['aliases', firstOf(aliases, (one) => faultOfWord(one, 2))],
    ['keywords', firstOf(keywords, (one) => faultOfWord(one, 4))],
    ...contacts.flatMap(({ email }, at): [string, string | undefined][] => [
      [`contacts.${at}.email`, email === '' ? undefined : faultOfMailbox(email, contacts, at)],
    ]),
  ]
  return Object.fromEntries(found.filter((one): one is [string, string] => one[1] !== undefined))
}

function firstOf(texts: readonly string[], fault: (text: string) => string | undefined) {
  return texts.map(fault).find((words) => words !== undefined)
}

function faultOfDomain(text: string): string | undefined {
  if (/[\s@]/.test(text) || !/^[^.]+(\.[^.]+)+$/.test(text))
    return `“${text}” is no domain: write it like example.org`
  return undefined
}

function faultOfWord(text: string, least: number): string | undefined {
  if (/[\s./@]/.test(text))
    return `“${text}”: write it as it would stand in a domain, without spaces and dots`
  if (text.length < least) return `“${text}” is too short: ${least} letters at least`
  return text.length > 63 ? `“${text.slice(0, 20)}…” is too long: 63 letters at most` : undefined
}

function faultOfMailbox(
  email: string,
  contacts: PartyStatement['contacts'],
  at: number,
): string | undefined {
  if (!isEmail(email)) return 'Write one address, like security@example.org'
  const isAgain = contacts.slice(0, at).some((other) => isSameMailbox(other.email, email))
  return isAgain ? 'This is the mailbox of a contact above' : undefined
}

/** Where a refusal of the exchange belongs: at its field, or at none. */
export function faultAt(error: unknown): Faults {
  if (!(error instanceof ApiError) || !error.path) return {}
  const [, place] = /^\/body\/statement\/(.+)$/.exec(error.path) ?? []
  if (place === undefined) return {}
  const [field = '', index, part] = place.split('/')
  const words = error.message.replace(`body.statement.${place.replaceAll('/', '.')}: `, '')
  if (field === 'domains') return { [Number(index ?? 0) > 0 ? 'others' : 'domain']: words }
  if (field === 'contacts' && index !== undefined)
    return { [`contacts.${index}.${part ?? 'email'}`]: words }
  return { [field]: words }
}
