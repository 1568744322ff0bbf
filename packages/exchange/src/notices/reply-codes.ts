import { sql } from 'kysely'
import { randomInt } from 'node:crypto'
import type { Db } from '../db/database.ts'

/** Digits of a code. Few, since a person types them; whoever guesses has to send from the number that it went to, and is counted. */
const DIGITS = 6
const TRIES = 8

type Coded = { deliveryId: string; channel: string; number: string }

/** A code for the message of each delivery of a channel, new for each try: none that its number was sent before. */
export async function makeCodes(
  db: Db,
  deliveries: readonly Coded[],
): Promise<Map<string, string>> {
  const codes = new Map<string, string>()
  let without = deliveries
  for (let left = TRIES; left > 0 && without.length > 0; left -= 1) {
    const drawn = without.map((one) => ({ ...one, code: drawCode() }))
    const taken = await selectTaken(db, drawn)
    for (const { deliveryId, number, code } of drawn) {
      if (taken.has(`${number} ${code}`)) continue
      codes.set(deliveryId, code)
      taken.add(`${number} ${code}`)
    }
    without = without.filter(({ deliveryId }) => !codes.has(deliveryId))
  }
  if (without.length > 0)
    throw new Error(`no free code of ${DIGITS} digits was drawn in ${TRIES} tries`)
  return codes
}

function drawCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

/** Which of these codes their numbers were sent before. */
async function selectTaken(
  db: Db,
  drawn: readonly (Coded & { code: string })[],
): Promise<Set<string>> {
  const { rows } = await sql<{ number: string; code: string }>`
    select c.number, c.code from json_to_recordset(${JSON.stringify(drawn)}::json) as d(channel text, number text, code text)
    join reply_codes c using (channel, number, code)`.execute(db)
  return new Set(rows.map(({ number, code }) => `${number} ${code}`))
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
