import { createHash, randomBytes, randomInt } from 'node:crypto'

/** The page of a notice for its office. The secret stands in the fragment, which no server, proxy or log is sent. */
export function toOfficeLink(origin: string, token: string): string {
  return `${origin}/n#${token}`
}

/** The rank of links on printed letters: whoever holds one is no contact that is known. */
export const PRINTED = -1
/** What is known of whoever answers by one. */
export const PRINTED_TITLE = 'Whoever holds the printed letter'

/** The secret of the link in the text of a mail, if there is one. */
export function findOfficeToken(text: string): string | undefined {
  return /\/n#([\w-]+)/.exec(text)?.[1]
}

/** How long a notice can be opened by its link after it was closed: an office may want its receipt. */
const LINK_DAYS = 30

/** When the links of a notice closed at `closedAt` end. */
export function endOfLink(closedAt: Date): Date {
  return new Date(closedAt.getTime() + LINK_DAYS * 86_400_000)
}

/** A new secret for the link in a mail; only its hash is kept. */
export function newLinkToken(): { token: string; hash: Uint8Array } {
  const token = randomBytes(24).toString('base64url')
  return { token, hash: hashLinkToken(token) }
}

export function hashLinkToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/**
 * Twelve digits to be read aloud by a caller. A million million codes against at most a few hundred
 * thousand targets: a guess at the rate the server admits does not find one in an election's lifetime.
 */
export function newCallBackCode(): string {
  const group = () => String(randomInt(10_000)).padStart(4, '0')
  return `${group()}-${group()}-${group()}`
}

/** Digits as read over a phone, with any spacing. */
export function normaliseCode(text: string): string {
  return text.replace(/\D/g, '').replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3')
}
