import type { ActKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { appendLog, type Act } from '../log/append.ts'

/** Endings recorded in one transaction. */
const BATCH = 100

type Ending = { subject: string; id: string; ended_at: Date; members: string[] }

/**
 * Records releases, charters and invitations that ended by their date, each once. They end at that date whenever this runs: whoever reads
 * asks the clock. Tells whether more waits.
 */
export async function recordEndings(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const endings = await markEndings(tx, at)
    await appendLog(
      tx,
      endings.map((ending) => toAct(ending, at)),
    )
    return endings.length >= BATCH
  })
}

const KINDS: Record<string, ActKind> = {
  release: 'release.ended',
  group: 'group.ended',
  person: 'person.ended',
}

function toAct({ subject, id, ended_at, members }: Ending, at: Date): Act {
  const what = subject.slice(0, subject.indexOf(':'))
  return {
    kind: KINDS[what]!,
    at,
    subject,
    payload: { [what]: id, endedAt: ended_at.toISOString() },
    by: 'clock',
    members,
  }
}

/** Of two processes that come at once, each ending falls to one. */
async function markEndings(tx: Tx, at: Date): Promise<Ending[]> {
  const found = await sql<Ending>`
    with due as (
      select 'release:' || r.id as subject, r.id, r.expires_at as ended_at,
        r.from_member || array(select rr.member_id from release_recipients rr where rr.release_id = r.id) as members
      from releases r where r.expires_at <= ${at} and r.recalled_at is null
      union all
      select 'group:' || g.id, g.id, g.expires_at,
        array(select gm.member_id from group_members gm where gm.group_id = g.id)
      from groups g where g.expires_at <= ${at}
        -- A version that goes on from then, or from before, is about to be brought into force.
        and ((g.next_charters -> 0 ->> 'from')::timestamptz <= g.expires_at) is not true
      union all
      select 'person:' || p.id, p.id, p.ends_at, array[p.member_id] from people p where p.ends_at <= ${at}
    ), fresh as (
      select * from due where not exists (select from recorded_once o
        where o.subject = due.subject and o.what = 'end' and o.who = '' and o.since = due.ended_at)
      order by ended_at, subject limit ${BATCH}
    ), marked as (
      insert into recorded_once (subject, what, who, since)
        select subject, 'end', '', ended_at from fresh on conflict do nothing
        returning subject
    )
    select fresh.* from fresh join marked using (subject) order by ended_at, subject`.execute(tx)
  return found.rows
}
