/** Notices as listed. What the reader may see is the database's decision. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { holdsWords } from '../db/holds.ts'
import { NOTICE, type NoticeRow } from './store.ts'

type NoticeFilter = {
  before: number | undefined
  limit: number
  state: 'open' | 'closed' | undefined
  words: string | undefined
}

/** Newest first, from before entry `before` of the log; what the reader may see is the database's decision. */
export async function selectNotices(
  db: Db,
  { before, limit, state, words }: NoticeFilter,
): Promise<NoticeRow[]> {
  const isClosed = sql`n.closed_at is ${state === 'closed' ? sql`not null` : sql`null`}`
  const isNamed = sql`exists (select from jsonb_each(n.texts::jsonb) t
    where ${holdsWords(sql`concat_ws(' ', t.value ->> 'subject', m.name)`, words ?? '')})`
  const found =
    await sql<NoticeRow>`select ${NOTICE} from notices n join members m on m.id = n.from_member
    where n.log_index < ${before ?? Number.MAX_SAFE_INTEGER}
      and ${state === undefined ? sql`true` : isClosed} and ${words === undefined ? sql`true` : isNamed} order by n.log_index desc limit ${limit}`.execute(
      db,
    )
  return found.rows
}
