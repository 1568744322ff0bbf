/** What one person proposed is settled by another: it stands, or it is refused with a reason. */
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'

/** Throws `bad-request` for a refusal that gives no reason. */
export function verifySaid(said: { stands: boolean; reason?: string | undefined }): void {
  if (!said.stands && said.reason === undefined)
    throw new ExchangeError('bad-request', 'say why it is refused', { path: '/body/reason' })
}

/** Throws `forbidden` for whoever proposed it. */
export function verifyAnother(isOwn: boolean): void {
  if (isOwn) throw new ExchangeError('forbidden', 'another person settles what you proposed')
}

type Proposed = { state: string; proposed_by: string | null }

/** A change that `by` may settle. Throws `not-found` where there is none, `conflict` once it is settled, `forbidden` for whoever proposed it. */
export function verifySettles<T extends Proposed>(change: T | undefined, by: PersonViewer): T {
  if (!change) throw new ExchangeError('not-found', 'no such change')
  if (change.state !== 'proposed')
    throw new ExchangeError('conflict', 'it is settled already; look again')
  verifyAnother(change.proposed_by === by.personId)
  return change
}
