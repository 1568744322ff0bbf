/** A mail as its program saves it (RFC 5322): sender, links, attachments and headers are kept, addressees are masked. */
import type { ComposedReading } from '@tocsin/api'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { ExchangeError } from '../errors.ts'
import { openMask, type Mask } from './addressees.ts'
import { BARE_LINK } from './bare-link.ts'
import { openPlacing } from './placing.ts'
import { pause } from '../policy/pause.ts'
import { readAttachments } from './read-attachment.ts'
import type { MediaOptions } from './read-media.ts'
import { thingsOf } from './read-text.ts'
import { openRows, type Rows, type Value, type ValueOptions } from './reading.ts'
import { hiddenInWords } from '@tocsin/detect/match'
import { readValue } from './value.ts'
import { beginningOf } from '../texts/beginning.ts'

const MAX_LINKS = 2000
/** Characters of the text, in which every addressee is looked for. */
const MAX_TEXT = 1 << 20

/** Headers that say whence a mail came and nothing of whom it went to. */
const TOLD = [
  'from',
  'sender',
  'reply-to',
  'return-path',
  'date',
  'subject',
  'message-id',
  'received',
  'received-spf',
  'authentication-results',
  'x-mailer',
  'user-agent',
  'x-originating-ip',
  'list-unsubscribe',
  'list-id',
]

export type MailOptions = MediaOptions &
  ValueOptions & {
    /** Whether the mail only brings what it lists, so that its sender and headers are nothing to share. */
    bringsList?: boolean | undefined
  }

/** Reads a mail; of what is attached lists, and of pictures and videos what `readMedia` reads of files. */
export async function readMail(
  bytes: Uint8Array,
  options: MailOptions = {},
): Promise<ComposedReading> {
  const mail = await parseMail(bytes)
  if ((mail.text ?? '').length > MAX_TEXT)
    throw new ExchangeError(
      'too-large',
      `the text of this mail has more than ${MAX_TEXT.toLocaleString('en')} characters`,
    )
  const mask = openMask(mail)
  const rows = openRows()
  let row = 0
  for (const [where, address] of options.bringsList ? [] : sendersOf(mail)) {
    const read = readValue(address)
    const remark = `${where} of the mail; where it only brings a list, say so before it is read`
    if (read && 'value' in read)
      rows.take(++row, `${where}: ${address}`, [{ ...read.value, remark }])
    else rows.refuse(++row, `${where}: ${address}`, read?.fault ?? 'no mail address')
  }
  for (const link of linksOf(mail)) readLink(rows, ++row, link, mask)
  const attached = await readAttachments(rows, row, mail, mask, options)
  const parts = await sayWords(rows, attached.row, mail, mask, options)
  const { addressees, hits } = mask.count()
  rows.remark(
    `${addressees} ${addressees === 1 ? 'addressee is' : 'addressees are'} masked, ${hits} ${hits === 1 ? 'time' : 'times'}. Other people that the text names are not: read it before it is shared.`,
  )
  tellLeftOut(rows, mail, options)
  const { columns } = attached
  return { ...rows.end('mail'), ...parts, ...(columns.length > 0 ? { columns } : {}) }
}

/** What mail programs set before a signature, in which no list stands. */
const SIGNATURE = /^-- ?$/

/** The headers as words, then the text: lines that list things give those, all others are words or belong to a part. */
async function sayWords(
  rows: Rows,
  before: number,
  mail: Email,
  mask: Mask,
  options: MailOptions,
): Promise<Pick<ComposedReading, 'parts'>> {
  const told = (options.bringsList ? [] : mail.headers)
    .filter(({ key }) => TOLD.includes(key))
    .map(({ originalKey, value }) => `${originalKey}: ${value.replaceAll(/\s+/g, ' ')}`)
  const placing = openPlacing(rows)
  let row = before
  let isList = false
  for (const given of [...told, '', ...(mail.text ?? '').split(/\r\n|\n|\r/)]) {
    row++
    await pause()
    // Behind the empty line that ends the headers, as in the mail itself.
    if (row === before + told.length + 1) isList = true
    if (SIGNATURE.test(given)) isList = false
    const line = given.trim() === '' ? '' : mask.text(given)
    const words = line.trim() === '' ? undefined : placing.take(row, line, () => false)
    if (words === undefined) continue
    const things = isList ? listedIn(words, options) : undefined
    if (things) rows.take(row, words.trim(), things)
    else sayLine(rows, row, words)
  }
  return placing.end('mail')
}

