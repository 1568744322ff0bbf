/** Words and files of a report before anything of them is kept: addresses of homes, and whom a mail was sent to, stay with the office. */
import type { ReportFile } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { findInText, type Found } from '../masking/find-text.ts'
import { pause } from '../policy/pause.ts'
import { beginningOf } from '../texts/beginning.ts'
import { addresseesIn, headOf, mailboxesIn, shownHead } from '../texts/mail-head.ts'

const STRUCK = '[address withheld]'
const MAX_FILE = 3 << 20
/** Longer texts are not searched, so that only their hash is kept. */
const MAX_SEARCHED = 200_000

/** Streets as they are written in Spanish, the number last. */
const STREET =
  /(?<![\p{L}\d])(?:calle|avenida|avda?|callej[óo]n)\.?\s{1,4}(?:[\p{L}\d'.-]{1,30},?\s{1,4}){0,5}?(?:(?:n[úu]m(?:ero)?\.?|no\.|nº)\s{0,4})?#?\d{1,6}(?!\d)/giu

/** A text without the addresses of homes in it, and how many there were. */
export function strike(text: string): { text: string; struck: number } {
  const found = addressesIn(text, findInText(text))
  let kept = ''
  let from = 0
  for (const { start, end } of found) {
    kept += text.slice(from, start) + STRUCK
    from = end
  }
  return { text: kept + text.slice(from), struck: found.length }
}

type Span = { start: number; end: number }

/** Where addresses of homes stand, in their order; nothing overlaps. */
function addressesIn(text: string, found: readonly Found[]): Span[] {
  const streets = [...text.matchAll(STREET)].map(({ index, 0: said }) => ({
    start: index,
    end: index + said.length,
  }))
  const all = [...found.filter(({ kind }) => kind === 'postal'), ...streets]
  const apart: Span[] = []
  for (const { start, end } of all.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1)
    if (last && last.end > start) last.end = Math.max(last.end, end)
    else apart.push({ start, end })
  }
  return apart
}

export type Evidence = Omit<ReportFile, 'id'> & { content: Uint8Array | null }

/** Whether a mailbox is of whoever reports, whom no report keeps from themselves. */
export type IsOwn = (mailbox: string) => boolean
const NOBODYS: IsOwn = () => false

/**
 * Takes a file in: its bytes as they are, or its hash alone where it holds addresses of homes, whom a mail was sent to, a list of
 * mailboxes, or is too long to be searched. Of such a mail the lines above it are kept beside it, without those that it was sent to. What is
 * long is searched in parts, so that other work goes on between them.
 */
export async function takeFile(
  file: { name: string; content: string },
  index: number,
  isOwn: IsOwn = NOBODYS,
): Promise<Evidence[]> {
  const bytes = Buffer.from(file.content, 'base64')
  if (!isBase64Of(file.content, bytes.length))
    throw new ExchangeError('bad-request', 'the file is not in base64', {
      path: `/body/files/${index}/content`,
    })
  if (bytes.length === 0 || bytes.length > MAX_FILE)
    throw new ExchangeError('too-large', 'a file has at most 3 MiB, and something in it', {
      path: `/body/files/${index}/content`,
    })
  const state = await stateOf(bytes, isOwn)
  const quiet = mailboxesIn(file.name).filter((one) => !isOwn(one))
  const named = quiet.reduce((text, one) => leaveOut(text, one), file.name)
  const name = beginningOf(strike(named.replace(/[/\\]/g, '_')).text, 300)
  const whole = toEvidence(name, bytes, state)
  return state === 'withheld' && isMail(bytes) ? [whole, headBeside(name, bytes)] : [whole]
}

function toEvidence(name: string, bytes: Uint8Array, state: ReportFile['state']): Evidence {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const content = state === 'withheld' ? null : new Uint8Array(bytes)
  return { name, size: bytes.length, sha256, state, content }
}

/** A mail begins with lines of its head, one of which says who sent it. */
function isMail(bytes: Uint8Array): boolean {
  const head = headOf(bytes, MOST_HEAD)
  return /^[!-9;-~]{1,80}[ \t]*:/.test(head) && /^from[ \t]*:/im.test(head)
}

const MOST_HEAD = 100_000
const LEFT_OUT = '(left out)'

/** The lines above a mail that was not kept: servers on its way, who sent it, and nobody whom it was sent to. */
function headBeside(name: string, bytes: Uint8Array): Evidence {
  const shown = shownHead(bytes, MOST_HEAD)
  const addressees = addresseesIn(headOf(bytes, MOST_HEAD))
  const isTelling = (said: string) =>
    strike(said).struck > 0 || addressees.some((one) => said.toLowerCase().includes(one))
  const plain = shown.replace(ENCODED, (word) => (isTelling(decodeWord(word)) ? LEFT_OUT : word))
  const quiet = addressees.reduce(leaveOut, plain)
  return toEvidence(
    `head of ${beginningOf(name, 280)}.txt`,
    Buffer.from(strike(quiet).text),
    'kept',
  )
}

/** A mailbox in a text as it is, or as senders write it into the address that bounces come back to. */
function leaveOut(text: string, mailbox: string): string {
  return ['@', '=', '%40', '-at-'].reduce(
    (said, sign) => said.replaceAll(anyCase(mailbox.replace('@', sign)), LEFT_OUT),
    text,
  )
}

/** Words that a head writes in another alphabet (RFC 2047). */
const ENCODED = /=\?[\w*-]{1,40}\?[BQ]\?[^?\s]{0,200}\?=/gi

function decodeWord(word: string): string {
  const [, , way = '', written = ''] = word.split('?')
  if (way.toUpperCase() === 'B') return Buffer.from(written, 'base64').toString('utf8')
  const octets = written
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(octets, 'latin1').toString('utf8')
}

function anyCase(written: string): RegExp {
  return new RegExp(written.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`), 'giu')
}

/** Reading base64 passes over what is none, so that too few bytes come out of it. */
function isBase64Of(text: string, bytes: number): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.floor(((text.length - padding) * 3) / 4) === bytes
}

/** A text that is no mail and names so many mailboxes is a list of people. */
const LIST = 3

async function stateOf(bytes: Uint8Array, isOwn: IsOwn): Promise<ReportFile['state']> {
  const text = toText(bytes)
  if (text === undefined) return 'unsearched'
  if (text.length > MAX_SEARCHED) return 'withheld'
  const others = (mailboxes: readonly string[]) => mailboxes.filter((one) => !isOwn(one)).length
  if (!isMail(bytes) && others(mailboxesIn(text)) >= LIST) return 'withheld'
  for (const one of textsIn(text))
    if (others(addresseesIn(one)) > 0 || (await holdsHome(one))) return 'withheld'
  return 'kept'
}

/** A text is searched in parts of so many signs, each with the end of the one before. */
const PART = 4_000
const OVERLAP = 400

/** Whether an address of a home stands in a text; no further than to the first. */
async function holdsHome(text: string): Promise<boolean> {
  for (let start = 0; start < text.length; start += PART - OVERLAP) {
    if (strike(text.slice(start, start + PART)).struck > 0) return true
    await pause()
  }
  return false
}

/** The text of a file, where it is text at all: in UTF-8, UTF-16 with its mark, or one byte a sign. */
function toText(bytes: Uint8Array): string | undefined {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes)
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes)
  // What holds signs that no text has is none.
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A text as it stands, and what a mail may hide in it: quoted-printable undone, parts in base64, and words between tags. */
function* textsIn(text: string): Generator<string> {
  const parts = text.match(CODED) ?? []
  const plain = text.replace(CODED, '\n')
  yield plain
  const unquoted = plain.replace(/=\r?\n/g, '')
  const octets = Buffer.from(unquoted).toString('latin1')
  const quoted = octets.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  for (const one of [Buffer.from(quoted, 'latin1').toString('utf8'), ...parts.map(decode)]) {
    if (one !== plain) yield one
    const untagged = one.replace(/<[^<>]{0,1000}>/g, ' ')
    if (untagged !== one) yield untagged
  }
}

/** Lines of base64, the last of them shorter. */
const CODED =
  /(?:^[A-Za-z0-9+/]{40,}={0,2}\r?(?:\n|$(?![^])))+(?:^[A-Za-z0-9+/]{2,76}={0,2}\r?$)?/gm

function decode(part: string): string {
  return Buffer.from(part, 'base64').toString('utf8')
}
