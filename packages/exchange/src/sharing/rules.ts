import type { MemberKind } from '@tocsin/api'

/** Whether a member is a body of government, whose word to a platform or campaign is more than a peer's. */
export function isGovernment(kind: MemberKind): boolean {
  return kind === 'agency' || kind === 'office'
}

/** Whether what government says to such a member passes the gate. */
export function isBehindGate(kind: MemberKind): boolean {
  return kind === 'platform' || kind === 'campaign'
}

/**
 * Whether anyone but the reader is told when it first read a release. How soon a platform or campaign reads what a government body tells
 * it would measure obedience, so that is its own; the database function `tocsin_mark_read` tells nobody either.
 */
export function maySeeReading(sender: MemberKind, reader: MemberKind): boolean {
  return !(isGovernment(sender) && isBehindGate(reader))
}
