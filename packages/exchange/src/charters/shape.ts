import type { CharterState, CharterVersion, MemberKind } from '@tocsin/api'
import type { selectShownVersions } from './store.ts'

export type ShownRow = Awaited<
  ReturnType<ReturnType<typeof selectShownVersions>['execute']>
>[number]

export function toVersion(row: ShownRow): CharterVersion {
  const proposedBy = toBy(
    row.proposer_id,
    row.proposer_name,
    row.proposer_kind,
    row.proposer_person,
  )
  const settledBy = toBy(row.settler_id, row.settler_name, row.settler_kind, row.settler_person)
  return {
    number: row.number,
    state: row.state as CharterState,
    terms: row.terms,
    byText: row.by_text,
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    proposedAt: row.proposed_at.toISOString(),
    ...(proposedBy ? { proposedBy } : {}),
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
    ...(settledBy ? { settledBy } : {}),
    ...(row.reason === null ? {} : { reason: row.reason }),
    inForceFrom: row.in_force_from.toISOString(),
  }
}

/** A member that the reader may not know, such as another campaign, is not named. */
function toBy(
  id: string | null,
  name: string | null,
  kind: string | null,
  person: string | null,
): CharterVersion['proposedBy'] {
  if (id === null || name === null || kind === null) return undefined
  return { member: { id, name, kind: kind as MemberKind }, ...(person === null ? {} : { person }) }
}
