/** A link or words that somebody pasted; what has the head of a mail is read as one. */
import { createHash } from 'node:crypto'
import { DetectError } from '../errors.ts'
import { findLinks } from './found-links.ts'
import { findQuoted } from './quoted.ts'
import { countTurned, MOST_BYTES, readSuspiciousMail, type ReadOptions } from './read-mail.ts'
import type { SuspiciousReading } from './reading.ts'
import { unwrap } from './unwrap.ts'

const MAIL_HEAD =
  /^(?:[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){2,}/
const OF_MAIL =
  /^(?:from|received|return-path|dkim-signature|message-id|delivered-to|mime-version):/im

/** Whether a text is a mail with its head, as "show original" gives it. */
function isMail(text: string): boolean {
  const head = MAIL_HEAD.exec(text.slice(0, 100_000).trimStart())?.[0]
  return head !== undefined && [...head.matchAll(new RegExp(OF_MAIL, 'gim'))].length >= 2
}

/** Reads what was pasted. Throws DetectError as `readSuspiciousMail`, and EMPTY for nothing. */
export async function readSuspiciousWords(
  text: string,
  options: ReadOptions,
): Promise<SuspiciousReading> {
  if (text.trim() === '') throw new DetectError('EMPTY', 'there is nothing to look at')
  const bytes = Buffer.from(text)
  if (bytes.length > MOST_BYTES)
    throw new DetectError('TOO_MANY', `words of more than ${MOST_BYTES >> 20} MiB are not read`)
  if (isMail(text)) return readSuspiciousMail(Buffer.from(text.trimStart()), options)
  const found = findLinks(text, [])
  const alone = text.trim()
  // One link by itself is taken as it stands, whatever its scheme and name.
  const link =
    /\s/.test(alone) || found.links.length > 0 || found.mailboxes.length > 0
      ? undefined
      : unwrap(alone)
  const links = link?.url === undefined ? found.links : [{ ...link, where: 'words' as const }]
  const quoted = findQuoted(text.slice(0, 200_000))
  return {
    of: 'words',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mails: [],
    ...(quoted ? { quoted } : {}),
    links,
    mailboxes: found.mailboxes,
    files: [],
    forms: 0,
    passwords: 0,
    scripts: 0,
    turned: countTurned(text.slice(0, 200_000)),
    leftOut: [
      ...(found.more > 0 ? [{ what: 'links' as const, count: found.more }] : []),
      ...(found.isCut ? [{ what: 'text' as const, count: 1 }] : []),
    ],
  }
}
