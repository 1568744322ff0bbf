import type { MemberKind } from '@tocsin/api'

/**
 * Whether anyone but the reader is told when it first read a release. How soon a platform reads what a government body tells
 * it would measure obedience, so that is the platform's own; the database function `tocsin_mark_read` tells nobody either.
 */
export function maySeeReading(sender: MemberKind, reader: MemberKind): boolean {
  const isGovernment = sender === 'agency' || sender === 'office'
  return !(isGovernment && reader === 'platform')
}
