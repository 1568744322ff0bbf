/** Items and promises of meetings in SQL. `selectShown…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'

export type ItemRow = Selectable<Tables['meeting_items']>

/** An item of this member in the meeting, locked against change. Throws `not-found`. */
export async function lockItem(
  tx: Tx,
  memberId: string,
  meetingId: string,
  id: string,
): Promise<ItemRow> {
  const row = await tx
    .selectFrom('meeting_items')
    .selectAll()
    .where('id', '=', id)
    .where('meeting_id', '=', meetingId)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such item')
  return row
}

export async function selectItemWords(tx: Tx, itemId: string) {
  return tx
    .selectFrom('meeting_item_words')
    .selectAll()
    .where('item_id', '=', itemId)
    .executeTakeFirstOrThrow()
}

/** Items as row-level security shows them; of what is not the reader's to see the words are not there. */
export async function selectShownItems(tx: Tx, meetingId: string) {
  return tx
    .selectFrom('meeting_items as i')
    .leftJoin('meeting_item_words as w', 'w.item_id', 'i.id')
    .selectAll('i')
    .select(['w.title', 'w.words', 'w.message'])
    .where('i.meeting_id', '=', meetingId)
    .orderBy('i.position')
    .execute()
}

/** Promises of a meeting with what their promisers have told the reader of them; what became of one to its promiser alone. */
export async function selectShownPromises(tx: Tx, meetingId: string) {
  const promises = await tx
    .selectFrom('meeting_promises as p')
    .leftJoin('meeting_promise_states as s', 's.promise_id', 'p.id')
    .selectAll('p')
    .select('s.state')
    .where('p.meeting_id', '=', meetingId)
    .orderBy('p.position')
    .execute()
  if (promises.length === 0) return []
  const told = await tx
    .selectFrom('meeting_promise_words')
    .select(['promise_id', 'words', 'at'])
    .where(
      'promise_id',
      'in',
      promises.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  return promises.map((promise) => ({
    ...promise,
    told: told.filter((one) => one.promise_id === promise.id),
  }))
}
