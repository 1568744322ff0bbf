/** Mail addresses in the form in which they are compared. */
import { domainToASCII } from 'node:url'

/** In small letters, and letters with marks as one sign where there is one: two ways to write a name are the same. */
export function mailboxForm(text: string): string {
  return text.toLowerCase().normalize('NFC')
}

/** A mail address in a line that holds bytes beyond ASCII, its host as the network knows it; null where that is none. */
export function toMailbox(line: Uint8Array, from: number, at: number, to: number): string | null {
  if (to - from > 1000) return null
  const text = Buffer.from(line.subarray(at + 1, to)).toString()
  // oxlint-disable-next-line no-control-regex -- everything beyond ASCII
  const host = /^[\u0000-\u007f]*$/.test(text) ? text : domainToASCII(text)
  if (host === '') return null
  return mailboxForm(`${Buffer.from(line.subarray(from, at)).toString()}@${host}`)
}