/** Links are things wherever they stand, and read before. */
function listedIn(line: string, options: ValueOptions): Value[] | undefined {
  const things = thingsOf(line, options)
  return things?.some(({ kind }) => kind === 'url') ? undefined : things
}

/** What is not read and is no row. */
function tellLeftOut(rows: Rows, { headers, html }: Email, { bringsList }: MailOptions): void {
  const others = headers.filter(({ key }) => !TOLD.includes(key)).length
  if (bringsList) rows.remark('Its sender and its headers are left out, as you chose.')
  else if (others > 0)
    rows.remark(`${others} other ${others === 1 ? 'header is' : 'headers are'} left out.`)
  if (html)
    rows.remark(
      `The part in HTML (${html.length.toLocaleString('en')} characters) is read for its links alone; its words are left out.`,
    )
}

async function parseMail(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      maxNestingDepth: 30,
      maxHeadersSize: 256 << 10,
      maxRfc822NestingDepth: 3,
    })
  } catch (cause) {
    throw new ExchangeError(
      'bad-request',
      `this mail cannot be read: ${(cause as Error).message}`,
      { cause, path: '/body' },
    )
  }
}

function* sendersOf(mail: Email): Generator<[string, string]> {
  const all: [string, Address | undefined][] = [
    ['From', mail.from],
    ['Sender', mail.sender],
    ...(mail.replyTo ?? []).map((one) => ['Reply-To', one] as [string, Address]),
  ]
  const seen = new Set<string>()
  for (const [where, address] of all)
    for (const { address: mailbox } of address?.group ?? (address ? [address] : [])) {
      if (!mailbox || seen.has(mailbox)) continue
      seen.add(mailbox)
      yield [where, mailbox]
    }
}

const HREF =
  /\b(?:href|src|action)\s{0,20}=\s{0,20}(?:"([^"]{1,4096})"|'([^']{1,4096})'|([^\s>"']{1,4096}))/gi

/** Every link of the mail, once; `cid:` and other inner ones are none. */
function linksOf({ html = '', text = '' }: Email): Set<string> {
  const links = new Set<string>()
  const add = (link: string) => {
    const url = link
      .trim()
      .replaceAll('&amp;', '&')
      .replace(/[.,;]$/, '')
    if (/^(https?|hxxps?|ftp)(?::|\[:\])\/\//i.test(url)) links.add(url)
  }
  for (const [, a, b, c] of html.matchAll(HREF)) add(a ?? b ?? c ?? '')
  for (const [link] of text.matchAll(BARE_LINK)) add(link)
  if (links.size <= MAX_LINKS) return links
  throw new ExchangeError(
    'too-large',
    `this mail holds ${links.size} links; at most ${MAX_LINKS} are read`,
  )
}

function readLink(rows: Rows, row: number, link: string, mask: Mask): void {
  const masked = mask.link(link)
  if (masked === undefined)
    return rows.refuse(
      row,
      beginningOf(mask.text(link), 60),
      'the link holds the address of an addressee where it cannot be left out',
    )
  const read = readValue(masked.url)
  if (!read) return rows.refuse(row, masked.url, 'no address that can be read')
  if ('fault' in read) return rows.refuse(row, masked.url, read.fault)
  const remark = masked.isCut
    ? 'what stood behind ? is left out: it held the address of an addressee'
    : undefined
  const value: Value = remark ? { ...read.value, remark } : read.value
  rows.take(row, masked.url, [value])
}

function sayLine(rows: Rows, row: number, line: string): void {
  if (line.trim() === '') return
  const hidden = hiddenInWords(line)
  if (hidden) rows.refuse(row, line, hidden)
  else rows.say(row, line.trimEnd())
}
