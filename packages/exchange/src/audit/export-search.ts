import { formatPacket } from '@tocsin/proof'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { makeReceipt } from '../log/receipt.ts'
import type { Auditor } from './admit.ts'
import { selectActs, selectSearch } from './store.ts'

/** Entries of one export: each is proven anew. */
const MOST = 200

/**
 * A packet of what a search found, oldest first, of the search itself, and of this export, which names the place of each entry:
 * `tocsin verify` finds that none is missing. Statements that are not the auditor's to read are left out of their receipts.
 * Throws `not-found`, and `too-large` for what must be narrowed first. Never in a transaction.
 */
export async function exportSearch(
  ctx: Context,
  { viewer, reader }: Auditor,
  id: string,
): Promise<string> {
  const { db } = ctx.database
  const { search, acts } = await asMember(db, reader, ctx.clock.now(), async (tx) => {
    const row = await selectSearch(tx, viewer.personId, id)
    const page = { upTo: row.up_to, limit: MOST + 1 }
    return { search: row, acts: await selectActs(tx, row.filter, page) }
  })
  if (acts.length > MOST)
    throw new ExchangeError(
      'too-large',
      `this search found ${search.found} acts and at most ${MOST} go into one file: narrow it, by days for example`,
    )
  const found = acts.map(({ index, payload }) => ({ index, entryOnly: payload === null }))
  const entries = [...found.toReversed(), { index: search.log_index, entryOnly: false }]
  const [exported] = await db.transaction().execute((tx) =>
    appendLog(tx, [
      {
        kind: 'audit.exported',
        at: ctx.clock.now(),
        subject: `search:${id}`,
        payload: { search: id, entries: entries.map(({ index }) => index) },
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ]),
  )
  const receipts: string[] = []
  for (const { index, entryOnly } of [...entries, { index: exported!, entryOnly: false }])
    receipts.push(await makeReceipt(ctx, index, { entryOnly }))
  return formatPacket({ about: `search:${id}`, receipts })
}
