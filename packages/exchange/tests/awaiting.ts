/** Names that a member found to imitate a party which was not told yet, put into an exchange as if they had been found. */
import type { TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'

export async function awaitParty(
  { db }: TestDatabase,
  finder: string,
  name: string,
  at: Date,
  partyMember: string | null = null,
): Promise<string> {
  const [party, finding, alert, telling] = Array.from({ length: 4 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
  ]
  await db
    .insertInto('defended_parties')
    .values({
      id: party,
      member_id: partyMember,
      state: 'defended',
      name: 'A party',
      kind: 'think-tank',
      created_at: at,
      ended_at: null,
    })
    .execute()
  await sql`insert into findings (id, kind, member_id, title, score, first_at, last_at, found_at, body)
    values (${finding}::uuid, 'lookalike', ${finder}::uuid, ${name}, 90, ${at}, ${at}, ${at}, '{}')`.execute(
    db,
  )
  await db
    .insertInto('party_tellings')
    .values({
      id: telling,
      party_id: party,
      finder,
      party_name: 'A party',
      code: telling,
      others_after: 72,
      sent_at: at,
    })
    .execute()
  await db
    .insertInto('party_alerts')
    .values({
      id: alert,
      party_id: party,
      party_member: partyMember,
      party_name: 'A party',
      finder,
      finder_name: 'Whoever found it',
      finder_kind: 'platform',
      finding_id: finding,
      run_id: null,
      name,
      target: 'party.example',
      technique: 'confusable',
      score: 90,
      evidence: 'One letter differs',
      state: 'told',
      first_seen: at,
      last_seen: at,
      seen: 1,
      telling_id: telling,
      shown_at: at,
      told_at: at,
      log_index: 0,
    })
    .execute()
  return alert
}
