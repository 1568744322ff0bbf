import type { MemberKind, Role } from '@tocsin/api'
import type { Db } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'

type Columns = {
  key_id?: string
  member_id: string
  member_name: string
  member_kind: string
  jurisdiction: string | null
  person_id: string | null
  roles: string[] | null
  ends_at: Date | null
  key_ends_at?: Date | null
}

/** The same, of a member `m` and a person `p`. */
const COLUMNS = [
  'm.id as member_id',
  'm.name as member_name',
  'm.kind as member_kind',
  'm.jurisdiction',
  'p.id as person_id',
  'p.roles',
  'p.ends_at',
] as const

/** A row of a person (or of a key's member) as the viewer of a request. */
export function toViewer(row: Columns, via: Viewer['via'], canWrite: boolean): Viewer {
  return {
    memberId: row.member_id,
    memberName: row.member_name,
    memberKind: row.member_kind as MemberKind,
    jurisdiction: row.jurisdiction ?? undefined,
    personId: row.person_id ?? undefined,
    keyId: row.key_id,
    roles: (row.roles ?? []) as Role[],
    endsAt: row.ends_at ?? undefined,
    keyEndsAt: row.key_ends_at ?? undefined,
    via,
    canWrite,
  }
}

/** The row behind an API key that is neither revoked nor held by a suspended person or member. */
export async function findKeyHolder(db: Db, secretHash: Uint8Array) {
  return db
    .selectFrom('api_keys as k')
    .innerJoin('members as m', 'm.id', 'k.member_id')
    .leftJoin('people as p', 'p.id', 'k.person_id')
    .select(['k.id as key_id', 'k.can_write', 'k.ends_at as key_ends_at', ...COLUMNS])
    .where('k.secret_hash', '=', secretHash)
    .where('k.revoked_at', 'is', null)
    .where('m.active', '=', true)
    .where((eb) => eb.or([eb('k.person_id', 'is', null), eb('p.active', '=', true)]))
    .executeTakeFirst()
}

/** The row behind a session; its times are the caller's to judge. */
export async function findSession(db: Db, tokenHash: Uint8Array) {
  return db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['s.used_at', 's.expires_at', ...COLUMNS])
    .where('s.token_hash', '=', tokenHash)
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .executeTakeFirst()
}
