import type { Addressee, MemberKind, Reply, ReplyKind } from '@tocsin/api'
import { isGovernment } from '../sharing/rules.ts'
import type { Candidate, ReplyRow } from './store.ts'

type Member = Addressee['member']

/** A reply as `viewerId` sees it; `names` are of those whom its own ones were addressed to. */
export function toReply(row: ReplyRow, viewerId: string, names: readonly Member[]): Reply {
  const own = row.member_id === viewerId
  const to = (row.audience ?? []).flatMap((id) => {
    const found = names.find((one) => one.id === id)
    return found ? [found] : []
  })
  return {
    id: row.id,
    releaseId: row.release_id,
    title: row.title,
    from: { id: row.member_id, name: row.name, kind: row.member_kind as MemberKind },
    kind: row.kind as ReplyKind,
    ...(row.words === null ? {} : { words: row.words }),
    day: row.day,
    own,
    ...(own ? { to } : {}),
    ...(row.answer_id ? { answerId: row.answer_id } : {}),
    ...(row.retracted_at ? { retractedAt: row.retracted_at.toISOString() } : {}),
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
  }
}

export function toAddressee(one: Candidate): Addressee {
  return { member: toRef(one), isSender: one.is_sender, isGovernment: isGovernment(one.kind) }
}

function toRef({ id, name, kind }: Candidate) {
  return { id, name, kind }
}
