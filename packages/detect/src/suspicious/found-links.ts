/** Links and names of a text, and of what an HTML part leads to, each unwrapped once. Pure; linear, within bounds that are counted. */
import { parse as parseDomain } from 'tldts'
import type { HtmlLink } from './html.ts'
import { toUrl, unwrap, type Unwrapped } from './unwrap.ts'

export type FoundLink = Unwrapped & {
  readonly where: 'words' | HtmlLink['where']
  /** What a reader sees in its place, where that is something else. */
  readonly shown?: string
}

/** Links that are kept; of others there is the number. */
const MOST_LINKS = 500
const MOST_TEXT = 1 << 20
const WITH_SCHEME =
  /(?<![\p{L}\p{N}])(?:h[tx*]{2}ps?|f[tx]p)(?::|\[:\])(?:\/\/|\[\/\]\[\/\])[^\s<>"'`|\u200b]{1,8192}/giu
const BARE =
  /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}_-]{1,63}(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\.)){1,9}[\p{L}][\p{L}\p{N}-]{1,62}(?::\d{1,5})?(?:\/[^\s<>"'`|]{0,4096})?/giu
const MAILBOX =
  /[\p{L}\p{N}._%+-]{1,64}(?:@|\[at\]|\(at\)|\[@\])(?:[\p{L}\p{N}_-]{1,63}(?:\[\.\]|\.)){1,9}[\p{L}][\p{L}\p{N}-]{1,62}/giu

export type Found = {
  readonly links: readonly FoundLink[]
  /** Mailboxes that the words name, in small letters. */
  readonly mailboxes: readonly string[]
  readonly more: number
  readonly isCut: boolean
}

/** What stands in the words, and what the HTML leads to; each link once, those that a reader would press first. */
export function findLinks(text: string, html: readonly HtmlLink[]): Found {
  const words = text.slice(0, MOST_TEXT)
  const byWritten = new Map<string, FoundLink>()
  let more = 0
  const add = (written: string, where: FoundLink['where'], shown?: string): void => {
    const key = `${written}\n${shown ?? ''}`
    if (byWritten.has(key)) return
    if (byWritten.size >= MOST_LINKS) more++
    else byWritten.set(key, { ...unwrap(written), where, ...(shown ? { shown } : {}) })
  }
  const rank = (link: HtmlLink) => ['link', 'form', 'other', 'picture'].indexOf(link.where)
  for (const { href, shown, where } of html.toSorted((a, b) => rank(a) - rank(b)))
    if (!/^mailto:/i.test(href)) add(href, where, shown === href ? undefined : shown)
  for (const written of linksIn(words)) add(written, 'words')
  const mailboxes = new Set(
    [
      ...[...words.matchAll(MAILBOX)].map(([one]) => refangMailbox(one)),
      ...html.flatMap(({ href }) => /^mailto:([^?]{3,320})/i.exec(href)?.[1] ?? []),
    ].map((one) => one.toLowerCase()),
  )
  return {
    links: [...byWritten.values()],
    mailboxes: [...mailboxes].slice(0, MOST_LINKS),
    more: more + Math.max(0, mailboxes.size - MOST_LINKS),
    isCut: text.length > MOST_TEXT,
  }
}

function refangMailbox(text: string): string {
  return text.replace(/\[at\]|\(at\)|\[@\]/i, '@').replaceAll('[.]', '.')
}

/** Addresses with a scheme, and names that somebody could own. */
function linksIn(text: string): string[] {
  const found = [...text.matchAll(WITH_SCHEME)].map(([one]) => withoutEnd(one))
  const rest = text.replace(WITH_SCHEME, ' ')
  for (const [written] of rest.matchAll(BARE)) {
    const one = withoutEnd(written)
    const host = toUrl(one)?.hostname ?? ''
    if (isOwnable(host) && !/^\d/.test(host.split('.').at(-1)!)) found.push(one)
  }
  return [...new Set(found)]
}

/** A sentence's signs behind a link are no part of it, nor is a bracket that was opened before it. */
function withoutEnd(text: string): string {
  const plain = text.replace(/[.,;:!?…»”’]{1,9}$/u, '')
  return plain.endsWith(')') && !plain.includes('(') ? plain.slice(0, -1) : plain
}

/** Reserved for examples and tests (RFC 2606). */
const RESERVED = /\.(?:example|test|invalid)$/

/** Whether a name stands below a suffix that is given out on the Internet, so that a file's name is mostly none. */
export function isOwnable(host: string): boolean {
  const { isIcann, isPrivate, domain } = parseDomain(host, {
    extractHostname: false,
    allowPrivateDomains: true,
  })
  return (
    domain !== null &&
    host.length <= 253 &&
    (isIcann === true || isPrivate === true || RESERVED.test(host))
  )
}

/** The name that somebody registered, of a host; a page at a shared host stands for itself, an address for itself too. */
export function registeredOf(host: string): string {
  return parseDomain(host, { extractHostname: false, allowPrivateDomains: true }).domain ?? host
}
