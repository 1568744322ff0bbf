import { isEmail, NO_EMAIL } from '@tocsin/api'
import { createTransport } from 'nodemailer'
import type { Readable } from 'node:stream'
import { ExchangeError } from '../errors.ts'
import { NO_MAILBOX } from './faults.ts'

export type Mail = {
  /** One mailbox. */
  to: string
  subject: string
  text: string
  html?: string
  /** A calendar file (RFC 5545), sent as the message of a meeting that calendars take in (RFC 6047). */
  icalEvent?: { method: 'REQUEST' | 'CANCEL'; filename: string; content: string }
  /** Message-ID (RFC 5322, 3.6.4) of a mail that may be handed over again; else the mailer makes one. */
  messageId?: string
  /** Message-ID of the mail that it is about, so that programs show both together. */
  inReplyTo?: string
  /** Other headers, such as that a program wrote it. */
  headers?: Record<string, string>
  /** Where it comes back to if it cannot be delivered; else to the sender. */
  returnPath?: string | undefined
}

/** Hands one mail to a server or throws with the server's own words; see `faults.ts` for whose fault it is. */
export type Mailer = {
  send: (mail: Mail) => Promise<void>
  close: () => void
  /** The key that it signs with. */
  signing?: Signing | undefined
}

/** The key that mails are signed with (DKIM), as the mailer takes it. */
export type Signing = { domainName: string; keySelector: string; privateKey: string }

/** A mailbox with the name that stands before it, as the mailer takes it: never text that it would have to parse. */
export type Mailbox = { name: string; address: string }

/** Connections at once, and how long one waits for the next mail: less than servers do, so that it is ours to end. */
const CONNECTIONS = 4
const IDLE_MS = 10_000
/** How often a mail of which nothing was said goes to another connection, where the server ended the first. */
const OTHER_CONNECTIONS = 2

/** How far a mail came over the line: whether it was sent to its end. */
type Way = { whole: boolean }

/** Notes that a mail was read to its end for the line. */
function noteWhole(
  { data, message }: { data: object; message: { createReadStream: () => Readable } },
  done: (error?: Error | null) => void,
): void {
  const create = message.createReadStream.bind(message)
  message.createReadStream = () => {
    const stream = create()
    stream.once('end', () => ((data as { way: Way }).way.whole = true))
    return stream
  }
  done()
}

/** Whether the line ended with nothing said: after a whole mail nobody knows whether the server took it. */
function isCutOff(error: unknown): boolean {
  return (error as { responseCode?: number }).responseCode === undefined
}

/** A mailer over SMTP, which signs each mail where a key is given. Time limits are short: a stuck server must become a visible fault, not a silence. */
export function smtpMailer(url: string, from: string, dkim?: Signing): Mailer {
  const sender = toMailbox(from)
  // What is given beside an address alone would be taken for the defaults of each mail, and change no connection.
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    idleTimeout: IDLE_MS,
    maxRequeues: OTHER_CONNECTIONS,
    ...(dkim ? { dkim } : {}),
  } as object)
  transport.use('stream', noteWhole)
  return {
    send: async ({ to, returnPath, ...mail }) => {
      if (!isEmail(to)) throw Object.assign(new Error(`${to} ${NO_EMAIL}`), { code: NO_MAILBOX })
      const recipient: Mailbox = { name: '', address: to }
      const origin = returnPath === undefined ? sender : { name: '', address: returnPath }
      const way: Way = { whole: false }
      const envelope = { from: origin, to: recipient }
      try {
        await transport.sendMail({ ...mail, from: sender, to: recipient, envelope, way } as never)
      } catch (error) {
        if (way.whole && isCutOff(error)) throw Object.assign(error as Error, { unknown: true })
        throw error
      }
    },
    close: () => transport.close(),
    signing: dkim,
  }
}

/** Reads `Name <mailbox>` or a bare mailbox, as the configuration has it. Throws `bad-request`. */
export function toMailbox(text: string): Mailbox {
  const [, name = '', address = text.trim()] = /^([^<>]*)<([^<>]*)>\s*$/.exec(text) ?? []
  const plain = name.trim().replace(/^"(.*)"$/, '$1')
  if (isEmail(address) && isLine(plain)) return { name: plain, address }
  throw new ExchangeError(
    'bad-request',
    `${text} is no sender of mail: it must be like Tocsin <tocsin@exchange.example>`,
  )
}

/** Whether a name can stand in a header: no control character and no quote that would end it. */
function isLine(text: string): boolean {
  return !/[\p{Cc}"]/u.test(text)
}
