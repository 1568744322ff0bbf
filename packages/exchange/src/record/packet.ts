import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db } from '../db/database.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { makeReceipt } from '../log/receipt.ts'
import { admitProof } from './proofs.ts'

/**
 * A page of the receipts of all that is on record about a subject and that the viewer's member took part in. What was
 * erased is not among them: nobody can tell any more what it was about. Throws `not-found` where there is nothing.
 */
export async function readPacket(
  ctx: Context,
  viewer: Viewer,
  about: string,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: string[]; next?: string }> {
  const asking = { reader: toReader(viewer), now: ctx.clock.now() }
  const last = readNumber(after) ?? -1
  const rows = await asMember(ctx.database.db, asking.reader, asking.now, (tx) =>
    tx
      .selectFrom('log_payloads')
      .select('index')
      .where('subject', '=', about)
      .where('index', '>', last)
      .orderBy('index')
      .limit(limit + 1)
      .execute(),
  )
  if (rows.length === 0 && after === undefined)
    throw new ExchangeError('not-found', 'nothing of yours is on record about this')
  const page = toPage(rows, limit, { key: (row) => [row.index], shape: (row) => row.index })
  const items: string[] = []
  for (const index of page.items) {
    await admitProof(ctx, viewer, index)
    items.push(await makeReceipt(ctx, index, { asking }))
  }
  // What was erased while its receipt was made left a receipt of an empty place, which says nothing about the subject.
  const kept = await selectKept(ctx.database.db, page.items)
  return { ...page, items: items.filter((_, at) => kept.has(page.items[at]!)) }
}

async function selectKept(db: Db, indexes: readonly number[]): Promise<Set<number>> {
  if (indexes.length === 0) return new Set()
  const rows = await db
    .selectFrom('log_payloads')
    .select('index')
    .where('index', 'in', [...indexes])
    .execute()
  return new Set(rows.map(({ index }) => index))
}
