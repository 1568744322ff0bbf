import type { MemberKind, PERSON_KINDS, ReviewMails, Unmasking, UnmaskingState } from '@tocsin/api'
import type { Viewer } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import type { AskRow } from './store.ts'

/** Of an ask that waits: who wrote the message, how its sender's second reviewers are told, and why nobody could approve it now. */
export type Stand = { author: string | null; mails: ReviewMails; fault?: Decision }

/** An ask as `viewer` sees it: of the other side's people it names nobody. */
export function toUnmasking(
  row: AskRow,
  title: string,
  viewer: Pick<Viewer, 'memberId' | 'personId' | 'roles' | 'via'>,
  { mayRead, stand }: { mayRead: boolean; stand: Stand | undefined },
): Unmasking {
  const own = row.asker === viewer.memberId
  const fault = stand?.fault
  const isOther = stand !== undefined && viewer.personId !== stand.author
  const decides = !own && viewer.via === 'session' && viewer.roles.includes('reviewer')
  const isTold = row.original !== null && (own ? row.state === 'approved' && mayRead : true)
  return {
    id: row.id,
    releaseId: row.release_id,
    title,
    token: row.token,
    asker: { id: row.asker, name: row.asker_name, kind: row.asker_kind as MemberKind },
    sender: { id: row.sender, name: row.sender_name, kind: row.sender_kind as MemberKind },
    state: row.state as UnmaskingState,
    askedAt: row.asked_at.toISOString(),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
    ...(own ? { askedBy: { id: row.asked_by, name: row.asked_by_name ?? 'Erased' } } : {}),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.decided_by && !own
      ? { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? 'Erased' } }
      : {}),
    ...(row.words === null ? {} : { words: row.words }),
    ...(fault ? { fault: { rule: fault.rule, reason: fault.reason } } : {}),
    ...(isTold
      ? {
          person: {
            kind: row.person_kind as (typeof PERSON_KINDS)[number],
            original: row.original!,
          },
        }
      : {}),
    own,
    // How the sender tells its own people is none of the asker's business.
    ...(stand && !own ? { mails: stand.mails } : {}),
    mayDecide: decides && isOther,
  }
}
