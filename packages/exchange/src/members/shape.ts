import type { ApiKey, Invitation, Member, MemberKind, Person, Role } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { ApiKeyTable, MemberTable, PersonTable } from '../db/tables.ts'

export function toMember(row: Selectable<MemberTable>): Member {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as MemberKind,
    ...(row.jurisdiction === null ? {} : { jurisdiction: row.jurisdiction }),
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
export function withInvitation(
  row: Selectable<PersonTable>,
  invitation: Invitation | undefined,
): Person {
  return { ...toPerson(row), ...(invitation ? { invitation } : {}) }
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
