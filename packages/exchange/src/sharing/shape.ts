import type {
  MemberKind,
  Pap,
  Purpose,
  Recipient,
  RecallAnswer,
  Release,
  ReleaseSummary,
  TearLineOrigin,
  Tlp,
  Verdict,
} from '@tocsin/api'
import { maySeeReading } from './rules.ts'
import type { ReleaseRow, selectRecipients, selectRefusalsOf } from './select.ts'

/** A release as `viewerId` may see it; who was named is the sender's own. */
export function toSummary(row: ReleaseRow, viewerId: string): ReleaseSummary {
  return {
    id: row.id,
    title: row.title,
    from: { id: row.from_member, name: row.from_name, kind: row.from_kind as MemberKind },
    group: { id: row.group_id, name: row.group_name },
    terms: {
      groupId: row.group_id,
      tlp: row.tlp as Tlp,
      pap: row.pap as Pap,
      purpose: row.purpose as Purpose,
      basis: row.basis,
      ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
      ...(row.from_member === viewerId && row.named.length > 0 ? { named: row.named } : {}),
    },
    objectCount: row.object_count,
    releasedAt: row.released_at.toISOString(),
    ...(row.recalled_at ? { recalledAt: row.recalled_at.toISOString() } : {}),
    ...(row.recall_reason ? { recallReason: row.recall_reason } : {}),
    awaitsMyAnswer: row.recipient !== null && row.recalled_at !== null && row.my_answer === null,
    logIndex: row.log_index,
    ...(row.message ? { message: row.message } : {}),
    ...(row.tear_commitment ? { tearCommitment: row.tear_commitment } : {}),
  }
}

/** What the viewer sees of whom a release went to. */
type Seen = {
  recipients: Awaited<ReturnType<typeof selectRecipients>>
  readings: ReadonlyMap<string, Date>
  refusals: Awaited<ReturnType<typeof selectRefusalsOf>>
  origin: TearLineOrigin | undefined
}

export function toRelease(
  row: ReleaseRow,
  viewerId: string,
  { recipients, readings, refusals, origin }: Seen,
): Release {
  return {
    summary: toSummary(row, viewerId),
    recipients: recipients.map((to) => toRecipient(to, readings.get(to.member_id), row, viewerId)),
    refusals: refusals.map(({ id, name, kind, rule, reason }): Verdict => ({
      member: { id, name, kind: kind as MemberKind },
      allow: false,
      rule,
      reason,
    })),
    ...(origin ? { tearLine: origin } : {}),
  }
}

function toRecipient(
  row: Seen['recipients'][number],
  readAt: Date | undefined,
  { from_kind }: ReleaseRow,
  viewerId: string,
): Recipient {
  const reader = row.kind as MemberKind
  const withheld = row.member_id !== viewerId && !maySeeReading(from_kind as MemberKind, reader)
  return {
    member: { id: row.member_id, name: row.name, kind: row.kind as MemberKind },
    rule: row.rule,
    reason: row.reason,
    logIndex: row.log_index,
    ...(withheld ? { readWithheld: true as const } : {}),
    ...(readAt && !withheld ? { readAt: readAt.toISOString() } : {}),
    ...(row.recall_answer ? { recallAnswer: row.recall_answer as RecallAnswer } : {}),
    ...(row.recall_note ? { recallNote: row.recall_note } : {}),
    ...(row.recall_answered_at ? { recallAnsweredAt: row.recall_answered_at.toISOString() } : {}),
  }
}
