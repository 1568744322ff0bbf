/** The mail that proves a mailbox: it holds the one secret that opens the ask, made when it goes out and kept as a hash alone. */
import { NAMED_PROVE_DAYS } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleAlone } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import { askWords } from './mail-words.ts'
import { addKey } from './store.ts'

export const namedMails: Purpose = {
  names: ['named'],
  write: writeMails,
  settle: settleAlone,
}

/** Of what was erased or settled meanwhile, or waited too long, nothing is written. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail>> {
  const { db } = ctx.database
  const { origin, exercise, name: exchange } = ctx.config
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<{ id: string; ask: string; address: string; language: string }>`
    select d.id, d.ask_id as ask, d.address, a.language from deliveries d join named_asks a on a.id = d.ask_id
    where d.id = any(${sql.val(ids)}::uuid[]) and a.state = 'asked' and a.ends_at > ${ctx.clock.now()}
      and (d.expires_at is null or d.expires_at > ${ctx.wall.now()})`.execute(db)
  const mails = new Map<string, Mail>()
  for (const { id, ask, address, language } of rows) {
    const link = `${origin}/named#${await addKey(db, ask)}`
    const words = askWords(language, { exchange, link, days: NAMED_PROVE_DAYS, exercise })
    mails.set(id, {
      to: address,
      ...words,
      // One mail, however often it is handed over.
      messageId: `<named-${id}@${new URL(origin).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
  return mails
}
