/** Words that members wrote into a case. What it refers to is erased where it stands. */
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'

const ERASED = 'Erased'
const CASE = /^case:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Puts a word in the place of the title, steps with all their versions, offers, lines, instants and claims of the case that `subject` names; nothing for
 * other subjects. Who did what when stays on its time line. Under the commit order lock.
 */
export async function forgetWordsOfCase(tx: Tx, subject: string, at: Date): Promise<void> {
  const [, id] = CASE.exec(subject) ?? []
  if (id === undefined) return
  const row = await tx
    .updateTable('cases')
    .set({ title: ERASED })
    .where('id', '=', id)
    .returning('readers')
    .executeTakeFirst()
  await sql`update case_step_edits e set words = ${ERASED} from case_steps s
    where s.id = e.step_id and s.case_id = ${id}::uuid`.execute(tx)
  await tx.updateTable('case_offers').set({ words: ERASED }).where('case_id', '=', id).execute()
  await tx.updateTable('case_lines').set({ words: ERASED }).where('case_id', '=', id).execute()
  await tx.updateTable('case_instants').set({ words: ERASED }).where('case_id', '=', id).execute()
  await tx
    .updateTable('case_claims')
    .set({ words: ERASED, basis: ERASED })
    .where('case_id', '=', id)
    .execute()
  if (row) await announce(tx, { kind: 'case.changed', subject: id, at, members: row.readers })
}
