/**
 * Suspicious mails that are sent to the exchange: looked at and answered where the mail proves that it comes from somebody who is
 * registered. Everybody else gets no answer and is counted, so that nobody can learn who is registered, or have us write to others.
 */
import { inWords, MOST_BYTES } from '@tocsin/detect/suspicious'
import { hash } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { MailDoor } from '../bounces/mail-door.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { headOf } from '../texts/mail-head.ts'
import { checkReading, countLook, readFor } from './check.ts'
import { MAIL_WORDS } from './mail-words.ts'
import { findRegistered } from './registered.ts'
import { provenSender } from './rules.ts'

/** Programs, lists and servers: to answer one would write to it without end. */
const AUTOMATIC =
  /^(?:auto-submitted[ \t]*:\s*(?!\s|no\b)|precedence[ \t]*:\s*(?:bulk|list|junk|auto)|list-(?:id|unsubscribe)[ \t]*:|x-auto(?:reply|respond)[\w-]*[ \t]*:|x-auto-response-suppress[ \t]*:\s*(?:all|.*autoreply))/im
const MOST_HEAD = 256 << 10

/** The door, where the configuration names an address for it; never in an exercise, which sends no mail. */
export function openSuspiciousDoor(ctx: Context, limits: Limits): MailDoor | undefined {
  const { inbound, suspicious, exercise } = ctx.config
  if (!inbound || !suspicious?.mailbox || !suspicious.resolvers || exercise) return undefined
  const address = `${suspicious.mailbox}@${inbound.domain}`.toLowerCase()
  return {
    address,
    maxBytes: MOST_BYTES,
    take: (bytes, sender) => take(ctx, limits, { address, bytes, sender }),
  }
}

/** Answers before the mail is acknowledged, so that one whose answer no server takes comes again; nothing of either is kept. */
async function take(
  ctx: Context,
  limits: Limits,
  { address, bytes, sender }: { address: string; bytes: Uint8Array; sender: string },
): Promise<void> {
  const refuse = (why: string) => countLook(ctx, 'mail', why)
  const { mailer } = ctx
  if (!mailer) return refuse('no-mailer')
  const head = headOf(bytes, MOST_HEAD)
  if (sender === '' || AUTOMATIC.test(head)) return refuse('automatic')
  // What is not signed at all is not worth a thread.
  if (!/^dkim-signature[ \t]*:/im.test(head)) return refuse('not-proven')
  const outer = await readFor(ctx, { ownDomains: [] }, { mail: bytes }, 'mail').catch(asUnreadable)
  if (!outer) return refuse('unreadable')
  const from = provenSender(outer, { address, now: ctx.clock.now() })
  if (from === undefined) return refuse('not-proven')
  const known = await findRegistered(ctx, from)
  if (!known) return refuse('not-registered')
  const isFree = await limits.count('checksPerAsker', from).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ExchangeError && error.code === 'too-many-requests') return false
      throw error
    },
  )
  if (!isFree) return refuse('too-often')
  const { asker, language } = known
  const reading = await readFor(ctx, asker, { mail: bytes }, 'mail')
  const { judgement } = await checkReading(ctx, asker, reading)
  const answer = inWords(judgement, language, ctx.config.suspicious?.contact)
  const words = MAIL_WORDS[language]
  await mailer.send({
    to: from,
    subject: words.subject,
    text: [
      reading.mails.length > 1 || reading.quoted ? answer.words : `${words.itself} ${answer.words}`,
      '',
      ...answer.first.map((one, i) => `${i + 1}. ${one}`),
      '',
      words.found,
      ...answer.findings.map((one) => `- ${words.levels[one.level]}: ${one.words}`),
      ...(answer.more > 0 ? [`- ${words.more(answer.more)}`] : []),
      '',
      words.kept(ctx.config.name),
    ].join('\n'),
    // So that no program answers it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Tocsin-Of': hash('sha256', bytes) },
  })
  await countLook(ctx, 'mail', judgement.verdict)
}

/** Nothing for a mail that cannot be read; what is no fault of it is thrown, so that it comes again. */
function asUnreadable(error: unknown): undefined {
  const isItsFault =
    error instanceof ExchangeError && ['bad-request', 'too-large'].includes(error.code)
  if (!isItsFault) throw error
}
