import type { SuspiciousReading } from '@tocsin/detect/suspicious'

/** Servers try for some days (RFC 5321, 4.5.4.1), and clocks differ. */
const FRESH_MS = 3 * 24 * 3_600_000

/**
 * The address in From that a mail proves: one sender, and a signature over the whole by exactly its domain, checked again. One of a
 * domain above or below proves nothing here, since another may hold it. Signed too must be that it was written to `address`, and when:
 * else whoever once got a mail of somebody could send it here, and have us write to them.
 */
export function provenSender(
  { mails }: SuspiciousReading,
  { address, now }: { address: string; now: Date },
): string | undefined {
  const [mail] = mails
  const [from] = mail?.from ?? []
  if (!mail || !from || mail.from.length !== 1) return undefined
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)
  const named = (['to', 'cc'] as const).filter((line) =>
    mail[line].some((one) => one.address === address),
  )
  const age = now.getTime() - Date.parse(mail.date ?? '')
  if (!(Math.abs(age) <= FRESH_MS)) return undefined
  const isSigned = (mail.signatures ?? []).some(
    ({ domain, result, isPartial, over = [] }) =>
      result === 'pass' &&
      isPartial !== true &&
      domain === host &&
      ['from', 'date'].every((name) => over.includes(name)) &&
      named.some((line) => over.includes(line)),
  )
  return isSigned ? from.address : undefined
}

/** The lines before a mail's body, of its first `most` bytes, in signs of one byte each. */
export function headOf(bytes: Uint8Array, most: number): string {
  const text = Buffer.from(bytes.subarray(0, most)).toString('latin1')
  const end = text.search(/\r?\n\r?\n/)
  return end < 0 ? text : text.slice(0, end)
}

/** Lines that say to whom a mail was sent, with those that go on below them. */
const RECIPIENTS =
  /^(?:(?:resent-)?(?:to|cc|bcc)|(?:apparently|delivered|envelope)-to|original-recipient|x-(?:(?:original|envelope|delivered|rcpt)-to|forwarded-\w+))[ \t]*:.*(?:\r?\n[ \t].*)*/gim
const RECEIVED = /^received[ \t]*:.*(?:\r?\n[ \t].*)*/gim

/** The lines before a mail's body without those that say to whom it was sent; servers on its way write that down too. */
export function shownHead(bytes: Uint8Array, most: number): string {
  return headOf(bytes, most)
    .replace(RECIPIENTS, (line) => `${line.slice(0, line.indexOf(':'))}: (left out)`)
    .replace(RECEIVED, (line) =>
      line.replace(
        /(\sfor\s+)(?:<[^<>]{1,320}>|[^\s;<>]{1,320}@[^\s;<>]{1,320})/gi,
        '$1(left out)',
      ),
    )
}
