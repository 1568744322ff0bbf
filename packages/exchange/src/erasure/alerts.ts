import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

const ALERT = /^alert:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Forgets the words that people wrote of the alert that `subject` names: the party's answer, why it was set aside, the basis of its
 * window; nothing for other subjects. The name that was found and what the party chose stay.
 */
export async function forgetWordsOfAlert(tx: Tx, subject: string): Promise<void> {
  const [, alert] = ALERT.exec(subject) ?? []
  if (alert === undefined) return
  await sql`update party_alerts set answer_words = null, set_aside = case when set_aside is null then null else 'Erased' end,
      seal_basis = case when seal_basis is null then null else 'Erased' end where id = ${alert}::uuid`.execute(
    tx,
  )
}

const PARTY = /^party:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Forgets of the party that `subject` names why versions were refused, and whom those named that are not in force; nothing for other subjects. */
export async function forgetWordsOfParty(tx: Tx, subject: string): Promise<void> {
  const [, party] = PARTY.exec(subject) ?? []
  if (party === undefined) return
  await sql`update party_versions set reason = case when reason is null then null else 'Erased' end,
      statement = case when state in ('refused', 'superseded') then jsonb_set(statement, '{contacts}', '[]') else statement end
    where party_id = ${party}::uuid`.execute(tx)
}
