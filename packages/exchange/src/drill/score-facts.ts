/** What scores of drills are reckoned from, read for the hub that is played. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { emailOf } from './cast.ts'
import { readOwn } from './own.ts'

/** A report to the hub; those of one thing are of one group. */
export type ReportFact = { group: string; received: Date; answerBy: Date; answered: Date | null }

/** The hub's member, and the notices that the drill itself sent in its name. */
export async function selectHub(db: Db): Promise<{ hub: string; own: readonly string[] }> {
  const { member_id: hub } = await db
    .selectFrom('people')
    .select('member_id')
    .where('email', '=', emailOf('hub'))
    .executeTakeFirstOrThrow()
  return { hub, own: (await readOwn(db, 'hub')).notices }
}

export async function selectReports(db: Db, hub: string): Promise<ReportFact[]> {
  const { rows } = await sql<ReportFact>`
    select coalesce(r.joined_to, r.id)::text as group, r.received_at as received, r.answer_by as "answerBy",
      (select min(e.at) from report_events e where e.report_id = r.id and e.kind = 'answered') as answered
    from office_reports r where r.to_member = ${hub}::uuid`.execute(db)
  return rows
}
