/**
 * A device that signed in before (OWASP, "device cookies"): callers who share one address, such as all those behind
 * a proxy that is not named, share its limits, and must not shut out those who belong here. The cookie signs nobody
 * in; it lets its holder ask for a link to one mailbox, as often as that mailbox alone may be asked for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readCookie, toCookie } from './cookie.ts'

const LIFE_SECONDS = 365 * 24 * 3600

/** `Set-Cookie` text that makes the browser known for this mailbox. */
export function toDeviceCookie(origin: string, secret: Uint8Array, email: string): string {
  return toCookie(origin, 'device', signOf(secret, email), LIFE_SECONDS)
}

/** Whether a request comes from a device on which this mailbox's person signed in. */
export function isKnownDevice(
  origin: string,
  secret: Uint8Array,
  request: Request,
  email: string,
): boolean {
  const shown = Buffer.from(readCookie(origin, 'device', request) ?? '')
  const wanted = Buffer.from(signOf(secret, email))
  return shown.length === wanted.length && timingSafeEqual(shown, wanted)
}

function signOf(secret: Uint8Array, email: string): string {
  return createHmac('sha256', secret).update(email.toLowerCase()).digest('base64url')
}
