/** Words of a report of the public, and answers to it; number, kind and times stay. */
import type { Tx } from '../db/database.ts'

const REPORT = /^public-report:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Forgets them where `subject` names a report of the public; nothing for other subjects. */
export async function forgetWordsOfPublicReport(tx: Tx, subject: string): Promise<void> {
  const [, id] = REPORT.exec(subject) ?? []
  if (id === undefined) return
  const gone = { what: null, seen_where: null, masked_what: null, masked_where: null, masked: 0 }
  await tx
    .updateTable('public_reports')
    .set({ ...gone, state: 'erased' })
    .where('id', '=', id)
    .where('what', 'is not', null)
    .execute()
  await tx
    .updateTable('public_report_events')
    .set({ words: null })
    .where('report_id', '=', id)
    .execute()
}
