/**
 * Whose fault it is that a mail did not go out. `recipient`: the mailbox is refused for good, and nobody need try again.
 * `later`: this mail to this mailbox was put off or turned away for another reason than the mailbox. `server`: our own
 * mail server is away or refuses us, so no mail goes out and no recipient is to blame.
 */
export type MailFault = {
  kind: 'recipient' | 'later' | 'server'
  /** In the server's own words, which may hold the address; for the operator. */
  words: string
  /** The reply's codes alone, for the record. */
  brief: string
  /** The line ended after the whole mail, before the server said whether it took it: it may have. */
  unknown?: true
}

/** What nodemailer tells of a failure: the command that was answered and the reply (RFC 5321, 4.2). */
type SmtpError = {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  /** Set by our mailer. */
  unknown?: true
}

/** Reply codes that speak of the session or of us, whatever command they answer (RFC 5321, RFC 4954, RFC 3207). */
const ABOUT_US = new Set([421, 500, 502, 503, 530, 534, 535, 538])
/** A host that takes no mail at all (RFC 7504), and a mailbox that is elsewhere. */
const ABOUT_THEM = new Set([551, 556])
/** How servers without enhanced codes say that it is we who are not welcome. */
const UNWELCOME =
  /relay|authenti|block|black|reputation|spam|polic|denied|spf|dkim|dmarc|rcpthosts|not permitted/i

/** Reads the failure of one mail to one mailbox, as the mailer threw it. */
export function toMailFault(error: unknown): MailFault {
  const { code = '', command = '', responseCode = 0, response = '', unknown } = error as SmtpError
  const said = error instanceof Error ? error.message : 'the mail server refused'
  // A sign of which only half fits is no text that can be kept.
  const words = said.slice(0, 300).toWellFormed()
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const brief = responseCode > 0 ? [responseCode, enhanced].filter(Boolean).join(' ') : code
  const kind = kindOf(command, code, responseCode, enhanced, response)
  return { kind, words, brief, ...(unknown ? { unknown } : {}) }
}

function kindOf(
  command: string,
  code: string,
  reply: number,
  enhanced: string | undefined,
  text: string,
): MailFault['kind'] {
  if (code === NO_MAILBOX) return 'recipient'
  // Until the recipient is named, whatever goes wrong is between our server and us.
  if (command !== 'RCPT TO' && command !== 'DATA') return 'server'
  if (reply === 0 || ABOUT_US.has(reply)) return 'server'
  if (reply < 500) return 'later'
  if (enhanced !== undefined) return kindOfEnhanced(enhanced)
  if (command === 'DATA' || UNWELCOME.test(text)) return 'later'
  return reply === 550 || reply === 553 || ABOUT_THEM.has(reply) ? 'recipient' : 'later'
}

/** The subject of an enhanced code (RFC 3463): 1 the address, 2 the mailbox; of the rest no mailbox can help it. */
function kindOfEnhanced(enhanced: string): MailFault['kind'] {
  const [kind, subject, detail] = enhanced.split('.').map(Number) as [number, number, number]
  if (kind !== 5) return 'later'
  // 5.1.7 and 5.1.8 are of the sender's address; 5.2.2 to 5.2.4 are a full mailbox, a large mail and a list.
  if (subject === 1) return detail === 7 || detail === 8 ? 'server' : 'recipient'
  return subject === 2 && (detail === 0 || detail === 1) ? 'recipient' : 'later'
}

/** The code of a failure that needed no server: the text on file is no mailbox. */
export const NO_MAILBOX = 'ENOMAILBOX'
