/** What changed last in the register, for its feed. */
import type { RegisterEntry, RegisterMeeting } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { readEntries } from './list.ts'
import { readMeetings } from './meetings.ts'

type Changed = { id: string; meeting: boolean }

/**
 * The messages and meetings that changed last: entered, taken back, their words put off, their words public. However old an entry
 * is, whoever follows the feed hears of what becomes of it.
 */
export async function readChanged(
  ctx: Context,
  limit: number,
): Promise<{ entries: RegisterEntry[]; meetings: RegisterMeeting[] }> {
  const rows = await selectChanged(ctx, limit)
  const idsOf = (isMeeting: boolean) =>
    rows.filter(({ meeting }) => meeting === isMeeting).map(({ id }) => id)
  const [messages, meetings] = [idsOf(false), idsOf(true)]
  return {
    entries: messages.length === 0 ? [] : await readEntries(ctx, messages),
    meetings: meetings.length === 0 ? [] : await readMeetings(ctx, meetings),
  }
}

/** Each kind of change is walked by an index of its own, so that a long register costs no more than a short one. */
async function selectChanged({ clock, database }: Context, limit: number): Promise<Changed[]> {
  const now = sql`${clock.now().toISOString()}::timestamptz`
  const { rows } = await sql<Changed>`
    select id, meeting from (
      (select id, at as changed, false as meeting from register_entries order by position desc limit ${limit})
      union all (select e.id, r.recalled_at, false from releases r join register_entries e on e.id = r.id
        where r.recalled_at is not null order by r.recalled_at desc limit ${limit})
      union all (select entry_id, at, false from register_holds order by at desc limit ${limit})
      union all (select id, text_from, false from register_entries where text_from <= ${now} order by text_from desc limit ${limit})
      union all (select id, sealed_at, true from register_meetings order by position desc limit ${limit})
      union all (select id, text_from, true from register_meetings where text_from <= ${now} order by text_from desc limit ${limit})
    ) c group by id, meeting order by max(changed) desc, id limit ${limit}`.execute(database.db)
  return rows
}
