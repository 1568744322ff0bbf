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
