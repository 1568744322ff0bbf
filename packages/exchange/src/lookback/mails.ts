/** Mails that what a member keeps was hit: to its own analysts, as each chose. They say of how many releases, and nothing of what hit what. */
import type { ReviewMails } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleNeeded } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { lookbackWords } from './mail-words.ts'

const HOUR_MS = 3_600_000
/** How long after the last such mail the next one follows at the earliest, of all together. */
const QUIET_MS: Record<'at-once' | 'daily', number> = { 'at-once': HOUR_MS, daily: 24 * HOUR_MS }

/**
 * Tells the analysts of a member who want to be told that something was hit. A mail that nobody has begun to send says it too. An exchange that
 * sends no mail keeps none waiting: the screen counts what nobody has opened.
 */
export async function queueHits(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { memberId, at }: { memberId: string; at: Date },
): Promise<void> {
  if (!ctx.mailer) return
  const { rows } = await sql<{
    id: string
    email: string
    how: 'at-once' | 'daily'
    last: Date | null
  }>`
    select p.id, p.email, p.lookback_mail as how, (select max(coalesce(d.settled_at, d.queued_at)) from deliveries d
        where d.person_id = p.id and d.purpose = 'lookback' and d.state in ('queued', 'sent')) as last
    from people p join members m on m.id = p.member_id
    where p.member_id = ${memberId}::uuid and m.active and p.active and 'analyst' = any(p.roles) and p.lookback_mail <> 'none'
      and (p.ends_at is null or p.ends_at > ${at})
      and not exists (select from deliveries w where w.person_id = p.id and w.purpose = 'lookback'
        and w.next_at is not null and w.leased_until is null)
    order by p.id`.execute(tx)
  if (rows.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      rows.map(({ id, email, how, last }) => ({
        id: randomUUID(),
        purpose: 'lookback',
        person_id: id,
        channel: 'mail',
        address: email,
        state: 'queued',
        next_at: new Date(Math.max(at.getTime(), last ? last.getTime() + QUIET_MS[how] : 0)),
        queued_at: at,
      })),
    )
    .execute()
}

/** How the last mail to each analyst of a member fared; nobody is said to have read one. */
export async function selectHitMails(db: Db, memberId: string): Promise<ReviewMails> {
  const { rows } = await sql<ReviewMails>`
    select count(*) filter (where d.state = 'sent')::int as "handedOver",
      count(*) filter (where d.state = 'queued')::int as waiting, count(*) filter (where d.state = 'failed')::int as failed
    from people p cross join lateral (select state from deliveries d where d.person_id = p.id and d.purpose = 'lookback'
      and d.state <> 'cancelled' order by d.queued_at desc, d.id limit 1) d
    where p.member_id = ${memberId}::uuid`.execute(db)
  return rows[0]!
}

const UNNEEDED: Decision = {
  allow: false,
  rule: 'no-rule-admits',
  reason: 'nothing was left to tell when its turn came',
}

export const lookbackMails: Purpose = {
  names: ['lookback'],
  write: writeMails,
  settle: settleNeeded(UNNEEDED),
}

type Written = { id: string; address: string; locale: string; count: number }

/** Of how many releases that still stand nobody has opened the hits; who may no longer come in is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const now = ctx.clock.now()
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, case when p.lookback_mail = 'none' then 0
      else (select count(distinct k.release_id)::int from lookback_matches k
        join releases r on r.id = k.release_id and r.recalled_at is null
        join release_recipients rr on rr.release_id = r.id and rr.member_id = k.member_id and rr.withdrawn_at is null
          and (rr.expires_at is null or rr.expires_at > ${now})
        where k.member_id = p.member_id and k.hits > 0 and k.opened_at is null) end as count
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    where d.id = any(${batch.map(({ id }) => id)}::uuid[]) and m.active and p.active and 'analyst' = any(p.roles)
      and (p.ends_at is null or p.ends_at > ${now})`.execute(ctx.database.db)
  const { name: exchange, origin } = ctx.config
  const toMail = ({ address, locale, count }: Written): Mail => ({
    to: address,
    ...lookbackWords(locale, { exchange, count, url: `${origin}/lookback` }),
  })
  return new Map(rows.map((row) => [row.id, row.count > 0 ? toMail(row) : UNNEEDED]))
}
