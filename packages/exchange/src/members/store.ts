import type { Insertable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { ApiKeyTable, MemberTable, PersonTable } from '../db/tables.ts'

/** Members with the whole name of the place that they serve, null where they serve none. */
function members(tx: Db | Tx) {
  return tx
    .selectFrom('members as m')
    .leftJoin('jurisdictions as j', 'j.id', 'm.jurisdiction')
    .selectAll('m')
    .select('j.full_name as place')
}

export type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]

export async function selectMembers(tx: Tx): Promise<MemberRow[]> {
  return members(tx).orderBy('m.name').execute()
}

export async function selectMember(tx: Db | Tx, id: string): Promise<MemberRow | undefined> {
  return members(tx).where('m.id', '=', id).executeTakeFirst()
}

export async function hasJurisdiction(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('jurisdictions')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Acts of one member that count what it has do so one after the other: each waits here until the one before is written. */
export async function lockMember(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('members').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export async function insertMember(tx: Tx, row: Insertable<MemberTable>): Promise<MemberRow> {
  await tx.insertInto('members').values(row).execute()
  return (await selectMember(tx, row.id))!
}

/** The member as it is then; undefined where there is none. */
export async function updateMemberActive(
  tx: Tx,
  id: string,
  active: boolean,
): Promise<MemberRow | undefined> {
  await tx.updateTable('members').set({ active }).where('id', '=', id).execute()
  return selectMember(tx, id)
}

/** People with the later end that waits, which row-level security shows to operators alone. */
function selectPersons(tx: Tx) {
  return tx
    .selectFrom('people as p')
    .leftJoin('end_proposals as e', 'e.person_id', 'p.id')
    .leftJoin('people as o', 'o.id', 'e.proposed_by')
    .selectAll('p')
    .select(['e.ends_at as later_end', 'e.reason as later_reason', 'e.proposed_by as later_by'])
    .select(['e.proposed_at as later_at', 'e.due_at as later_due', 'o.name as later_by_name'])
}

export type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPersons>['execute']>>[number]

export async function selectPeople(tx: Tx, memberId: string) {
  return selectPersons(tx).where('p.member_id', '=', memberId).orderBy('p.name').execute()
}

export async function selectPerson(tx: Tx, id: string) {
  return selectPersons(tx).where('p.id', '=', id).executeTakeFirst()
}

export async function insertPerson(tx: Tx, row: Insertable<PersonTable>) {
  return tx.insertInto('people').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function updatePersonActive(tx: Tx, id: string, active: boolean) {
  return tx
    .updateTable('people')
    .set({ active })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function isActive(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('people')
    .select('active')
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.active ?? false
}

export async function selectRoles(tx: Tx, id: string): Promise<string[] | undefined> {
  const row = await tx.selectFrom('people').select('roles').where('id', '=', id).executeTakeFirst()
  return row?.roles
}

export async function updateRoles(tx: Tx, id: string, roles: string[]) {
  return tx
    .updateTable('people')
    .set({ roles })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** Ids of the people of a member. */
export async function selectPersonIds(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people')
    .select('id')
    .where('member_id', '=', memberId)
    .execute()
  return rows.map((row) => row.id)
}

/** How many people can still operate the exchange. Take the commit order before, so that two cannot suspend each other at once. */
export async function countOperators(tx: Tx): Promise<number> {
  const rows = await tx
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select('p.id')
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .where((eb) => eb(eb.val('operator'), '=', eb.fn.any('p.roles')))
    .execute()
  return rows.length
}

const KEY_COLUMNS = [
  'id',
  'member_id',
  'label',
  'can_write',
  'created_at',
  'last_used_at',
  'revoked_at',
  'ends_at',
  'person_id',
] as const

export async function selectKeys(tx: Tx, memberId: string) {
  return tx
    .selectFrom('api_keys')
    .select(KEY_COLUMNS)
    .where('member_id', '=', memberId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function insertKey(tx: Tx, row: Insertable<ApiKeyTable>) {
  return tx.insertInto('api_keys').values(row).returning(KEY_COLUMNS).executeTakeFirstOrThrow()
}

/** Revokes a key that is not yet; `memberId` limits it to that member's. */
export async function revokeKeyRow(tx: Tx, id: string, at: Date, memberId: string | undefined) {
  return tx
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .$if(memberId !== undefined, (query) => query.where('member_id', '=', memberId ?? ''))
    .returning(KEY_COLUMNS)
    .executeTakeFirst()
}
