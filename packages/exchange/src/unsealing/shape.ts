import type { MemberKind, Unsealing, UnsealingState } from '@tocsin/api'
import type { findMails } from './mails.ts'
import type { findCalled, StepRow, UnsealingRow } from './store.ts'

type Beside = {
  steps: readonly StepRow[]
  called: Awaited<ReturnType<typeof findCalled>>
  /** Its key holders that hold a key still. */
  held: readonly string[]
  viewerId: string
  mails: Awaited<ReturnType<typeof findMails>>
}

/** An ask of an auditor as one of its three sides sees it. */
export function toUnsealing(
  row: UnsealingRow,
  { steps, called, held, viewerId, mails }: Beside,
): Unsealing {
  const refOf = (id: string) => {
    const { name, kind } = called.get(id)!
    return { id, name, kind: kind as MemberKind }
  }
  const own = row.asker === viewerId ? 'asker' : row.sender === viewerId ? 'sender' : 'holder'
  const mailOf = (kind: string, member: string) =>
    mails.find((one) => one.about === `${kind}:${row.id}` && one.member === member)?.mail ?? 'none'
  /** How mails to a key holder fared is for whoever asked, and for that holder. */
  const mailsTo = (holder: string) =>
    own === 'asker' || holder === viewerId
      ? {
          mail: mailOf('asked', holder),
          ...(row.reminded_at ? { reminder: mailOf('reminded', holder) } : {}),
        }
      : {}
  return {
    id: row.id,
    releaseId: row.release_id,
    token: row.token,
    asker: refOf(row.asker),
    askedBy: { id: row.asked_by, name: called.get(row.asked_by)?.name ?? 'Erased' },
    sender: refOf(row.sender),
    state: row.state as UnsealingState,
    askedAt: row.asked_at.toISOString(),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
    holders: row.holders.map((id) => {
      const taken = steps.find(({ holder }) => holder === id)
      const step = taken?.step as 'agreed' | 'declined'
      return {
        member: refOf(id),
        ...(taken ? { answer: { step, at: taken.at.toISOString() } } : {}),
        left: !held.includes(id),
        ...mailsTo(id),
      }
    }),
    ...(own === 'asker' && row.told === row.state ? { outcome: mailOf(row.state, row.asker) } : {}),
    own,
  }
}
