import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { FromGateway } from '../gateways/gateway.ts'
import { countGone, countStray } from './heard-store.ts'
import { giveUpSetAside, orPutOff } from './heard-faults.ts'
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
  const at = ctx.clock.now()
  const { db } = ctx.database
  if (heard.kind === 'stray') return countStray(db, { channel, kind: heard.what, at })
  const base = { channel, kind: heard.kind, came_at: at }
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
  const { numInsertedOrUpdatedRows: kept } = await db
    .insertInto('gateway_inbox')
    .values(row)
    .onConflict((on) => on.column('sha256').doNothing())
    .executeTakeFirst()
  if (Number(kept ?? 0) === 0) await countStray(db, { channel, kind: 'repeated', at })
}

/**
 * Works through what gateways said, each in a transaction of its own. What fails is tried again later, then set aside, and holds up nobody but later
 * words from the same number, until it is. Returns whether there is more.
 */
export async function settleHeard(ctx: Context, limits: Limits): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const receipts = await selectReceipts(db, at)
  for (const row of receipts) await orPutOff(ctx, row.id, () => settleReceipt(ctx, row))
  const replies = await selectReplies(db, at)
  await settleReplies(ctx, limits, replies)
  if (receipts.length + replies.length > 0) return true
  await giveUpReceipts(ctx)
  await giveUpSetAside(ctx)
  return false
}

/** Words that came later from a number wait for those that failed before them. */
async function settleReplies(
  ctx: Context,
  limits: Limits,
  replies: readonly ReplyRow[],
): Promise<void> {
  const held = new Set<string>()
  for (const row of replies) {
    const from = `${row.channel} ${row.number}`
    if (held.has(from)) continue
    if (!(await orPutOff(ctx, row.id, () => settleReply(ctx, limits, row)))) held.add(from)
  }
}

/** Receipts of which no message came on record in time. */
async function giveUpReceipts(ctx: Context): Promise<void> {
  const at = ctx.clock.now()
  const before = new Date(at.getTime() - RECEIPT_DAYS * 86_400_000)
  await sql`with gone as (
      update gateway_inbox i set settled_at = ${at}, outcome = 'of no message that is known'
      where settled_at is null and set_aside_at is null and kind = 'receipt' and came_at < ${before}
        and not exists (select from gateway_parts p where p.channel = i.channel and p.gateway_id = i.gateway_id)
      returning channel, '' as ending)
    ${countGone('unknown-receipt', at)}`.execute(ctx.database.db)
}

/** Those whose message is on record by now. */
async function selectReceipts(db: Db, now: Date): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select i.id, i.channel, i.gateway_id as "gatewayId", i.said, i.brief, p.delivery_id as "deliveryId"
    from gateway_inbox i join gateway_parts p on p.channel = i.channel and p.gateway_id = i.gateway_id
    where i.settled_at is null and i.set_aside_at is null and (i.next_at is null or i.next_at <= ${now})
      and i.kind = 'receipt' order by i.id limit ${sql.lit(BATCH)}`.execute(db)
  return rows
}

/** In the order in which they came from each number: a STOP and a START do not change places. */
async function selectReplies(db: Db, now: Date): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select id, channel, number, words from gateway_inbox i
    where settled_at is null and set_aside_at is null and (next_at is null or next_at <= ${now}) and kind = 'reply'
      and not exists (select from gateway_inbox b where b.settled_at is null and b.set_aside_at is null and b.kind = 'reply'
        and b.channel = i.channel and b.number = i.number and b.id < i.id and b.next_at > ${now})
    order by id limit ${sql.lit(BATCH)}`.execute(db)
  return rows
}

function hashOf(words: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(words)).digest()
}
