import { sql } from 'kysely'
import { randomInt } from 'node:crypto'
import type { Db } from '../db/database.ts'

/** Digits of a code. Few, since a person types them; whoever guesses has to send from the number that it went to, and is counted. */
const DIGITS = 6
const TRIES = 8

type Coded = { deliveryId: string; channel: string; number: string }

/** A code for the message of each delivery, new for each try: none that this number was sent before. */
export async function makeCodes(
  db: Db,
  deliveries: readonly Coded[],
): Promise<Map<string, string>> {
  const codes = new Map<string, string>()
  for (const { deliveryId, channel, number } of deliveries)
    codes.set(deliveryId, await makeFree(db, channel, number))
  return codes
}

async function makeFree(db: Db, channel: string, number: string): Promise<string> {
  for (let left = TRIES; left > 0; left -= 1) {
    const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
    const { rows } = await sql`select from reply_codes
      where channel = ${channel} and number = ${number} and code = ${code}`.execute(db)
    if (rows.length === 0) return code
  }
  throw new Error(`no free code of ${DIGITS} digits was drawn in ${TRIES} tries`)
}

/** Keeps codes with the words that they were sent with, before those go out. */
export async function keepCodes(
  db: Db,
  rows: readonly (Coded & { code: string; words: string; at: Date })[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('reply_codes')
    .values(
      rows.map(({ deliveryId, channel, number, code, words, at }) => ({
        channel,
        number,
        code,
        words,
        delivery_id: deliveryId,
        step: 'told',
        made_at: at,
      })),
    )
    .execute()
}
