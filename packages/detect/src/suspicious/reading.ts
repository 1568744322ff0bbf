/** What can be read off a mail, a text or a link, before anybody judges it. */
import type { ArcChain } from './arc.ts'
import type { Attached } from './attachments.ts'
import type { Signature } from './dkim.ts'
import type { FoundLink } from './found-links.ts'
import type { Stated, Hop } from './hops.ts'
import type { Quoted } from './quoted.ts'
import type { SpfResult } from './spf.ts'

export type Mailbox = { readonly name: string; readonly address: string }

export type MailHead = {
  /** `attached`: forwarded as an attachment of the one before it. */
  readonly place: 'itself' | 'attached'
  readonly from: readonly Mailbox[]
  readonly sender?: Mailbox
  readonly replyTo: readonly Mailbox[]
  /** Whom it names as those it is for, by the line. */
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly returnPath?: string
  readonly subject?: string
  readonly date?: string
  readonly messageId?: string
  readonly hops: readonly Hop[]
  readonly stated: readonly Stated[]
  /** Signatures checked again; absent where no resolver may be asked. */
  readonly signatures?: readonly Signature[]
  /** How many signatures it carries, checked or not. */
  readonly signed: number
  /** Lines that seal what was checked on its way (ARC), sound or not. */
  readonly seals: number
  /** Their chain computed again; null where there is none, absent where no resolver may be asked. */
  readonly chain?: ArcChain | null
  /**
   * Whether the machine that handed it to the own side may send for the domain that it returns to, as of now; null where that cannot be
   * known from the mail, absent where nobody may be asked.
   */
  readonly spf?: { readonly domain: string; readonly result: SpfResult } | null
  /** What the domain in From asks for where nothing fits (DMARC); absent where it was not asked, null where it asks nothing. */
  readonly policy?: string | null
}

/** What was not read, counted, by a code that words are made of. */
export type LeftOut = {
  readonly what: 'pictures' | 'archives' | 'links' | 'mails' | 'files' | 'text' | 'way' | 'tags'
  readonly count: number
}

export type SuspiciousReading = {
  readonly of: 'mail' | 'words'
  readonly size: number
  readonly sha256: string
  /** The mail, and those that it carries as attachments; none of words. */
  readonly mails: readonly MailHead[]
  readonly quoted?: Quoted
  readonly links: readonly FoundLink[]
  /** Mailboxes that the words name. */
  readonly mailboxes: readonly string[]
  readonly files: readonly Attached[]
  readonly forms: number
  readonly passwords: number
  readonly scripts: number
  /** Signs in subject, names and words that turn the direction of text or are not seen between letters. */
  readonly turned: number
  readonly leftOut: readonly LeftOut[]
}
