import type { Unsealing } from '@tocsin/api'
import type { Auditor } from '../audit/admit.ts'
import type { Context } from '../context.ts'
import { asMember, type Reader } from '../db/as-member.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { findHolding } from './answer.ts'
import { findMails } from './mails.ts'
import { toUnsealing } from './shape.ts'
import {
  findCalled,
  selectSteps,
  selectUnsealings,
  type StepRow,
  type UnsealingRow,
  type UnsealingsQuery,
} from './store.ts'

type Page = { items: Unsealing[]; next?: string }
type Asks = Pick<UnsealingsQuery, 'askedBy' | 'releaseId' | 'id'>

/** A page of what this auditor asked, newest first; `next` is passed back as `after`. */
export function listOwnUnsealings(
  ctx: Context,
  { viewer, reader }: Auditor,
  { releaseId, ...page }: PageQuery & { releaseId?: string | undefined },
): Promise<Page> {
  return listPage(ctx, reader, { askedBy: viewer.personId, releaseId }, page)
}

/** A page of what concerns the viewer's member as a key holder or as the sender. */
export function listUnsealings(ctx: Context, viewer: Viewer, page: PageQuery): Promise<Page> {
  return listPage(ctx, toReader(viewer), {}, page)
}

/** One that concerns the reader. Throws `not-found`. */
export async function readUnsealing(ctx: Context, reader: Reader, id: string): Promise<Unsealing> {
  const { rows, steps } = await read(ctx, reader, { id, limit: 1 })
  const [shown] = await shapeAll(ctx, reader.memberId, rows, steps)
  if (!shown) throw new ExchangeError('not-found', 'nobody asked for this')
  return shown
}

async function listPage(
  ctx: Context,
  reader: Reader,
  asks: Asks,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<Page> {
  const list = sealedList(ctx.cursors, 'unsealings')
  const before = readNumber(list.open(after))
  const { rows, steps } = await read(ctx, reader, { ...asks, before, limit: limit + 1 })
  const page = toPage(rows, limit, { key: (row) => [row.position], shape: (row) => row, ...list })
  return { ...page, items: await shapeAll(ctx, reader.memberId, page.items, steps) }
}

function read(ctx: Context, reader: Reader, query: UnsealingsQuery) {
  return asMember(ctx.database.db, reader, ctx.clock.now(), async (tx) => {
    const rows = await selectUnsealings(tx, query)
    return {
      rows,
      steps: await selectSteps(
        tx,
        rows.map(({ id }) => id),
      ),
    }
  })
}

async function shapeAll(
  ctx: Context,
  viewerId: string,
  rows: readonly UnsealingRow[],
  steps: readonly StepRow[],
): Promise<Unsealing[]> {
  if (rows.length === 0) return []
  return ctx.database.db.transaction().execute(async (tx) => {
    const ids = rows.flatMap((row) => [row.asker, row.asked_by, row.sender, ...row.holders])
    const called = await findCalled(tx, [...new Set(ids)])
    const mails = await findMails(
      tx,
      rows.map(({ id }) => id),
    )
    const shown: Unsealing[] = []
    for (const row of rows) {
      // Of what is settled, who held a key as it was: whose word counted does not change any more.
      const held = row.state === 'asked' ? await findHolding(tx, row) : (row.held ?? row.holders)
      const taken = steps.filter((step) => step.unsealing_id === row.id)
      shown.push(toUnsealing(row, { steps: taken, called, held, viewerId, mails }))
    }
    return shown
  })
}
