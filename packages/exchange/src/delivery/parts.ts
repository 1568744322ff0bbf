import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Outcome } from './outbox.ts'

/** The ids under which a gateway took them. One that it gave twice is kept once: its receipts could not be told apart. */
export async function keepParts(tx: Tx, channel: TextChannel, outcomes: Outcome[]): Promise<void> {
  const rows = outcomes.flatMap(({ delivery, ids = [] }) =>
    ids.map((id) => ({ gateway_id: id, delivery_id: delivery.id })),
  )
  if (rows.length === 0) return
  await sql`insert into gateway_parts (channel, gateway_id, delivery_id)
    select ${channel}, gateway_id, delivery_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as p(gateway_id text, delivery_id uuid)
    on conflict do nothing`.execute(tx)
}
