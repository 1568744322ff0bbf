/** A mail as its program saves it (RFC 5322): sender, links, attachments and headers are kept, addressees are masked. */
import type { ComposedReading } from '@tocsin/api'
import { hash } from 'node:crypto'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { ExchangeError } from '../errors.ts'
import { openMask, type Mask } from './addressees.ts'
import { mediaTypeOf } from './media-type.ts'
import { openPlacing } from './placing.ts'
import { HASHES_ALONE, type MediaOptions, openMedia } from './read-media.ts'
import { pause } from '../policy/pause.ts'
import { openRows, type Rows, type Value } from './reading.ts'
import { hiddenInWords, toShown } from '@tocsin/detect/match'
import { readValue } from './value.ts'
import { beginningOf } from '../texts/beginning.ts'

const MAX_LINKS = 2000
/** Characters of the text, in which every addressee is looked for. */
const MAX_TEXT = 1 << 20
/** Characters of a remark (`ComposedItem` of the API). */
const MAX_REMARK = 400

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

/** Reads a mail; of attachments that are pictures and videos what `readMedia` reads of files. */
export async function readMail(
  bytes: Uint8Array,
  options: MediaOptions = {},
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
  for (const [where, address] of sendersOf(mail)) {
    const read = readValue(address)
    if (read && 'value' in read) rows.take(++row, `${where}: ${address}`, [read.value])
    else rows.refuse(++row, `${where}: ${address}`, read?.fault ?? 'no mail address')
  }
  for (const link of linksOf(mail)) readLink(rows, ++row, link, mask)
  row = await readAttachments(rows, row, mail, options)
  const placing = openPlacing(rows)
  for (const line of toWords(mail, mask)) {
    row++
    await pause()
    const words = line.trim() === '' ? undefined : placing.take(row, line, () => false)
    if (words !== undefined) sayLine(rows, row, words)
  }
  const { addressees, hits } = mask.count()
  rows.remark(
    `${addressees} ${addressees === 1 ? 'addressee is' : 'addressees are'} masked, ${hits} ${hits === 1 ? 'time' : 'times'}. Other people that the text names are not: read it before it is shared.`,
  )
  tellLeftOut(rows, mail)
  const parts = placing.end('mail')
  return { ...rows.end('mail'), ...parts }
}

/** Gives the last row. Of a picture that cannot be decoded the SHA-256 stays, as of any attachment. */
async function readAttachments(
  rows: Rows,
  before: number,
  { attachments }: Email,
  options: MediaOptions,
): Promise<number> {
  const read = openMedia(options)
  let row = before
  let media = 0
  for (const { filename, content } of attachments) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
    const text = `attachment ${toShown(filename ?? 'without a name')}`
    const type = mediaTypeOf(bytes)
    if (!type) {
      const value = hash('sha256', bytes)
      const remark = beginningOf(text, MAX_REMARK)
      rows.take(++row, text, [{ kind: 'hash', algorithm: 'SHA-256', value, remark }])
      continue
    }
    media++
    const { value, fault } = await read(bytes, type, filename ?? undefined)
    const said = [text, value.remark, ...(fault ? [`without PDQ: ${fault}`] : [])].join('; ')
    rows.take(++row, text, [{ ...value, remark: beginningOf(said, MAX_REMARK) }])
  }
  if (media > 0) rows.remark(HASHES_ALONE)
  return row
}

/** What is not read and is no row. */
function tellLeftOut(rows: Rows, { headers, html }: Email): void {
  const others = headers.filter(({ key }) => !TOLD.includes(key)).length
  if (others > 0)
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
const BARE = /\b(?:https?|hxxps?):\/\/[^\s<>"')\]]{1,4096}/gi

/** Every link of the mail, once; `cid:` and other inner ones are none. */
function linksOf({ html = '', text = '' }: Email): Set<string> {
  const links = new Set<string>()
  const add = (link: string) => {
    const url = link
      .trim()
      .replaceAll('&amp;', '&')
      .replace(/[.,;]$/, '')
    if (/^(https?|hxxps?|ftp):\/\//i.test(url)) links.add(url)
  }
  for (const [, a, b, c] of html.matchAll(HREF)) add(a ?? b ?? c ?? '')
  for (const [link] of text.matchAll(BARE)) add(link)
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

/** Line by line, so that of a mail with more rows than are read no more is masked. */
function* toWords(mail: Email, mask: Mask): Generator<string> {
  const told = mail.headers
    .filter(({ key }) => TOLD.includes(key))
    .map(({ originalKey, value }) => `${originalKey}: ${value.replaceAll(/\s+/g, ' ')}`)
  for (const line of [...told, '', ...(mail.text ?? '').split(/\r\n|\n|\r/)])
    yield line.trim() === '' ? '' : mask.text(line)
}

function sayLine(rows: Rows, row: number, line: string): void {
  if (line.trim() === '') return
  const hidden = hiddenInWords(line)
  if (hidden) rows.refuse(row, line, hidden)
  else rows.say(row, line.trimEnd())
}
