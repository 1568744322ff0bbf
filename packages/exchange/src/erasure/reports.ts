/** What a report of an office, a member or a party says, its evidence, and answers to it; who reported, kind, times and hops stay. */
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'

const ERASED = 'Erased'
const REPORT = /^report:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Puts a word in the place of those of the report that `subject` names, and deletes its evidence; nothing for other subjects. What was made
 * of it (a case, a notice, a release, a draft) is a subject of its own.
 */
export async function forgetWordsOfReport(tx: Tx, subject: string, at: Date): Promise<void> {
  const [, id] = REPORT.exec(subject) ?? []
  if (id === undefined) return
  const row = await tx
    .updateTable('office_reports')
    .set({ what: ERASED, seen_where: ERASED, where_key: id, struck: 0 })
    .where('id', '=', id)
    .returning(['to_member', 'from_member'])
    .executeTakeFirst()
  if (!row) return
  await tx.deleteFrom('report_files').where('report_id', '=', id).execute()
  await tx
    .updateTable('report_events')
    .set({ words: ERASED })
    .where('report_id', '=', id)
    .where('words', 'is not', null)
    .execute()
  const members = [row.to_member, ...(row.from_member === null ? [] : [row.from_member])]
  await announce(tx, { kind: 'report.changed', subject: id, at, members })
}
