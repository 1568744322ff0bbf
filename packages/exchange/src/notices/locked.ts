import type { NoticeKind, OfficeRole, TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Change } from './changes.ts'
import { IS_CORRECTED, PLACE } from './place.ts'
import type { Standing } from './rules.ts'

/** A target under a row lock, with what is needed to say what happened to it. */
export type LockedTarget = {
  id: string
  noticeId: string
  kind: NoticeKind
  fromMember: string
  jurisdiction: string
  place: string
  role: OfficeRole
  standing: Standing
  /** Who acts for the office, as far as it has answered. */
  actsBy: string | undefined
  /** Minutes; 0 where there is no clock. */
  answerWithin: number
  /** The notice was closed, or something newer took its place at this office. */
  closed: boolean
  corrected: boolean
  /** It is a correction or all-clear itself, whose mails go ahead of others. */
  corrects: boolean
  /** It goes past hours that begin after the time to answer. */
  severe: boolean
  /** Contacts in the chain. */
  chain: number
  /** Those of them to whom a mail was handed over and did not come back. */
  asked: number
  /** Those whose mail was taken and refused later, and nothing else reached. */
  returned: number
  /** Those whose number a gateway took a message to. */
  texted: number
  /** Ranks of those whose holders said that they are not who is accountable. */
  notMe: number[]
}

type Row = {
  id: string
  notice_id: string
  kind: NoticeKind
  from_member: string
  jurisdiction: string
  place: string
  role: OfficeRole
  state: TargetState
  rank: number
  due_at: Date | null
  acknowledged_by: string | null
  answer_within: number
  closed: boolean
  corrected: boolean
  corrects: boolean
  severe: boolean
  chain: number
  asked: number
  returned: number
  texted: number
  not_me: number[]
}

/**
 * Locks targets by id, in a fixed order, then reads them: what another transaction committed while this one waited for
 * the locks, such as the closing of their notice, is seen.
 */
export async function lockTargets(tx: Tx, ids: string[]): Promise<LockedTarget[]> {
  await lockRows(tx, ids)
  return readTargets(tx, ids)
}

/** Locks targets by id, in a fixed order. */
export async function lockRows(tx: Tx, ids: string[]): Promise<void> {
  await sql`select id from notice_targets where id = any(${ids}::uuid[]) order by id for no key update`.execute(
    tx,
  )
}

/** Reads targets; what is decided by them holds where they are locked. */
export async function readTargets(db: Db, ids: string[]): Promise<LockedTarget[]> {
  const found = await sql<Row>`
    select t.id, t.notice_id, t.from_member, t.jurisdiction, t.role, t.state, t.rank, t.due_at, t.acknowledged_by,
      ${PLACE},
      n.kind, n.severe, coalesce(t.answer_within, n.answer_within) as answer_within, n.closed_at is not null as closed,
      ${IS_CORRECTED} as corrected, t.corrects is not null as corrects,
      (select count(*)::int from notice_contacts c where c.target_id = t.id) as chain,
      (select count(distinct d.rank)::int from deliveries d where d.target_id = t.id and d.channel = 'mail' and d.state = 'sent') as asked,
      (select count(distinct d.rank)::int from deliveries d where d.target_id = t.id and d.channel <> 'mail' and d.state = 'sent') as texted,
      (select count(distinct d.rank)::int from deliveries d where d.target_id = t.id and d.channel = 'mail' and d.bounced_at is not null
        and not exists (select from deliveries s where s.target_id = t.id and s.rank = d.rank and s.channel = 'mail' and s.state = 'sent')) as returned,
      array(select c.rank from notice_contacts c where c.target_id = t.id and c.not_me_at is not null order by c.rank) as not_me
    from notice_targets t
    join notices n on n.id = t.notice_id
    join jurisdictions j on j.id = t.jurisdiction
    where t.id = any(${ids}::uuid[]) order by t.id`.execute(db)
  return found.rows.map((row) => ({
    id: row.id,
    noticeId: row.notice_id,
    kind: row.kind,
    fromMember: row.from_member,
    jurisdiction: row.jurisdiction,
    place: row.place,
    role: row.role,
    standing: { state: row.state, rank: row.rank, dueAt: row.due_at ?? undefined },
    actsBy: row.acknowledged_by ?? undefined,
    answerWithin: row.answer_within,
    closed: row.closed || row.corrected,
    corrected: row.corrected,
    corrects: row.corrects,
    severe: row.severe,
    chain: row.chain,
    asked: row.asked,
    returned: row.returned,
    texted: row.texted,
    notMe: row.not_me,
  }))
}

/** The part of a change that every change of this target shares. */
export function baseChange(target: LockedTarget, at: Date) {
  return {
    at,
    noticeId: target.noticeId,
    targetId: target.id,
    fromMember: target.fromMember,
    place: target.place,
    role: target.role,
    ...target.standing,
  } satisfies Partial<Change>
}

/** When an office that is asked at `at` has to have answered; never where its notice has no clock. */
export function dueAfter(target: LockedTarget, at: Date): Date | undefined {
  if (target.answerWithin === 0) return undefined
  return new Date(at.getTime() + target.answerWithin * 60_000)
}
