/** What was written for a meeting beside what others were given: it names whom they read under a pseudonym. */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'

const ERASED = 'Erased'
const MEETING = /^meeting:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Forgets the drafts of the meeting that `subject` names, what was not said, and what was told of its promises; nothing for other
 * subjects. What was taken into the minutes stays as others were given it. Under the commit order lock.
 */
export async function forgetDrafts(tx: Tx, subject: string, at: Date): Promise<void> {
  const [, meeting] = MEETING.exec(subject) ?? []
  if (meeting !== undefined) await forgetItems(tx, meeting, at)
}

async function forgetItems(tx: Tx, meeting: string, at: Date): Promise<void> {
  await sql`update meeting_items set state = 'unsaid', rule = null, reason = null
    where meeting_id = ${meeting}::uuid and state = 'waits'`.execute(tx)
  await sql`update meeting_items set reason = null where meeting_id = ${meeting}::uuid`.execute(tx)
  await sql`update meeting_item_words w set draft = json_build_object('title', case when shown then title else ${ERASED} end,
        'words', case when shown then words end, 'message', case when shown then message else jsonb_build_object('type', i.type) end)::text,
      title = case when shown then title else ${ERASED} end, words = case when shown then words end,
      message = case when shown then message else jsonb_build_object('type', i.type) end
    from meeting_items i where i.id = w.item_id and w.meeting_id = ${meeting}::uuid`.execute(tx)
  await sql`update meeting_promise_words w set words = ${ERASED} from meeting_promises p
    where p.id = w.promise_id and p.meeting_id = ${meeting}::uuid`.execute(tx)
  const row = await tx
    .selectFrom('meetings')
    .select('invited')
    .where('id', '=', meeting)
    .executeTakeFirst()
  if (row)
    await announce(tx, { kind: 'meeting.changed', subject: meeting, at, members: row.invited })
}
