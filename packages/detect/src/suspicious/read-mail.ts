/**
 * A suspicious mail read: its head, the way it came, its links, its files. Nothing in it is visited, opened, rendered or run. What is
 * beyond the bounds is refused with its place, or left out and counted.
 */
import { createHash } from 'node:crypto'
import PostalMime, { type Address, addressParser, type Email } from 'postal-mime'
import { DetectError } from '../errors.ts'
import { toShown } from '../match/unseen.ts'
import { describeAttached, type Attached } from './attachments.ts'
import { countSeals, verifyChain } from './arc.ts'
import { verifySignatures } from './dkim.ts'
import { fieldsOf } from './fields.ts'
import { findLinks, registeredOf } from './found-links.ts'
import { readHtml, type HtmlReading } from './html.ts'
import { readWay } from './hops.ts'
import { findQuoted } from './quoted.ts'
import type { LeftOut, Mailbox, MailHead, SuspiciousReading } from './reading.ts'
import type { ResolveTxt } from './signing.ts'
import { spfOf } from './spf.ts'

export const MOST_BYTES = 25 << 20
const MOST_HTML = 4 << 20
/** Lines that may begin a part. */
const MOST_PARTS = 5000
/** Lines that are none of a file in base64. */
const MOST_LINES = 120_000
const MOST_DEPTH = 30
const MOST_FILES = 100
const MOST_MAILS = 4
const MOST_TO = 500
const MOST_FROM = 5
const MOST_TURNED_TEXT = 200_000

export type ReadOptions = {
  /** Names of the own side's mail servers, each standing for those below it. */
  readonly own: readonly string[]
  /** Asks for TXT records, where that may be done. */
  readonly resolve?: ResolveTxt | undefined
  readonly now: Date
}

type Message = { bytes: Uint8Array; place: MailHead['place']; depth: number }

/** Reads a mail as its program saves it. Throws DetectError: TOO_MANY beyond a bound, MALFORMED where it cannot be read. */
export async function readSuspiciousMail(
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<SuspiciousReading> {
  verifyBounds(bytes)
  const waiting: Message[] = [{ bytes, place: 'itself', depth: 0 }]
  const mails: MailHead[] = []
  const files: Attached[] = []
  const htmls: HtmlReading[] = []
  const texts: string[] = []
  const heads: string[] = []
  const left = new Map<LeftOut['what'], number>()
  const leave = (what: LeftOut['what'], count: number): void => {
    if (count > 0) left.set(what, (left.get(what) ?? 0) + count)
  }
  for (let message = waiting.shift(); message; message = waiting.shift()) {
    if (mails.length >= MOST_MAILS) {
      leave('mails', 1)
      continue
    }
    const mail = await parse(message.bytes)
    const { head, more } = await toHead(mail, message, options)
    mails.push(head)
    heads.push(mail.subject ?? '', ...head.from.map(({ name }) => name))
    leave('way', more)
    const html = (mail.html ?? '').slice(0, MOST_HTML)
    leave('text', (mail.html ?? '').length > MOST_HTML ? 1 : 0)
    htmls.push(readHtml(html))
    texts.push(mail.text ?? '')
    for (const { filename, mimeType, disposition, content } of mail.attachments) {
      const inner = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
      const isMail = mimeType === 'message/rfc822' || /\.eml$/i.test(filename ?? '')
      if (isMail) waiting.push({ bytes: inner, place: 'attached', depth: message.depth + 1 })
      if (files.length >= MOST_FILES) leave('files', 1)
      else if (!isMail)
        files.push(
          describeAttached(
            { name: filename ?? '', type: mimeType, isInline: disposition === 'inline' },
            inner,
          ),
        )
    }
  }
  return join(bytes, { mails, files, htmls, texts, heads, left, leave })
}

type Parts = {
  mails: MailHead[]
  files: Attached[]
  htmls: HtmlReading[]
  texts: string[]
  /** Subjects and names of senders as they are written. */
  heads: string[]
  left: Map<LeftOut['what'], number>
  leave: (what: LeftOut['what'], count: number) => void
}

function join(
  bytes: Uint8Array,
  { mails, files, htmls, texts, heads, left, leave }: Parts,
): SuspiciousReading {
  const sum = (of: (html: HtmlReading) => number) => htmls.reduce((all, html) => all + of(html), 0)
  const words = [...texts, ...htmls.map(({ text }) => text)].join('\n')
  const found = findLinks(
    words,
    htmls.flatMap(({ links }) => links),
  )
  leave('links', found.more + sum(({ more }) => more))
  leave('text', found.isCut ? 1 : 0)
  leave('tags', htmls.filter(({ cut }) => cut).length)
  leave(
    'pictures',
    sum(({ pictures }) => pictures) + files.filter(({ kind }) => kind === 'picture').length,
  )
  leave(
    'archives',
    files.filter(({ kind }) => kind === 'archive' || kind === 'locked-archive').length,
  )
  const quoted = findQuoted(words.slice(0, MOST_TURNED_TEXT))
  return {
    of: 'mail',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mails,
    ...(quoted ? { quoted } : {}),
    links: found.links,
    mailboxes: found.mailboxes,
    files,
    forms: sum(({ forms }) => forms),
    passwords: sum(({ passwords }) => passwords),
    scripts: sum(({ scripts }) => scripts),
    turned: countTurned([...heads, words.slice(0, MOST_TURNED_TEXT)].join('\n')),
    leftOut: [...left].map(([what, count]) => ({ what, count })),
  }
}

/** Marks that turn the direction of what follows, and those that are not seen within a word of plain letters. */
export function countTurned(text: string): number {
  return [...text.matchAll(/[\u202d\u202e]|(?<=[a-z])[\u200b\u2060\ufeff](?=[a-z])/giu)].length
}

function verifyBounds(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new DetectError('EMPTY', 'there is nothing in this mail')
  if (bytes.length > MOST_BYTES)
    throw new DetectError('TOO_MANY', `a mail of more than ${MOST_BYTES >> 20} MiB is not read`)
  let parts = 0
  let words = 0
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    if (bytes[start] === 45 && bytes[start + 1] === 45 && ++parts > MOST_PARTS)
      throw new DetectError('TOO_MANY', `more than ${MOST_PARTS} lines that may begin a part`, {
        line,
      })
    if (!isEncoded(bytes, start, end) && ++words > MOST_LINES)
      throw new DetectError('TOO_MANY', `more than ${MOST_LINES} lines of words`, { line })
    start = end + 1
  }
}

