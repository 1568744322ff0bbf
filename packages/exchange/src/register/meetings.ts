import type { Purpose, RegisterMeeting } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { PAGE_SIZE, type PageQuery, readNumber, toPage } from '../db/keyset.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'

/** A page of the meetings in the register, newest first; before its day the text is not given. */
export async function listMeetings(
  ctx: Context,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: RegisterMeeting[]; next?: string }> {
  const before = readNumber(after)
  const rows = await ctx.database.db
    .selectFrom('register_meetings')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('position', '<', before!))
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute()
  const shape = (row: Selectable<Tables['register_meetings']>) => toEntry(row, ctx)
  return toPage(rows, limit, { key: (row) => [row.position], shape })
}

/** One meeting of the register. Throws `not-found`. */
export async function readMeeting(ctx: Context, id: string): Promise<RegisterMeeting> {
  const [meeting] = await readMeetings(ctx, [id])
  if (!meeting) throw new ExchangeError('not-found', 'the register has no such meeting')
  return meeting
}

/** Those of these meetings that there are, in any order. */
export async function readMeetings(
  ctx: Context,
  ids: readonly string[],
): Promise<RegisterMeeting[]> {
  const rows = await ctx.database.db
    .selectFrom('register_meetings')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => toEntry(row, ctx))
}

const BATCH = 200

/** Every meeting, oldest first, in batches. */
export async function* eachMeetingBatch(ctx: Context): AsyncGenerator<RegisterMeeting[]> {
  for (let from = 0; ;) {
    const rows = await ctx.database.db
      .selectFrom('register_meetings')
      .selectAll()
      .where('position', '>', from)
      .orderBy('position')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return
    from = Number(rows.at(-1)!.position)
    yield rows.map((row) => toEntry(row, ctx))
  }
}

function toEntry(
  row: Selectable<Tables['register_meetings']>,
  { clock, config }: Context,
): RegisterMeeting {
  return {
    id: row.id,
    heldAt: row.held_at.toISOString(),
    sealedAt: row.sealed_at.toISOString(),
    purpose: row.purpose as Purpose,
    bodies: row.bodies,
    participants: row.participants,
    said: row.said,
    notTaken: row.not_taken,
    contentHash: row.content_hash,
    logIndex: Number(row.log_index),
    textFrom: row.text_from.toISOString(),
    ...(row.text_from <= clock.now() ? { text: row.text } : {}),
    exercise: config.exercise,
  }
}
