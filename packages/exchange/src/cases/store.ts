/** Cases in SQL. `selectShown…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { ActKind, CASE_ACTS, CasePart, CaseStanding, MemberKind } from '@tocsin/api'
import type { Selectable } from 'kysely'
import { recordAnswer } from '../answers/record.ts'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { hearersOf, type Party } from './rules.ts'

export type CaseRow = Selectable<Tables['cases']>

/** A case locked against a change of who is in it. */
export type Locked = { row: CaseRow; parties: Party[]; own: Party | undefined }

export function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such case')
}

/**
 * The case with everybody who was ever invited to it. `change`: of who is in it or how it stands; what is only written there
 * waits for such a change and not for what others write. Throws `not-found`.
 */
export async function lockCase(
  tx: Tx,
  id: string,
  memberId: string,
  { change }: { change: boolean },
): Promise<Locked> {
  const row = await tx
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', id)
    .$if(change, (query) => query.forNoKeyUpdate())
    .$if(!change, (query) => query.forShare())
    .executeTakeFirst()
  if (!row) throw missing()
  // What people of one member write at once they write one after another: each sees what the other wrote.
  await tx
    .selectFrom('case_standings')
    .select('member_id')
    .where('case_id', '=', id)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .execute()
  const parties = await selectParties(tx, id)
  return { row, parties, own: parties.find((one) => one.id === memberId) }
}

/** Everybody who was ever invited to a case and how they stand to it. */
export async function selectParties(tx: Tx, id: string): Promise<Party[]> {
  const rows = await tx
    .selectFrom('case_standings as s')
    .innerJoin('members as m', 'm.id', 's.member_id')
    .select(['m.id', 'm.name', 'm.kind', 'm.active', 's.state', 's.leads'])
    .where('s.case_id', '=', id)
    .orderBy('m.name')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as MemberKind,
    state: row.state as CaseStanding,
  }))
}

/** The active members of a group. */
export async function selectInGroup(tx: Tx, groupId: string) {
  const rows = await tx
    .selectFrom('group_members as g')
    .innerJoin('members as m', 'm.id', 'g.member_id')
    .select(['m.id', 'm.name', 'm.kind'])
    .where('g.group_id', '=', groupId)
    .where('m.active', '=', true)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as MemberKind }))
}

/** Puts a member into a case. */
export async function insertParty(
  tx: Tx,
  caseId: string,
  party: { id: string; kind: MemberKind; state: CaseStanding; leads: boolean },
  by: { memberId: string; at: Date },
): Promise<void> {
  const { id, kind, state, leads } = party
  const key = { case_id: caseId, member_id: id, kind }
  await tx
    .insertInto('case_members')
    .values({ ...key, invited_by: by.memberId, invited_at: by.at })
    .onConflict((conflict) => conflict.columns(['case_id', 'member_id']).doNothing())
    .execute()
  const standing = { state, leads, changed_at: by.at }
  await tx
    .insertInto('case_standings')
    .values({ ...key, ...standing })
    .onConflict((conflict) => conflict.columns(['case_id', 'member_id']).doUpdateSet(standing))
    .execute()
}

/** Writes anew who may read a case, from how everybody stands to it. */
export async function writeReaders(tx: Tx, caseId: string): Promise<string[]> {
  const readers = (await selectParties(tx, caseId))
    .filter(({ state }) => state === 'invited' || state === 'joined')
    .map(({ id }) => id)
  await tx.updateTable('cases').set({ readers }).where('id', '=', caseId).execute()
  return readers
}

type Told = {
  act: (typeof CASE_ACTS)[number]
  at: Date
  about?: string
  itemId?: string
  /** Those who may see that it happened, where these are not all whom the member's acts are for. */
  heard?: readonly string[]
}