/** Whether a line may be one of a file in base64, of which there are many; what reads mails takes its time for each line. */
function isEncoded(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1] === 13 ? end - 1 : end
  if (last - start < 60 || last - start > 80) return false
  for (let at = start; at < last; at++) {
    const byte = bytes[at]!
    const isSign =
      (byte >= 65 && byte <= 90) ||
      (byte >= 97 && byte <= 122) ||
      (byte >= 47 && byte <= 57) ||
      byte === 43 ||
      byte === 61
    if (!isSign) return false
  }
  return true
}

async function parse(bytes: Uint8Array): Promise<Email> {
  fieldsOf(bytes)
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: MOST_DEPTH,
      maxHeadersSize: 1 << 20,
    })
  } catch (cause) {
    throw new DetectError(
      'MALFORMED',
      `this mail cannot be read: ${(cause as Error).message}`,
      {},
      { cause },
    )
  }
}

async function toHead(
  mail: Email,
  { bytes, place }: Message,
  { own, resolve, now }: ReadOptions,
): Promise<{ head: MailHead; more: number }> {
  const { fields } = fieldsOf(bytes)
  const { hops, stated, more } = readWay(fields, own)
  const from = fields.filter(({ key }) => key === 'from').length > 1 ? fromAll(mail) : fromOne(mail)
  const signed = fields.filter(({ key }) => key === 'dkim-signature').length
  const sender = boxesOf(mail.sender)[0]
  const { returnPath, subject, date, messageId } = mail
  const asked = resolve
    ? {
        signatures: await verifySignatures(bytes, resolve, now),
        chain: await verifyChain(bytes, resolve),
        ...(await policyOf(from[0], resolve)),
        spf: await spfOf({ hops, returnPath }, resolve),
      }
    : {}
  const told = { returnPath, subject, date, messageId }
  return {
    head: {
      place,
      from,
      ...(sender ? { sender } : {}),
      replyTo: (mail.replyTo ?? []).flatMap((one) => boxesOf(one)),
      to: (mail.to ?? []).slice(0, MOST_TO).flatMap((one) => boxesOf(one)),
      cc: (mail.cc ?? []).slice(0, MOST_TO).flatMap((one) => boxesOf(one)),
      ...Object.fromEntries(
        Object.entries(told).flatMap(([name, value]) => (value ? [[name, toShown(value)]] : [])),
      ),
      hops,
      stated,
      signed,
      seals: countSeals(fields),
      ...asked,
    },
    more,
  }
}

/** All whom the one line of From names: programs differ in whom of several they show. */
function fromOne(mail: Email): Mailbox[] {
  const line = mail.headers.find(({ key }) => key === 'from')
  return addressParser(line?.value ?? '')
    .slice(0, MOST_FROM)
    .flatMap((one) => boxesOf(one))
}

/** Every From line, where a mail has several: programs differ in which they show. */
function fromAll(mail: Email): Mailbox[] {
  const lines = mail.headers.filter(({ key }) => key === 'from').slice(0, MOST_FROM)
  return lines.map(({ value }) => {
    const address = /<([^<>\s]{1,320})>/.exec(value)?.[1] ?? value.trim().slice(0, 320)
    return {
      name: toShown(
        value
          .replace(/<[^<>]*>/g, '')
          .replaceAll('"', '')
          .trim(),
      ),
      address: address.toLowerCase(),
    }
  })
}

function boxesOf(address: Address | undefined): Mailbox[] {
  if (!address) return []
  const all = (address.group ?? [address]).filter(({ address: box }) => box)
  return all.slice(0, 20).map(({ name, address: box }) => ({
    name: name.slice(0, 300),
    address: (box ?? '').toLowerCase().slice(0, 320),
  }))
}

/** What the domain in From publishes of mails that do not fit (RFC 7489, 6.6.3): of the name itself, else of the registered one. */
async function policyOf(
  from: Mailbox | undefined,
  resolve: ResolveTxt,
): Promise<Pick<MailHead, 'policy'>> {
  const host = from?.address.split('@').at(-1) ?? ''
  if (!/^[a-z0-9.-]{3,253}$/.test(host)) return {}
  for (const name of new Set([host, registeredOf(host)])) {
    try {
      const record = (await resolve(`_dmarc.${name}`)).find((one) => /^v=DMARC1\b/i.test(one))
      const policy = record && /;\s*p\s*=\s*(none|quarantine|reject)/i.exec(record)?.[1]
      if (policy) return { policy: policy.toLowerCase() }
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== 'ENOTFOUND' && code !== 'ENODATA') return {}
    }
  }
  return { policy: null }
}
