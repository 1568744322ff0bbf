/** Meetings in SQL. `selectShown…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { ActKind, MemberKind } from '@tocsin/api'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import type { Act } from '../log/append.ts'

export type MeetingRow = Selectable<Tables['meetings']>

export function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such meeting')
}

/** The meeting, locked against change. Throws `not-found`. */
export async function lockMeeting(tx: Tx, id: string): Promise<MeetingRow> {
  const row = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Throws `conflict`, saying so, where somebody else has changed it since it was looked at. */
export function refuseOutdated(row: MeetingRow, version: number): void {
  if (row.version === version) return
  const why = 'somebody has changed this meeting since you looked at it: look again'
  throw new ExchangeError('conflict', why)
}

const STATE_WORDS: Record<string, string> = {
  called: 'the meeting has not begun',
  open: 'the meeting has begun',
  closed: 'the meeting has ended',
  sealed: 'the meeting has ended and its minutes are sealed',
  cancelled: 'the meeting was cancelled',
}

/** Throws `conflict`, saying how it stands, unless it is in one of these states. */
export function refuseUnless({ state }: MeetingRow, ...states: string[]): void {
  if (!states.includes(state)) throw new ExchangeError('conflict', STATE_WORDS[state]!)
}

export type Party = { id: string; name: string; kind: MemberKind; active: boolean }

/** The members of these ids, in the order of their names. */
export async function selectParties(tx: Tx, ids: readonly string[]): Promise<Party[]> {
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'name', 'kind', 'active'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as MemberKind }))
}

/** The active members of a group, in the order of their names. */
export async function selectInGroup(tx: Tx, groupId: string): Promise<Party[]> {
  const rows = await tx
    .selectFrom('group_members')
    .select('member_id')
    .where('group_id', '=', groupId)
    .execute()
  if (rows.length === 0) return []
  const found = await selectParties(
    tx,
    rows.map(({ member_id: id }) => id),
  )
  return found.filter(({ active }) => active)
}

/** An act on a meeting, for the log: all who were called to it may prove it, or `members` alone. */
export function meetingAct(
  row: Pick<MeetingRow, 'id' | 'group_id' | 'invited'>,
  kind: ActKind,
  act: { at: Date; by: Doer; payload: object; members?: string[] },
): Act {
  return {
    kind,
    at: act.at,
    subject: `meeting:${row.id}`,
    payload: { meeting: row.id, group: row.group_id, ...act.payload },
    by: act.by,
    members: act.members ?? row.invited,
  }
}

/** Tells the live screens of these members that the meeting changed; call it last. */
export async function announceMeeting(
  tx: Tx,
  id: string,
  at: Date,
  members: string[],
): Promise<void> {
  await announce(tx, { kind: 'meeting.changed', subject: id, at, members })
}

/** Meetings with the names that are shown, by row-level security of those that the reader was called to. */
export function selectShownMeetings(tx: Tx) {
  return tx
    .selectFrom('meetings as t')
    .leftJoin('groups as g', 'g.id', 't.group_id')
    .leftJoin('members as c', 'c.id', 't.caller')
    .leftJoin('meetings as f', 'f.id', 't.follows')
    .selectAll('t')
    .select([
      'g.name as group_name',
      'c.name as caller_name',
      'c.kind as caller_kind',
      'f.title as follows_title',
    ])
}

export async function selectShownAttendance(tx: Tx, id: string) {
  return tx.selectFrom('meeting_attendance').selectAll().where('meeting_id', '=', id).execute()
}

export type MailCount = { member_id: string; sent: number; waiting: number; failed: number }

/** How the calendar files of the meeting as it stands fare, by member. */
export async function selectMails(db: Db, id: string): Promise<MailCount[]> {
  const { rows } = await sql<MailCount>`
    select p.member_id, count(*) filter (where d.state = 'sent')::int as sent,
      count(*) filter (where d.state = 'queued')::int as waiting,
      count(*) filter (where d.state = 'failed')::int as failed
    from deliveries d join people p on p.id = d.person_id join meetings t on t.id = d.meeting_id
    where d.meeting_id = ${id}::uuid and d.meeting_sequence = t.sequence
    group by p.member_id`.execute(db)
  return rows
}
