import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Forgets who of a party was told: addresses and numbers, links, and mails that have not left. What was said and when stays. */
export async function forgetContacts(tx: Tx, partyId: string, at: Date): Promise<void> {
  await sql`delete from telling_links l using party_tellings t
    where t.id = l.telling_id and t.party_id = ${partyId}::uuid`.execute(tx)
  await sql`update telling_contacts c set email = '', phone = null from party_tellings t
    where t.id = c.telling_id and t.party_id = ${partyId}::uuid`.execute(tx)
  await sql`update deliveries d set address = '',
      state = case when d.state = 'queued' then 'failed' else d.state end,
      next_at = null, settled_at = coalesce(d.settled_at, ${at}),
      fault = case when d.state = 'queued' then 'Not sent: the watch for this party has ended.' else null end
    from party_tellings t where t.party_id = ${partyId}::uuid and d.purpose = 'party'
      and split_part(d.about, ':', 2) = t.id::text`.execute(tx)
}
