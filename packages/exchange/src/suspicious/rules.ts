import type { SuspiciousReading } from '@tocsin/detect/suspicious'

/**
 * The address in From that a mail proves: one sender, and a signature over the whole by exactly its domain, checked again. One of a
 * domain above or below proves nothing here, since another may hold it.
 */
export function provenSender({ mails }: SuspiciousReading): string | undefined {
  const [mail] = mails
  const [from] = mail?.from ?? []
  if (!mail || !from || mail.from.length !== 1) return undefined
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)
  const isSigned = (mail.signatures ?? []).some(
    ({ domain, result, isPartial }) => result === 'pass' && isPartial !== true && domain === host,
  )
  return isSigned ? from.address : undefined
}
