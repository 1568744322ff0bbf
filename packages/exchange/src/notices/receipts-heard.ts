import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { recordChanges } from './changes.ts'
import { closeHeard } from './heard-store.ts'
import { baseChange, lockTargets } from './locked.ts'
import { titleOf } from './move-on.ts'
import { nameOfText } from './text-outcomes.ts'

export type ReceiptRow = {
  id: number
  channel: TextChannel
  gatewayId: string
  said: 'delivered' | 'undelivered' | 'underway'
  brief: string
  deliveryId: string
}

/**
 * A network's word on a part of a message. Delivered counts once every part was; one that was not delivered is enough to say so. Neither
 * moves a clock or counts as told.
 */
export async function settleReceipt(ctx: Context, row: ReceiptRow): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    if (!(await closeHeard(tx, row.id, { at, outcome: row.said }))) return
    if (row.said === 'underway') return
    const delivery = await tx
      .selectFrom('deliveries')
      .select(['id', 'target_id', 'rank', 'state'])
      .where('id', '=', row.deliveryId)
      .executeTakeFirstOrThrow()
    const [target] = delivery.target_id ? await lockTargets(tx, [delivery.target_id]) : []
    const turned = await mark(tx, row, at)
    if (!target || !turned) return
    const title = await titleOf(tx, target.id, delivery.rank!)
    const what = `The ${nameOfText(row.channel)} for ${title}`
    await recordChanges(tx, [
      {
        ...baseChange(target, at),
        by: 'exchange',
        ...(turned === 'delivered'
          ? {
              kind: 'text.delivered',
              detail: `${what} was delivered to a telephone, as its network says. Nobody counts as told by that`,
            }
          : {
              kind: 'text.failed',
              detail: `${what} was not delivered, as its network says: ${row.brief}`,
            }),
      },
    ])
  })
}

/** Notes it of the part, and of the message where it turns that; undefined where it says nothing new. */
async function mark(
  tx: Tx,
  { channel, gatewayId, said, brief, deliveryId }: ReceiptRow,
  at: Date,
): Promise<'delivered' | 'undelivered' | undefined> {
  await sql`select id from deliveries where id = ${deliveryId}::uuid for no key update`.execute(tx)
  await sql`update gateway_parts set state = ${said}, brief = ${brief}, at = ${at}
    where channel = ${channel} and gateway_id = ${gatewayId} and state <> 'undelivered'`.execute(tx)
  const turned =
    said === 'undelivered'
      ? await sql`update deliveries set state = 'failed', bounced_at = ${at}, fault = ${`Not delivered, as the network says: ${brief}`}
          where id = ${deliveryId}::uuid and state = 'sent' and delivered_at is null returning id`.execute(
          tx,
        )
      : await sql`update deliveries set delivered_at = ${at}
          where id = ${deliveryId}::uuid and state = 'sent' and delivered_at is null
            and not exists (select from gateway_parts where delivery_id = ${deliveryId}::uuid and state <> 'delivered') returning id`.execute(
          tx,
        )
  return turned.rows.length === 0 || said === 'underway' ? undefined : said
}
