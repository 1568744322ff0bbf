/** Splitting items off into a case of their own. To take it back the new one is merged into the first again. */
import type { BodyOf, Purpose, splitCase as route } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import { leads } from './merge.ts'
import { insertMove, moveItems } from './moves.ts'
import { openIn } from './open.ts'
import { type Locked, recordLead, selectInGroup, tell } from './store.ts'
import { admitToCase, ask, gateOf, inCase, refuseClosed } from './verdict.ts'

/**
 * Opens a case with all who were ever invited to this one and are of its group, each to join anew, and moves items there that the
 * lead sees; gives its id. Steps, offers and lines stay. Throws `refused-by-policy`, on record, where a rule stands against it, and
 * `bad-request` for an item that does not stand there for the lead.
 */
export async function splitCase(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { title, items }: BodyOf<typeof route>,
): Promise<string> {
  const subject = `case:${id}`
  await inCase(ctx, who, { id, act: 'case.split' }, async () => undefined)
  if (title !== undefined) await admitToCase(ctx, who, { act: 'case.split', subject, words: title })
  const seen = await selectSeen(ctx, who, id, items)
  let into = ''
  await inCase(ctx, who, { id, act: 'case.split', change: true }, async (tx, locked) => {
    await takeCommitOrder(tx)
    const facts = gateOf(locked.parties)
    const decision = ask(ctx, who, { action: 'merge-cases', isLead: leads(locked) }, facts)
    if (!decision.allow) return decision
    refuseClosed(locked)
    refuseGone(items, await selectStanding(tx, id, seen))
    const opened = await openBeside(tx, ctx, who, locked, title)
    if ('refused' in opened) return opened.refused
    into = opened.id
    const at = ctx.clock.now()
    const move = { kind: 'split' as const, from: id, into, at }
    await moveItems(tx, await insertMove(tx, who, move), move, items)
    await tx.updateTable('cases').set({ split_from: id }).where('id', '=', into).execute()
    const payload = { into, items: items.length }
    await recordLead(tx, who, locked.row, { kind: 'case.split', at, payload })
    await tell(tx, who, locked, { act: 'split', at, heard: locked.row.readers })
    return undefined
  })
  return into
}

async function openBeside(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { row, parties }: Locked,
  title: string | undefined,
): Promise<{ id: string } | { refused: Decision }> {
  const inGroup = new Set((await selectInGroup(tx, row.group_id)).map((one) => one.id))
  const invited = parties
    .map((one) => one.id)
    .filter((one) => one !== who.memberId && inGroup.has(one))
  return openIn(tx, ctx, who, {
    groupId: row.group_id,
    purpose: row.purpose as Purpose,
    invited,
    ...(title === undefined ? {} : { title }),
  })
}

/** Items that the member sees for itself: what is withheld from a lead it cannot name. */
async function selectSeen(
  ctx: Context,
  who: PersonViewer,
  id: string,
  items: readonly string[],
): Promise<string[]> {
  const rows = await asMember(ctx.database.db, toReader(who), ctx.clock.now(), (tx) =>
    tx
      .selectFrom('case_items')
      .select('id')
      .where('case_id', '=', id)
      .where('id', 'in', items)
      .execute(),
  )
  return rows.map((row) => row.id)
}

async function selectStanding(tx: Tx, id: string, items: readonly string[]): Promise<Set<string>> {
  if (items.length === 0) return new Set()
  const rows = await tx
    .selectFrom('case_items')
    .select('id')
    .where('case_id', '=', id)
    .where('id', 'in', items)
    .where('taken_out_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

function refuseGone(items: readonly string[], standing: ReadonlySet<string>): void {
  const at = items.findIndex((one) => !standing.has(one))
  if (at >= 0)
    throw new ExchangeError('bad-request', 'no such item of yours to see stands in the case', {
      path: `/body/items/${at}`,
    })
}
