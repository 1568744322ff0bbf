import type { Tx } from '../db/database.ts'
import type { Change } from './changes.ts'
import { tellContact } from './escalate.ts'
import { baseChange, type LockedTarget } from './locked.ts'
import { decideUndeliverable } from './rules.ts'
import { exhausted, nextTurn } from './words.ts'

/** No mail reaches the contact whose turn it is: the next one's turn, or nobody is left. `late`: it is tried on all the same. */
export async function moveOn(
  tx: Tx,
  target: LockedTarget,
  at: Date,
  late: boolean,
): Promise<Change> {
  const { standing, chain, asked, texted, notMe } = target
  const { next, state } = decideUndeliverable(standing, chain, asked + texted, notMe)
  if (next === undefined) {
    const words = exhausted(target, state === 'told')
    return {
      ...baseChange(target, at),
      by: 'exchange',
      kind: state === 'unreachable' ? 'notice.unreachable' : 'notice.escalated',
      state,
      dueAt: undefined,
      detail: words,
      fault: words,
    }
  }
  const { title, ways } = await tellContact(tx, target, next, at)
  return {
    ...baseChange(target, at),
    kind: 'notice.escalated',
    by: 'exchange',
    state,
    rank: next,
    dueAt: undefined,
    detail: late
      ? `Mail could not be delivered so far. ${nextTurn(title)}, too${ways}`
      : `Mail could not be delivered. ${nextTurn(title)}${ways}`,
  }
}

/** The title of a contact of a chain. */
export async function titleOf(tx: Tx, targetId: string, rank: number): Promise<string> {
  const row = await tx
    .selectFrom('notice_contacts')
    .select('title')
    .where('target_id', '=', targetId)
    .where('rank', '=', rank)
    .executeTakeFirstOrThrow()
  return row.title
}
