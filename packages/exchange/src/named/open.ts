import type { NamedAsk } from '@tocsin/api'
import { formatNamedStatement } from '@tocsin/proof'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { makeReceipt } from '../log/receipt.ts'
import { toText } from './identifier.ts'
import { toAsk } from './shape.ts'
import { findAsk, MISSING, selectIdentifier } from './store.ts'

/** The ask of a secret. Throws `not-found`. */
export async function openAsk(ctx: Context, token: string): Promise<NamedAsk> {
  const { db } = ctx.database
  const row = await findAsk(db, token, 'read')
  return toAsk(row, await selectIdentifier(db, row.id))
}

/** The statement's file. Throws `not-found` once it is erased, and `conflict` before it is shown. */
export async function statementFile(ctx: Context, token: string): Promise<string> {
  const { db } = ctx.database
  const row = await findAsk(db, token, 'read')
  const identifier = await selectIdentifier(db, row.id)
  if (!identifier) throw new ExchangeError('not-found', MISSING)
  if (row.state !== 'answered' || row.log_index === null)
    throw new ExchangeError('conflict', 'the statement is not there yet: its page says when')
  const { value, platform, salt } = identifier
  return formatNamedStatement({
    identifier: toText({ kind: row.kind, value, platform: platform ?? undefined }),
    salt,
    receipt: await makeReceipt(ctx, row.log_index),
  })
}
