import { sql } from 'kysely'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { refuseHeld } from '../log/held.ts'

/**
 * Erases an address that is on file no more: what the history of contacts holds with it, the chains of closed notices
 * and their mails, and messages by which operators tried a channel. Each place stays and is empty; the log's entry says how many, why and by whom, and not the address.
 * Throws `conflict` while the address is still asked or may be, or where a legal hold is on contacts or on one of the
 * notices, and `not-found` where it is nowhere.
 */
export async function eraseAddress(
  tx: Tx,
  { email, reason, at, by }: { email: string; reason: string; at: Date; by: Actor },
): Promise<{ changes: number; notices: number; mails: number; logIndex: number }> {
  const address = email.toLowerCase()
  await refuseInUse(tx, address)
  const changes = await sql<{ id: number }>`
    update contact_changes set title = null, email = null, phone = null, language = null, sms = null, voice = null,
      fax = null, ways = null, time_zone = null, salt = null, erased_at = ${at}
    where lower(email) = ${address} returning id`.execute(tx)
  const proposals = await sql`
    update contact_proposals set title = '', email = '', phone = null, sms = null, voice = null, fax = null, ways = null, time_zone = null, why = ''
    where lower(email) = ${address} returning id`.execute(tx)
  await sql`
    with texts as (update deliveries d set address = '', fault = null from notice_contacts c
      where d.channel <> 'mail' and c.target_id = d.target_id and c.rank = d.rank and lower(c.email) = ${address} returning d.id)
    delete from reply_codes r using texts where r.delivery_id = texts.id`.execute(tx)
  const notices = await sql<{ notice_id: string }>`
    update notice_contacts c set email = '', sms = null, voice = null, fax = null, ways = null, time_zone = null from notice_targets t
    where t.id = c.target_id and lower(c.email) = ${address} returning t.notice_id`.execute(tx)
  const mails = await sql<{ notice_id: string | null }>`
    update deliveries set address = '', fault = null where lower(address) = ${address} and purpose in ('notice', 'notice-answer', 'try-out')
    returning notice_id`.execute(tx)
  const counts = {
    changes: changes.rows.length + proposals.rows.length,
    notices: notices.rows.length,
    mails: mails.rows.length,
  }
  await takeCommitOrder(tx)
  // Again: it may have come back on file, or been asked, since the first look.
  await refuseInUse(tx, address)
  if (counts.changes + counts.notices + counts.mails === 0)
    throw new ExchangeError('not-found', 'this address stands nowhere', { path: '/body/email' })
  const ids = [...notices.rows, ...mails.rows].map(({ notice_id: id }) => id)
  const about = ids.filter((id) => id !== null).map((id) => `notice:${id}`)
  await refuseHeld(tx, ['contacts', ...new Set(about)])
  const [logIndex] = await appendLog(tx, [
    {
      kind: 'address.erased',
      at,
      subject: 'contacts',
      payload: {
        kind: 'address.erased',
        at: at.toISOString(),
        reason,
        ...counts,
        places: changes.rows.map(({ id }) => Number(id)),
      },
      by,
      members: [by.memberId],
    },
  ])
  return { ...counts, logIndex: logIndex! }
}

async function refuseInUse(tx: Tx, address: string): Promise<void> {
  const found = await sql<{ on_file: boolean; asked: boolean }>`
    select exists (select 1 from contacts where lower(email) = ${address})
        or exists (select 1 from contact_proposals where lower(email) = ${address} and state = 'proposed') as on_file,
      exists (select 1 from notice_contacts c join notice_targets t on t.id = c.target_id
        join notices n on n.id = t.notice_id where lower(c.email) = ${address} and n.closed_at is null)
      or exists (select 1 from deliveries where lower(address) = ${address} and state = 'queued') as asked`.execute(
    tx,
  )
  const { on_file: onFile, asked } = found.rows[0]!
  if (onFile)
    throw new ExchangeError(
      'conflict',
      'this address is on file or proposed for it; import who holds the role now or settle the proposal, then erase it',
      {
        path: '/body/email',
      },
    )
  if (asked)
    throw new ExchangeError(
      'conflict',
      'a notice that is not closed asks this address; close it first',
      {
        path: '/body/email',
      },
    )
}
