import type { NoticeQuestion, OfficeQuestion, OfficeRole, TargetMail } from '@tocsin/api'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/database.ts'
import { PRINTED_TITLE } from '../offices/door.ts'
import { PLACE } from './place.ts'
import { toTargetMail } from './shape.ts'

/** What the outbox says a mail with an answer is about. */
export function aboutQuestion(id: string): string {
  return `question:${id}`
}

const ASKED_BY = sql`coalesce((select c.title from notice_contacts c where c.target_id = q.target_id and c.rank = q.rank), ${PRINTED_TITLE})`

type OfficeRow = {
  asked_by: string
  text: string
  asked_at: Date
  answer: string | null
  answered_at: Date | null
}

/** What an office asked about a notice, first to last. Read as owner, for whoever holds a link of it or is that office. */
export async function selectOfficeQuestions(db: Db, targetId: string): Promise<OfficeQuestion[]> {
  const { rows } = await sql<OfficeRow>`
    select ${ASKED_BY} as asked_by, q.text, q.asked_at, q.answer, q.answered_at from notice_questions q
    where q.target_id = ${targetId}::uuid order by q.asked_at, q.id`.execute(db)
  return rows.map(({ asked_by: askedBy, text, asked_at: at, answer, answered_at: answeredAt }) => ({
    askedBy,
    text,
    askedAt: at.toISOString(),
    ...(answer !== null && answeredAt
      ? { answer: { text: answer, at: answeredAt.toISOString() } }
      : {}),
  }))
}

type SenderRow = OfficeRow & {
  id: string
  target_id: string
  place: string
  role: OfficeRole
  mail: string | null
}

/** Questions about a notice, for its sender: those that wait first, each kind in the order asked. Read as owner by whoever has shown to be the sender. */
export function selectQuestions(
  db: Db,
  noticeId: string,
  blocked: string | undefined,
): Promise<NoticeQuestion[]> {
  return readQuestions(db, sql`q.notice_id = ${noticeId}::uuid`, blocked)
}

/** One of them. */
export async function selectQuestion(
  db: Db,
  id: string,
  blocked: string | undefined,
): Promise<NoticeQuestion> {
  return (await readQuestions(db, sql`q.id = ${id}::uuid`, blocked))[0]!
}

async function readQuestions(
  db: Db,
  which: RawBuilder<unknown>,
  blocked: string | undefined,
): Promise<NoticeQuestion[]> {
  const { rows } = await sql<SenderRow>`
    select q.id, q.target_id, ${PLACE}, t.role, ${ASKED_BY} as asked_by, q.text, q.asked_at, q.answer, q.answered_at,
      (select case when d.bounced_at is not null then 'bounced' else d.state end from deliveries d
        where d.about = 'question:' || q.id) as mail
    from notice_questions q join notice_targets t on t.id = q.target_id join jurisdictions j on j.id = t.jurisdiction
    where ${which} order by q.answered_at is not null, q.asked_at, q.id`.execute(db)
  return rows.map((row) => toQuestion(row, blocked !== undefined))
}

function toQuestion(row: SenderRow, blocked: boolean): NoticeQuestion {
  const mail: TargetMail = toTargetMail(row.mail ?? 'none', blocked)
  return {
    id: row.id,
    target: row.target_id,
    place: row.place,
    role: row.role,
    askedBy: row.asked_by,
    text: row.text,
    askedAt: row.asked_at.toISOString(),
    ...(row.answer !== null && row.answered_at
      ? { answer: { text: row.answer, at: row.answered_at.toISOString(), mail } }
      : {}),
  }
}

/** How many questions of each notice wait for an answer, of those that the reader sent. */
export async function selectOpenQuestions(
  tx: Db,
  noticeIds: string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ notice_id: string; open: number }>`
    select notice_id, count(*)::int as open from notice_questions
    where notice_id = any(${noticeIds}::uuid[]) and answered_at is null group by notice_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.notice_id, row.open]))
}
