import type { ApiKey, Invitation, Member, MemberKind, Person, Role } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { ApiKeyTable, PersonTable } from '../db/tables.ts'
import type { MemberRow, PersonRow } from './store.ts'

export function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as MemberKind,
    ...(row.jurisdiction === null ? {} : { jurisdiction: row.jurisdiction }),
    ...(row.place === null ? {} : { place: row.place }),
    active: row.active,
    createdAt: row.created_at.toISOString(),
  }
}

export function toPerson(row: Selectable<PersonTable>): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
    active: row.active,
    ...(row.ends_at ? { endsAt: row.ends_at.toISOString() } : {}),
  }
}

/** A person with what became of their invitation, where there is something to tell. */
export function withInvitation(person: Person, invitation: Invitation | undefined): Person {
  return { ...person, ...(invitation ? { invitation } : {}) }
}

/** A person with the later end that waits, where the reader may know of one. */
export function toPersonWithEnd(row: PersonRow): Person {
  const { later_end, later_reason, later_by, later_by_name, later_at, later_due } = row
  if (!later_end || !later_by || !later_at || !later_due) return toPerson(row)
  return {
    ...toPerson(row),
    laterEnd: {
      endsAt: later_end.toISOString(),
      reason: later_reason ?? '',
      by: { id: later_by, name: later_by_name ?? 'Erased' },
      at: later_at.toISOString(),
      dueAt: later_due.toISOString(),
    },
  }
}

const INVITATION_STATES: Record<string, Invitation['state']> = {
  queued: 'queued',
  sent: 'handed-over',
  failed: 'failed',
}

export function toInvitation(row: { state: string | null; fault: string | null }): Invitation {
  return {
    state: INVITATION_STATES[row.state ?? ''] ?? 'not-mailed',
    ...(row.fault ? { reason: row.fault } : {}),
  }
}

type KeyRow = Omit<Selectable<ApiKeyTable>, 'secret_hash'>

export function toApiKey(row: KeyRow, personId: string | undefined): ApiKey {
  return {
    id: row.id,
    label: row.label,
    canWrite: row.can_write,
    createdAt: row.created_at.toISOString(),
    own: personId !== undefined && row.person_id === personId,
    ...(row.ends_at ? { endsAt: row.ends_at.toISOString() } : {}),
    ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
    ...(row.revoked_at ? { revokedAt: row.revoked_at.toISOString() } : {}),
  }
}
