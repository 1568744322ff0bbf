/** How much one member puts before one meeting: without an end a record could be filled until nobody reads it. */
import { MEETING_LIMITS } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

type Own = { id: string; memberId: string }

/** Throws `too-large` where an item, or a change of the item `instead`, would be more than a member may say in a meeting. */
export async function refuseMoreItems(
  tx: Tx,
  { id, memberId }: Own,
  { letters, instead }: { letters: number; instead?: string },
): Promise<void> {
  const { count, sum } = await tx
    .selectFrom('meeting_item_words')
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.coalesce(eb.fn.sum<string>(eb.fn('length', ['draft'])), eb.val('0')).as('sum'),
    ])
    .where('meeting_id', '=', id)
    .where('member_id', '=', memberId)
    .$if(instead !== undefined, (query) => query.where('item_id', '<>', instead!))
    .executeTakeFirstOrThrow()
  const { items, itemLetters } = MEETING_LIMITS
  if (Number(count) >= items)
    throw full(`at most ${items} items of one organisation stand in one meeting`)
  if (Number(sum) + letters > itemLetters)
    throw full(
      `what one organisation says in one meeting is at most ${itemLetters} characters, with what the gate asks to be stated`,
    )
}

/** Throws `too-large` where a member has promised as much as it may in a meeting. */
export async function refuseMorePromises(tx: Tx, { id, memberId }: Own): Promise<void> {
  const { count } = await tx
    .selectFrom('meeting_promises')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('meeting_id', '=', id)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MEETING_LIMITS.promises)
    throw full(`one organisation makes at most ${MEETING_LIMITS.promises} promises in one meeting`)
}

/** Throws `too-large` where as much was told of a promise as may be. */
export async function refuseMoreTellings(tx: Tx, promiseId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('meeting_promise_words')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('promise_id', '=', promiseId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MEETING_LIMITS.tellings)
    throw full(`of one promise is told at most ${MEETING_LIMITS.tellings} times`)
}

function full(what: string): ExchangeError {
  return new ExchangeError('too-large', `${what}: call another meeting for more`)
}
