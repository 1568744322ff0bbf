/** What stands in the record before a meeting begins was judged for those who were called then, and for nobody else. */
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { MeetingRow } from './store.ts'

type Terms = Pick<MeetingRow, 'invited' | 'tlp' | 'pap' | 'purpose' | 'basis'>

/**
 * Throws `conflict` where a change would put words that were taken before others, or under other terms, than those for which they
 * passed the gate, or would shut out who said them.
 */
export async function refuseOtherEars(tx: Tx, row: MeetingRow, changed: Terms): Promise<void> {
  const said = await tx
    .selectFrom('meeting_items')
    .select('member_id')
    .distinct()
    .where('meeting_id', '=', row.id)
    .where('state', '=', 'taken')
    .execute()
  if (said.length === 0) return
  const joins = changed.invited.some((id) => !row.invited.includes(id))
  const shutsOut = said.some(({ member_id: speaker }) => !changed.invited.includes(speaker))
  const isOther = (['tlp', 'pap', 'purpose', 'basis'] as const).some(
    (term) => changed[term] !== row[term],
  )
  if (joins || shutsOut || isOther)
    throw new ExchangeError(
      'conflict',
      'something was said for those who were called: who hears it, markings, purpose and basis stay. Call another meeting',
    )
}
