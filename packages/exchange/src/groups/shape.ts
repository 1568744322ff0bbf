import type { Group, MemberKind, Purpose, Tlp } from '@tocsin/api'
import type { selectGroups } from './store.ts'

type GroupRow = Awaited<ReturnType<typeof selectGroups>>[number]

export function toGroup(row: GroupRow, now: Date): Group {
  return {
    id: row.id,
    name: row.name,
    charter: row.charter,
    purposes: row.purposes as Purpose[],
    legalBasis: row.legal_basis,
    maxTlp: row.max_tlp as Tlp,
    ...(row.markings.length > 0 ? { markings: row.markings } : {}),
    expiresAt: row.expires_at.toISOString(),
    ended: row.expires_at <= now,
    ...(row.ends_with === null
      ? {}
      : {
          endsWith: {
            election: row.ends_with,
            days: row.ends_days ?? 0,
            name: row.election_name ?? '',
          },
        }),
    charterNumber: row.charter_number,
    ...(row.retention_days === null ? {} : { retentionDays: row.retention_days }),
    members: row.members.map((member) => ({ ...member, kind: member.kind as MemberKind })),
  }
}
