import type { Tx } from '../db/database.ts'

/** One answer, for those it is for; runs in a reader's transaction. */
export function selectLeaf(tx: Tx, id: string) {
  return tx
    .selectFrom('answer_leaves')
    .select(['salt', 'payload', 'place', 'path', 'log_index'])
    .where('id', '=', id)
    .executeTakeFirst()
}
