import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { readSource } from './propose.ts'

/** What opens the commitment of an own lower version: whoever is given it can check, and read the source. Throws `not-found`. */
export async function readOpening(ctx: Context, viewer: Viewer, id: string) {
  const row = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    tx
      .selectFrom('tear_lines')
      .select(['source_id', 'salt', 'commitment'])
      .where('id', '=', id)
      .where('member_id', '=', viewer.memberId)
      .executeTakeFirst(),
  )
  if (!row) throw new ExchangeError('not-found', 'no such lower version of the own member')
  const { source } = await readSource(ctx, viewer, row.source_id)
  return {
    v: 1 as const,
    commitment: Buffer.from(row.commitment).toString('base64'),
    salt: Buffer.from(row.salt).toString('base64'),
    source,
  }
}
