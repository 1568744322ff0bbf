/** Lines of corrections: which notices belong together, and which words an office had at an instant. */
import type { NoticeKind, NoticeTexts } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export type LinkRow = {
  id: string
  kind: NoticeKind
  sent_at: Date
  texts: NoticeTexts
  main_language: string
  offices: number
}

/** The notice that one corrects, and those that correct it, newest first, with how many offices they share that the reader may see. */
export async function selectLinks(
  db: Db,
  noticeId: string,
): Promise<{ corrects: LinkRow | undefined; corrections: LinkRow[] }> {
  const { rows } = await sql<LinkRow & { isEarlier: boolean }>`
    select n.id, n.kind, n.sent_at, n.texts, n.main_language, n.id = me.corrects as "isEarlier",
      (select count(*)::int from notice_targets newer join notice_targets older on older.id = newer.corrects
        where newer.notice_id in (n.id, me.id) and older.notice_id in (n.id, me.id)) as offices
    from notices me join notices n on n.corrects = me.id or n.id = me.corrects
    where me.id = ${noticeId}::uuid order by n.log_index desc`.execute(db)
  return {
    corrects: rows.find(({ isEarlier }) => isEarlier),
    corrections: rows.filter(({ isEarlier }) => !isEarlier),
  }
}

export type VersionRow = {
  target: string
  notice: string
  number: number
  kind: NoticeKind
  sent_at: Date
  answered: boolean
}

export type SuccessorRow = { target: string; notice: string; kind: NoticeKind; at: Date }

/** What took the place of the words of each office of a notice by `at`. */
async function selectSuccessors(db: Db, noticeId: string, at: Date) {
  const { rows } = await sql<SuccessorRow>`
    select t.id as target, n.id as notice, n.kind, n.sent_at as at
    from notice_targets t join notice_targets newer on newer.corrects = t.id join notices n on n.id = newer.notice_id
    where t.notice_id = ${noticeId}::uuid and n.sent_at <= ${at}`.execute(db)
  return new Map(rows.map((row) => [row.target, row]))
}

/**
 * Of each office of a notice that stands in a line of corrections: the newest words that it had by `at`, that is, which it
 * answered or of which a mail to it was handed over, whether it came back or not. An office that had none has no row.
 */
async function selectVersionsAt(db: Db, noticeId: string, at: Date) {
  const { rows } = await sql<VersionRow>`
    with recursive before as (
      select id as target, id, corrects, 0 as step from notice_targets where notice_id = ${noticeId}::uuid
      union all select b.target, t.id, t.corrects, b.step - 1 from before b join notice_targets t on t.id = b.corrects),
    after as (
      select id as target, id, 0 as step from notice_targets where notice_id = ${noticeId}::uuid
      union all select a.target, t.id, a.step + 1 from after a join notice_targets t on t.corrects = a.id),
    line as (
      select target, id, (row_number() over (partition by target order by step))::int as number
      from (select target, id, step from before union select target, id, step from after) steps),
    had as (
      select l.target, l.id, l.number,
        exists (select from notice_events e where e.target_id = l.id and e.at <= ${at}
          and e.kind in ('notice.told', 'notice.understood', 'notice.acted')) as answered,
        exists (select from notice_events e where e.target_id = l.id and e.at <= ${at} and e.kind = 'delivery.sent') as handed
      from line l)
    select distinct on (h.target) h.target, t.notice_id as notice, h.number, n.kind, n.sent_at, h.answered
    from had h join notice_targets t on t.id = h.id join notices n on n.id = t.notice_id
    where h.answered or h.handed
    order by h.target, h.number desc`.execute(db)
  return new Map(rows.map((row) => [row.target, row]))
}

export type OfficeVersionRow = Omit<LinkRow, 'offices'>

/** What an office's notice corrects, and the newest that holds in its place; read as owner. */
export async function selectOfficeVersions(
  db: Db,
  target: { id: string; corrects: string | null; is_corrected: boolean },
): Promise<{ earlier: OfficeVersionRow | undefined; newest: OfficeVersionRow | undefined }> {
  if (target.corrects === null && !target.is_corrected)
    return { earlier: undefined, newest: undefined }
  const { rows } = await sql<OfficeVersionRow & { step: number }>`
    with recursive after as (
      select id, 0 as step from notice_targets where id = ${target.id}::uuid
      union all select t.id, a.step + 1 from after a join notice_targets t on t.corrects = a.id),
    line as (select id, step from after where step > 0 union all select ${target.corrects}::uuid, -1)
    select l.step, n.id, n.kind, n.sent_at, n.texts, n.main_language
    from line l join notice_targets t on t.id = l.id join notices n on n.id = t.notice_id order by l.step`.execute(
    db,
  )
  const last = rows.at(-1)
  return {
    earlier: rows.find(({ step }) => step < 0),
    newest: last && last.step > 0 ? last : undefined,
  }
}

/** Both of the above for a notice that stands in a line of corrections; nothing of one that stands alone. */
export async function readLines(
  db: Db,
  notice: { id: string; corrects: string | null; corrected: number },
  at: Date,
) {
  if (notice.corrects === null && notice.corrected === 0)
    return { successors: new Map<string, SuccessorRow>(), versions: new Map<string, VersionRow>() }
  return {
    successors: await selectSuccessors(db, notice.id, at),
    versions: await selectVersionsAt(db, notice.id, at),
  }
}
