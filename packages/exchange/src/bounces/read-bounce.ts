/** What a mail that came back to us says of the mail that we had sent. Pure: nothing in it is run, shown or fetched. */
import type { HeardKind } from '@tocsin/api'
import PostalMime, { type Email } from 'postal-mime'
import { AWAY, COPY, DAEMON, DAEMON_NAME, DELAYED, ENDED, FAILED } from './phrases.ts'
import { beginningOf } from '../texts/beginning.ts'
import { codesIn, readStatusReport, type Recipient } from './status-report.ts'

/** `codes`: reply and enhanced code, such as `550 5.1.1`; empty where none is named. `words` may hold addresses. */
export type Reading = { kind: HeardKind; codes: string; words: string }

/** Lines of a mail that are read: each costs time, however little stands in it. */
const LINES = 40_000
/** Characters of its words that are looked at, and that are kept. */
const LOOKED_AT = 32_768
const KEPT = 300

/** Where a mail goes on beyond the lines that are read, it is read to there, and `cut` says so. */
export function cutLines(bytes: Uint8Array): { bytes: Uint8Array; cut: boolean } {
  let end = -1
  for (let lines = 0; lines < LINES; lines++) {
    end = bytes.indexOf(0x0a, end + 1)
    if (end === -1) return { bytes, cut: false }
  }
  return { bytes: bytes.subarray(0, end + 1), cut: end + 1 < bytes.length }
}

/**
 * Reads a mail that came back, of as many lines as `cutLines` leaves. `recipient` is the address of the mail that went out; `sender` that of the envelope, empty
 * as RFC 5321 wants it of such mails. Throws where it is no mail that can be taken apart within bounds.
 */
export async function readBounce(
  bytes: Uint8Array,
  { recipient, sender }: { recipient: string; sender: string },
): Promise<Reading> {
  const mail = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 128 << 10,
  })
  const report = statusPart(mail)
  const recipients = report === undefined ? [] : readStatusReport(report)
  return (
    fromReport(recipients, recipient) ?? fromReceipt(mail) ?? fromWords(mail, { recipient, sender })
  )
}

function statusPart(mail: Email): string | undefined {
  const part = mail.attachments.find(({ mimeType }) =>
    /^message\/(global-)?delivery-status$/i.test(mimeType),
  )
  return part && asText(part.content)
}

function asText(content: string | ArrayBuffer | Uint8Array): string {
  if (typeof content === 'string') return content
  return new TextDecoder().decode(content)
}

/** Of several recipients the one that was written to; of an address that stands for many it failed when all did. */
function fromReport(all: Recipient[], recipient: string): Reading | undefined {
  const own = all.filter(({ addresses }) => addresses.includes(recipient.toLowerCase()))
  const about = (own.length > 0 ? own : all).map((one) => ({ ...one, kind: kindOf(one) }))
  const known = about.filter((one) => one.kind !== undefined)
  if (known.length === 0) return undefined
  const failed = known.every(({ kind }) => kind === 'failed')
  const kind = failed
    ? 'failed'
    : known.some((one) => one.kind === 'delivered')
      ? 'delivered'
      : 'delayed'
  const said = known.find((one) => one.kind === kind)!
  return { kind, ...toWords(said, said.diagnostic) }
}

function kindOf({ action, status }: Recipient): 'failed' | 'delayed' | 'delivered' | undefined {
  if (action === 'failed' || action === 'delayed') return action
  if (action !== undefined) return 'delivered'
  const first = status?.[0]
  if (first === '5') return 'failed'
  if (first === '4') return 'delayed'
  return first === '2' ? 'delivered' : undefined
}

/** A receipt of a mail program (RFC 8098): some machine says that something was shown. */
function fromReceipt(mail: Email): Reading | undefined {
  const isOne =
    mail.attachments.some(({ mimeType }) =>
      /^message\/disposition-notification$/i.test(mimeType),
    ) || /report-type="?disposition-notification/i.test(header(mail, 'content-type'))
  return isOne ? { kind: 'receipt', codes: '', words: '' } : undefined
}

/** Without fields it is the words that count, but for those of the mail that came back. */
function fromWords(mail: Email, who: { recipient: string; sender: string }): Reading {
  const own = ownWords(mail)
  const subject = mail.subject ?? ''
  const text = `${subject}\n${own}`
  const codes = codesIn(own)
  const said = toWords(codes, text)
  if (header(mail, 'x-failed-recipients') !== '' && !DELAYED.test(subject))
    return { kind: 'failed', ...said }
  if (!isDaemon(mail, who)) return { kind: isAnswer(mail) ? 'auto-reply' : 'other', ...said }
  if (DELAYED.test(text) && !ENDED.test(text)) return { kind: 'delayed', ...said }
  if (FAILED.test(text)) return { kind: 'failed', ...said }
  if (codes.status ?? codes.reply)
    return { kind: (codes.status ?? codes.reply!)[0] === '5' ? 'failed' : 'delayed', ...said }
  return { kind: isAnswer(mail) ? 'auto-reply' : 'other', ...said }
}

function ownWords(mail: Email): string {
  const text = (mail.text ?? stripTags(mail.html ?? '')).slice(0, LOOKED_AT)
  const copy = COPY.exec(text)
  // Line by line: an expression that looks for blanks before a line end tries each blank of a long run anew.
  return (copy ? text.slice(0, copy.index) : text)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}

function stripTags(html: string): string {
  return html.slice(0, 4 * LOOKED_AT).replace(/<[^<>]{0,2000}>/g, ' ')
}

/** Whether a mail system speaks: by its name, or because nobody else is named who could. */
function isDaemon(mail: Email, who: { recipient: string; sender: string }): boolean {
  const address = mail.from?.address ?? ''
  if (DAEMON.test(address) || DAEMON_NAME.test(mail.from?.name ?? '')) return true
  if (/report-type="?delivery-status/i.test(header(mail, 'content-type'))) return true
  // Who answers for a person who is away writes from that person's own address.
  if (isAnswer(mail) || address.toLowerCase() === who.recipient.toLowerCase()) return false
  return who.sender === '' && FAILED.test(mail.subject ?? '')
}

function isAnswer(mail: Email): boolean {
  return (
    /^auto-(replied|generated|notified)/i.test(header(mail, 'auto-submitted')) ||
    /^(auto[_-]reply|junk|bulk)/i.test(header(mail, 'precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-vacation'].some((name) => header(mail, name) !== '') ||
    AWAY.test(mail.subject ?? '')
  )
}

function header(mail: Email, name: string): string {
  return mail.headers.find(({ key }) => key === name)?.value ?? ''
}

function toWords(
  { reply, status }: Pick<Recipient, 'reply' | 'status'>,
  text: string,
): Pick<Reading, 'codes' | 'words'> {
  const words = beginningOf(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), KEPT)
  return { codes: [reply, status].filter(Boolean).join(' '), words }
}
