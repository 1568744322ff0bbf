/** Putting into a case what the own member can see, and taking it out again. Nobody sees more for it. */
import type { CaseItemKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { nameKey, selectNamed } from './item-words.ts'
import { type Locked, recordOwn, tell } from './store.ts'
import { findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many items one case holds, those that were taken out counted. */
export const MOST_ITEMS = 100_000

type Ref = { kind: CaseItemKind; ref: string }

/**
 * Puts something into a case; gives the item's id, of the one that is there already where it is. Throws `not-found` for what the
 * member cannot see, `too-large` for one too many, `refused-by-policy`, on record, where a rule stands against it.
 */
export async function putIn(
  ctx: Context,
  who: PersonViewer,
  id: string,
  asked: Ref,
): Promise<string> {
  await refuseUnseen(ctx, who, asked)
  let itemId = ''
  await inCase(ctx, who, { id, act: 'case.put-in' }, async (tx, locked) => {
    refuseClosed(locked)
    const isAdvisory = await isOfAdvisory(tx, asked)
    const refused = findNotAtWork(ctx, who, locked, { isAdvisory })
    if (refused) return refused
    itemId = (await findThere(tx, id, asked)) ?? (await keep(tx, ctx, who, locked, asked))
    return undefined
  })
  return itemId
}

async function refuseUnseen(ctx: Context, who: PersonViewer, asked: Ref): Promise<void> {
  const named = await asMember(ctx.database.db, toReader(who), ctx.clock.now(), (tx) =>
    selectNamed(tx, ctx, who, [asked]),
  )
  if (!named.has(nameKey(asked)))
    throw new ExchangeError('not-found', 'your organisation sees no such thing', {
      path: '/body/ref',
    })
}

async function isOfAdvisory(tx: Tx, { kind, ref }: Ref): Promise<boolean> {
  if (kind !== 'release') return false
  const row = await tx
    .selectFrom('releases')
    .select('message')
    .where('id', '=', ref)
    .executeTakeFirst()
  return row?.message?.type === 'advisory'
}

async function findThere(tx: Tx, id: string, { kind, ref }: Ref): Promise<string | undefined> {
  const row = await tx
    .selectFrom('case_items')
    .select('id')
    .where('case_id', '=', id)
    .where('kind', '=', kind)
    .where('ref', '=', ref)
    .where('taken_out_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { row, parties }: Locked,
  asked: Ref,
): Promise<string> {
  const { held } = await tx
    .selectFrom('case_items')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('case_id', '=', row.id)
    .executeTakeFirstOrThrow()
  if (Number(held) >= MOST_ITEMS)
    throw new ExchangeError(
      'too-large',
      `a case holds at most ${MOST_ITEMS} items: split it or open another one`,
    )
  const itemId = randomUUID()
  const at = ctx.clock.now()
  const inserted = await tx
    .insertInto('case_items')
    .values({
      id: itemId,
      case_id: row.id,
      ...asked,
      member_id: who.memberId,
      member_kind: who.memberKind,
      person_id: who.personId,
      added_at: at,
      day: at.toISOString().slice(0, 10),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // Somebody put in the same at the same instant.
  if (!inserted) return (await findThere(tx, row.id, asked))!
  await recordOwn(tx, who, row, {
    statement: 'A member put something into a case',
    at,
    payload: { item: itemId, ...asked },
  })
  await tell(tx, who, { row, parties }, { act: 'put-in', at, itemId })
  return itemId
}

/** Takes out an item that the own member put in. Throws `not-found`; one that was taken out stays so. */
export async function takeOut(
  ctx: Context,
  who: PersonViewer,
  { id, item }: { id: string; item: string },
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.take-out' }, async (tx, locked) => {
    refuseClosed(locked)
    const refused = findNotAtWork(ctx, who, locked)
    if (refused) return refused
    const row = await tx
      .selectFrom('case_items')
      .select(['id', 'kind', 'ref', 'taken_out_at'])
      .where('id', '=', item)
      .where('case_id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'your organisation put no such item in')
    if (row.taken_out_at !== null) return undefined
    const at = ctx.clock.now()
    await tx.updateTable('case_items').set({ taken_out_at: at }).where('id', '=', item).execute()
    const { kind, ref } = row
    const statement = 'A member took something out of a case'
    await recordOwn(tx, who, locked.row, { statement, at, payload: { item, kind, ref } })
    await tell(tx, who, locked, { act: 'taken-out', at, itemId: item })
    return undefined
  })
}
