import { formatAnswerProof } from '@tocsin/proof'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { makeReceipt } from '../log/receipt.ts'
import { nextSealing } from './seal.ts'
import { selectLeaf } from './store.ts'

/** The proof file of an answer, for those it is for. Throws `not-found`, and `conflict` while its batch is open. */
export async function proveAnswer(ctx: Context, viewer: Viewer, id: string): Promise<string> {
  const leaf = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectLeaf(tx, id),
  )
  if (!leaf) throw new ExchangeError('not-found', 'no such answer')
  const proof = await prove(ctx, leaf)
  if (proof !== undefined) return proof
  const at = nextSealing(ctx).toISOString()
  throw new ExchangeError(
    'conflict',
    `the clock commits to this at ${at}, or later where your organisation has answered more than a batch takes of it: ask again then`,
  )
}

/** The proof file of any answer, for whoever may be given it by other rights; nothing while its batch is open. */
export async function proveAnswerOf(ctx: Context, id: string): Promise<string | undefined> {
  const leaf = await selectLeaf(ctx.database.db as Tx, id)
  return leaf && prove(ctx, leaf)
}

async function prove(
  ctx: Context,
  {
    place,
    path,
    log_index: index,
    salt,
    payload,
  }: NonNullable<Awaited<ReturnType<typeof selectLeaf>>>,
): Promise<string | undefined> {
  if (place === null || path === null || index === null) return undefined
  const batch = await makeReceipt(ctx, index)
  const hashes = Array.from({ length: path.length / 32 }, (_, i) =>
    path.subarray(i * 32, i * 32 + 32),
  )
  return formatAnswerProof({ salt, payload, place, path: hashes, batch })
}
