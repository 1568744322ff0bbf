/** Charters in SQL. `selectShown…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { ActKind, CharterDraft, CharterTerms } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { readEnds } from '../elections/ends.ts'
import { ExchangeError } from '../errors.ts'
import type { Doer } from '../log/actor.ts'
import type { Act } from '../log/append.ts'
import { lawOf } from '../policy/law.ts'
import type { Tlp, Purpose } from '@tocsin/api'
import { toCedar } from './text.ts'
import type { Last } from './work-out.ts'

export type VersionRow = Selectable<Tables['charter_versions']>
export type GroupRow = Selectable<Tables['groups']>

/** The group, locked against change. Throws `not-found`. */
export async function lockGroup(tx: Tx, id: string): Promise<GroupRow> {
  const row = await tx
    .selectFrom('groups')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Throws `not-found` where there is no such group; locks nothing. */
export async function refuseMissing(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom('groups').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw missing()
}

export async function selectVersion(
  tx: Tx,
  groupId: string,
  number: number,
): Promise<VersionRow | undefined> {
  return tx
    .selectFrom('charter_versions')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** The proposal that waits. */
export async function selectWaiting(tx: Tx, groupId: string): Promise<VersionRow | undefined> {
  return tx
    .selectFrom('charter_versions')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
}

/** The version that was adopted last, in force or to come, with its law and end as they stand. */
export async function readLast(tx: Tx, group: GroupRow): Promise<Last & { row: VersionRow }> {
  const row = await tx
    .selectFrom('charter_versions')
    .selectAll()
    .where('group_id', '=', group.id)
    .where('state', '=', 'adopted')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const coming = group.next_charters?.find(({ number }) => number === row.number)
  const side = {
    purposes: (coming?.purposes ?? group.purposes) as Purpose[],
    maxTlp: (coming?.maxTlp ?? group.max_tlp) as Tlp,
    expiresAt: coming ? new Date(coming.expiresAt) : group.expires_at,
    law: lawOf(textOf(row)),
  }
  return { number: row.number, side, inForceFrom: row.in_force_from, row }
}

/** The Cedar text of a version; of what was there before charters had versions, as the form writes it. */
export function textOf({ law, terms }: Pick<VersionRow, 'law' | 'terms'>): string {
  return law === '' ? toCedar(terms) : law
}

/** What an election comes to that a charter ends after; locks the election, so call it before the group is locked. */
export async function readHungEnd(
  tx: Tx,
  { endsWith }: Pick<CharterTerms, 'endsWith'>,
): Promise<Date | undefined> {
  if (!endsWith) return undefined
  const endAfter = await readEnds(tx, endsWith.election)
  if (endAfter) return endAfter(endsWith.days)
  throw new ExchangeError('bad-request', 'no such election', {
    path: '/body/terms/endsWith/election',
  })
}

async function selectMembers(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('group_members')
    .select('member_id')
    .where('group_id', '=', groupId)
    .execute()
  return rows.map((row) => row.member_id)
}

/** How a person stands to the charter of a group: whether it operates, and reviews for a member of the group. */
export type Standing = { memberId: string; kind: string; operates: boolean; reviews: boolean }

/** How these people stand to the group at `at`; of one who is no longer active, or whose time has ended, nothing. */
export async function standingsOf(
  tx: Tx,
  groupId: string,
  people: readonly string[],
  at: Date,
): Promise<{ found: Map<string, Standing>; members: string[] }> {
  const members = await selectMembers(tx, groupId)
  const rows = await tx
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.id', 'p.member_id', 'p.roles', 'm.kind'])
    .where('p.id', 'in', [...people])
    .where('p.active', '=', true)
    .where((eb) => eb.or([eb('p.ends_at', 'is', null), eb('p.ends_at', '>', at)]))
    .where('m.active', '=', true)
    .execute()
  const found = new Map(
    rows.map(({ id, member_id: memberId, roles, kind }): [string, Standing] => {
      const reviews = roles.includes('reviewer') && members.includes(memberId)
      return [id, { memberId, kind, operates: roles.includes('operator'), reviews }]
    }),
  )
  return { found, members }
}

/** An act on a charter, for the log: all members of the group may prove it. */
export async function charterAct(
  tx: Tx,
  kind: ActKind,
  act: { groupId: string; at: Date; by: Doer; payload: object },
): Promise<Act> {
  const { groupId, at, by, payload } = act
  const members = await selectMembers(tx, groupId)
  const own = typeof by === 'object' && 'memberId' in by ? [by.memberId] : []
  return {
    kind,
    at,
    subject: `group:${groupId}`,
    payload: { group: groupId, ...payload },
    by,
    members: [...new Set([...own, ...members])],
  }
}

/** The bytes that a proposal is: what its hash is of. */
export function bytesOf(groupId: string, draft: CharterDraft & { text: string }): string {
  const { terms, text, cases, inForceFrom } = draft
  return JSON.stringify({ group: groupId, terms, text, cases, inForceFrom })
}

export function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such group')
}

/** To be told to whoever may know of the charter's versions. */
export function missingVersion(): ExchangeError {
  return new ExchangeError('not-found', 'no such version of this charter')
}

/** Versions with the names of who did what, newest first; by row-level security of the reader's own groups. */
export function selectShownVersions(tx: Tx, groupId: string) {
  return tx
    .selectFrom('charter_versions as v')
    .leftJoin('members as pm', 'pm.id', 'v.proposed_by_member')
    .leftJoin('people as pp', 'pp.id', 'v.proposed_by')
    .leftJoin('members as sm', 'sm.id', 'v.settled_by_member')
    .leftJoin('people as sp', 'sp.id', 'v.settled_by')
    .selectAll('v')
    .select([
      'pm.id as proposer_id',
      'pm.name as proposer_name',
      'pm.kind as proposer_kind',
      'pp.name as proposer_person',
      'sm.id as settler_id',
      'sm.name as settler_name',
      'sm.kind as settler_kind',
      'sp.name as settler_person',
    ])
    .where('v.group_id', '=', groupId)
    .orderBy('v.number', 'desc')
}
