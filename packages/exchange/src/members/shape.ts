import type { ApiKey, Member, MemberKind, Person, Role } from '@tocsin/api'
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
  }
}

type KeyRow = Omit<Selectable<ApiKeyTable>, 'secret_hash' | 'person_id'>

export function toApiKey(row: KeyRow): ApiKey {
  return {
    id: row.id,
    label: row.label,
    canWrite: row.can_write,
    createdAt: row.created_at.toISOString(),
    ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
    ...(row.revoked_at ? { revokedAt: row.revoked_at.toISOString() } : {}),
  }
}
