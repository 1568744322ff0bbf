/** Notes of mappings to techniques about a finding, report or release; that it was mapped, by whom and when stays. */
import type { Tx } from '../db/database.ts'

const ERASED = 'Erased'
const MAPPED = /^(finding|report|release):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Puts a word in the place of those about what `subject` names; nothing for other subjects. */
export async function forgetNotesOfMappings(tx: Tx, subject: string): Promise<void> {
  const [, kind, ref] = MAPPED.exec(subject) ?? []
  if (kind === undefined || ref === undefined) return
  await tx
    .updateTable('technique_mapping_says')
    .set({ note: ERASED })
    .where('note', 'is not', null)
    .where('mapping_id', 'in', (eb) =>
      eb
        .selectFrom('technique_mappings')
        .select('id')
        .where('kind', '=', kind as 'finding' | 'report' | 'release')
        .where('ref', '=', ref),
    )
    .execute()
}