/** What of a case an act changes, so that fifty screens do not ask for all of it anew: nothing more than its time line says. */
const PARTS: Record<Told['act'], '' | `/${CasePart}`> = {
  opened: '',
  invited: '',
  joined: '',
  declined: '',
  left: '',
  'took-lead': '',
  'laid-down-lead': '',
  closed: '',
  'opened-again': '',
  merged: '',
  'took-in': '',
  parted: '',
  split: '',
  'put-in': '/items',
  'taken-out': '/items',
  'step-made': '/steps',
  'step-changed': '/steps',
  'step-begun': '/steps',
  'step-done': '/steps',
  'step-dropped': '/steps',
  offered: '/offers',
  'offer-taken': '/offers',
  'offer-declined': '/offers',
  'offer-withdrawn': '/offers',
  planned: '/lines',
  noted: '/lines',
  struck: '/lines',
  'instant-proposed': '/instants',
  'instant-agreed': '/instants',
  'instant-declined': '/instants',
  'instant-withdrawn': '/instants',
  claimed: '/claims',
  'claim-withdrawn': '/claims',
}

/**
 * Writes an act on the time line and tells the screens of those who may see it. Nothing of what a platform or campaign does reaches
 * a body of government by it, also not the hour. Call it last.
 */
export async function tell(
  tx: Tx,
  who: PersonViewer,
  { row, parties }: Pick<Locked, 'row' | 'parties'>,
  { act, at, about, itemId, heard = hearersOf(who, parties) }: Told,
): Promise<void> {
  const seen = [...new Set([who.memberId, ...heard])]
  await tx
    .insertInto('case_events')
    .values({
      case_id: row.id,
      at,
      act,
      member_id: who.memberId,
      member_kind: who.memberKind,
      person_id: who.personId,
      about: about ?? null,
      item_id: itemId ?? null,
      heard: seen,
    })
    .execute()
  await announceCase(tx, `${row.id}${PARTS[act]}`, at, seen)
}

async function announceCase(tx: Tx, subject: string, at: Date, members: string[]): Promise<void> {
  await announce(tx, { kind: 'case.changed', subject, at, members })
}

/** Records what a lead did with a case: an entry that does not say which act it is. */
export async function recordLead(
  tx: Tx,
  who: PersonViewer,
  row: Pick<CaseRow, 'id' | 'group_id'>,
  { kind, at, payload = {} }: { kind: ActKind; at: Date; payload?: object },
): Promise<void> {
  await appendLog(tx, [
    {
      kind,
      at,
      subject: `case:${row.id}`,
      payload: { case: row.id, group: row.group_id, ...payload },
      by: toActor(who),
      members: [who.memberId],
    },
  ])
}

/**
 * Records what a member did in a case for itself: in no entry of its own, so that nobody can tell from the log that it did anything,
 * or when.
 */
export async function recordOwn(
  tx: Tx,
  who: PersonViewer,
  row: Pick<CaseRow, 'id'>,
  { statement, at, payload = {} }: { statement: string; at: Date; payload?: object },
): Promise<void> {
  await recordAnswer(tx, {
    at,
    payload: { statement, case: row.id, ...payload },
    by: toActor(who),
    members: [who.memberId],
  })
}

/** Cases with the names that are shown, by row-level security of those that the reader is in. */
export function selectShownCases(tx: Tx, viewerId: string) {
  return tx
    .selectFrom('cases as c')
    .innerJoin('case_standings as s', (join) =>
      join.onRef('s.case_id', '=', 'c.id').on('s.member_id', '=', viewerId),
    )
    .leftJoin('groups as g', 'g.id', 'c.group_id')
    .leftJoin('members as o', 'o.id', 'c.opened_by')
    .select([
      'c.id',
      'c.position',
      'c.group_id',
      'c.opened_by',
      'c.opened_at',
      'c.title',
      'c.titled_by',
      'c.purpose',
      'c.state',
      'c.closed_at',
      'c.merged_into',
      'c.split_from',
      's.state as standing',
      's.leads',
      'g.name as group_name',
      'o.name as opener_name',
      'o.kind as opener_kind',
    ])
}

export type ShownCase = Awaited<ReturnType<ReturnType<typeof selectShownCases>['execute']>>[number]
