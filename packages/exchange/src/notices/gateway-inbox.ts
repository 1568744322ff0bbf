import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { FromGateway } from '../gateways/gateway.ts'
import { settleReceipt, type ReceiptRow } from './receipts-heard.ts'
import { settleReply, type ReplyRow } from './replies-heard.ts'

const BATCH = 50
const LONGEST = 500
/** A receipt of a message that is on record by no id waits so long for it. */
const RECEIPT_DAYS = 3

/** Keeps what a gateway said, once; when this is done, the gateway may forget it. */
export async function takeFromGateway(
  ctx: Context,
  channel: TextChannel,
  heard: FromGateway,
): Promise<void> {
  const base = { channel, kind: heard.kind, came_at: ctx.clock.now() }
  const row =
    heard.kind === 'receipt'
      ? {
          ...base,
          sha256: hashOf([channel, heard.gatewayId, heard.said, heard.brief]),
          gateway_id: heard.gatewayId,
          said: heard.said,
          brief: heard.brief.slice(0, 60),
        }
      : {
          ...base,
          sha256: heard.id === undefined ? null : hashOf([channel, 'reply', heard.id]),
          number: heard.from,
          words: heard.text.slice(0, LONGEST).toWellFormed().replaceAll('\0', ''),
        }
  await ctx.database.db
    .insertInto('gateway_inbox')
    .values(row)
    .onConflict((on) => on.column('sha256').doNothing())
    .execute()
}

/** Works through what gateways said, each in a transaction of its own. Returns whether there is more. */
export async function settleHeard(ctx: Context, limits: Limits): Promise<boolean> {
  const { db } = ctx.database
  const receipts = await selectReceipts(db)
  for (const row of receipts) await settleReceipt(ctx, row)
  const replies = await selectReplies(db)
  for (const row of replies) await settleReply(ctx, limits, row)
  if (receipts.length + replies.length > 0) return true
  const before = new Date(ctx.clock.now().getTime() - RECEIPT_DAYS * 86_400_000)
  await sql`update gateway_inbox set settled_at = ${ctx.clock.now()}, outcome = 'of no message that is known'
    where settled_at is null and kind = 'receipt' and came_at < ${before}`.execute(db)
  return false
}

/** Those whose message is on record by now. */
async function selectReceipts(db: Db): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select i.id, i.channel, i.gateway_id as "gatewayId", i.said, i.brief, p.delivery_id as "deliveryId"
    from gateway_inbox i join gateway_parts p on p.channel = i.channel and p.gateway_id = i.gateway_id
    where i.settled_at is null and i.kind = 'receipt' order by i.id limit ${sql.lit(BATCH)}`.execute(
    db,
  )
  return rows
}

async function selectReplies(db: Db): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select id, channel, number, words from gateway_inbox
    where settled_at is null and kind = 'reply' order by id limit ${sql.lit(BATCH)}`.execute(db)
  return rows
}

function hashOf(words: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(words)).digest()
}
