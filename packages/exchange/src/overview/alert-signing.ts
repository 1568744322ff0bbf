import type { Context } from '../context.ts'

/** Days before the certificate ends from which it is told of. */
const EARLY_DAYS = 30
const DAY_MS = 86_400_000

/** What an operator has to know of the certificate, in words; nothing where all is well or none is set. */
export function alertDoubts({
  alertSigner,
  wall,
}: Pick<Context, 'alertSigner' | 'wall'>): string[] {
  if (!alertSigner) return []
  const now = wall.now().getTime()
  const [from, until] = [alertSigner.from, alertSigner.until]
  if (now < from.getTime())
    return [`alerts for machines (CAP) are not signed: their certificate begins on ${toDay(from)}`]
  if (now > until.getTime())
    return [`alerts for machines (CAP) are not signed: their certificate ended on ${toDay(until)}`]
  if (until.getTime() - now > EARLY_DAYS * DAY_MS) return []
  return [`the certificate that alerts for machines (CAP) are signed with ends on ${toDay(until)}`]
}

const toDay = (at: Date): string => at.toISOString().slice(0, 10)
