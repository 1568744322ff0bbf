/** Whom a mail went to, masked wherever the mail says it: in headers, in the text, and inside its links. */
import { addressParser, type Address, type Email } from 'postal-mime'
import { ExchangeError } from '../errors.ts'

export type Mask = ReturnType<typeof openMask>

/** Headers that say whom a mail went to. */
const TO = [
  'to',
  'cc',
  'bcc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'apparently-to',
  'resent-to',
  'resent-cc',
  'resent-bcc',
  'x-forwarded-to',
  'x-envelope-to',
  'x-rcpt-to',
]
/** Each is looked for in all that the mail says, by address and by name. */
const MAX_ADDRESSEES = 100
/** Shorter names would mask parts of other words. */
const MIN_NAME = 4

/** Whom a mail went to, by address and by name. Throws `too-large` for more than are masked. */
function addresseesOf(mail: Email): { order: string[]; names: string[] } {
  const addresses = new Set<string>()
  const names = new Set<string>()
  for (const { key, value } of mail.headers)
    if (TO.includes(key)) addAll(addressParser(value, { flatten: true }))
  for (const { key, value } of mail.headers) {
    if (key !== 'received') continue
    // A relay notes for whom it took the mail.
    const forWhom = /\bfor <?([^\s<>;]{3,254})>?/i.exec(value)?.[1]
    if (forWhom?.includes('@')) addresses.add(forWhom.toLowerCase())
  }
  addAll([...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])])
  function addAll(list: readonly Address[]): void {
    for (const { name, address, group } of list) {
      if (group) addAll(group)
      if (address) addresses.add(address.toLowerCase())
      if (name.trim().length >= MIN_NAME) names.add(name.trim())
    }
  }
  // The sender's own address is what is reported, also where it stands among those written to.
  for (const { address } of mail.from?.group ?? (mail.from ? [mail.from] : []))
    if (address) addresses.delete(address.toLowerCase())
  const order = [...addresses]
  const most = Math.max(order.length, names.size)
  if (most > MAX_ADDRESSEES)
    throw new ExchangeError(
      'too-large',
      `this mail went to ${most} addressees; of at most ${MAX_ADDRESSEES} all traces are masked`,
    )
  return { order, names: [...names].filter((name) => !isSender(mail, name)) }
}

export function openMask(mail: Email) {
  const { order, names } = addresseesOf(mail)
  const forms = [
    ...order.flatMap((address, i) =>
      formsOf(address).map((form) => [form, `[addressee ${i + 1}]`] as const),
    ),
    ...names.map((name) => [toSmall(name), '[name of an addressee]'] as const),
  ].sort(([a], [b]) => b.length - a.length)
  let hits = 0
  const text = (line: string): string => {
    let masked = line
    let small = toSmall(line)
    for (const [form, words] of forms) {
      if (!small.includes(form)) continue
      const parts = splitBy(masked, small, form)
      hits += parts.length - 1
      masked = parts.join(words)
      small = toSmall(masked)
    }
    return masked
  }
  const holds = (part: string) => {
    const small = toSmall(part)
    return forms.some(([form]) =>
      form.includes('@') || form.length >= 8 ? small.includes(form) : false,
    )
  }
  return {
    text,
    /** A link without what would tell whom it was sent to; nothing where that stands in its host or path. */
    link: (url: string): { url: string; isCut: boolean } | undefined => {
      const end = url.search(/[?#]/)
      const path = end < 0 ? url : url.slice(0, end)
      if (holds(path)) return undefined
      if (end < 0 || !holds(url.slice(end))) return { url, isCut: false }
      hits++
      return { url: path, isCut: true }
    },
    count: () => ({ addressees: order.length, hits }),
  }
}

function isSender({ from }: Email, name: string): boolean {
  return from?.name === name
}

/** The ways in which links carry an address: plain, percent-encoded, in Base64 of either alphabet, in hexadecimal. */
function formsOf(address: string): string[] {
  const bytes = Buffer.from(address)
  return [
    address,
    encodeURIComponent(address).toLowerCase(),
    address.replace('@', '%40'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1).toLowerCase(),
    bytes.toString('base64url').slice(0, -1).toLowerCase(),
    bytes.toString('hex'),
  ]
}

/** In small letters, each in its place: one whose small form is longer would shift all that follow, and stays. */
function toSmall(text: string): string {
  const small = text.toLowerCase()
  if (small.length === text.length) return small
  return Array.from(text, (letter) => {
    const one = letter.toLowerCase()
    return one.length === letter.length ? one : letter
  }).join('')
}

/** Splits by a part in whatever capitals; `small` is the text in small letters. */
function splitBy(text: string, small: string, part: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = small.indexOf(part); at >= 0; at = small.indexOf(part, start)) {
    parts.push(text.slice(start, at))
    start = at + part.length
  }
  return [...parts, text.slice(start)]
}
