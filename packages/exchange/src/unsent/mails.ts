/** Mails that something which was to leave later did not: to whoever arranged it, with why, in one transaction with its end. */
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleAlone } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import { unsentWords } from './mail-words.ts'

/** A notice, a held release, or a test of reachability, by its id. */
type Unsent = { kind: 'scheduled' | 'held' | 'test'; id: string }

/**
 * Tells whoever arranged it; where that person may no longer come in, or a machine did, every analyst of the member. An exchange that
 * sends no mail keeps none waiting: the list says why.
 */
export async function queueUnsent(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { kind, id }: Unsent,
  { memberId, personId, at }: { memberId: string; personId: string | null; at: Date },
): Promise<void> {
  if (!ctx.mailer) return
  const { rows } = await sql<{ id: string; email: string }>`
    with able as (
      select p.id, p.email, p.roles from people p join members m on m.id = p.member_id
      where p.member_id = ${memberId}::uuid and p.active and m.active and (p.ends_at is null or p.ends_at > ${at}))
    select id, email from able where id = ${personId}::uuid
      or 'analyst' = any(roles) and not exists (select from able where id = ${personId}::uuid)
    order by id`.execute(tx)
  if (rows.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      rows.map((person) => ({
        id: randomUUID(),
        purpose: 'unsent',
        person_id: person.id,
        about: `${kind}:${id}`,
        channel: 'mail',
        address: person.email,
        state: 'queued',
        next_at: at,
        queued_at: at,
      })),
    )
    .execute()
}

/** The mails themselves. They name no subject: a mailbox is no place for what was not sent. */
export const unsentMails: Purpose = {
  names: ['unsent'],
  write: writeMails,
  settle: settleAlone,
}

type Written = {
  id: string
  address: string
  locale: string
  about: string
  why: string
  due: string
}

/** Who may no longer come in is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail>> {
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, d.about,
      coalesce(s.fault, h.fault, t.outcome) as why,
      coalesce(to_char(coalesce(s.due_at, h.due_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
        to_char(e.held_on - t.days_before, 'YYYY-MM-DD')) as due
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    left join scheduled_notices s on d.about = 'scheduled:' || s.id
    left join held_releases h on d.about = 'held:' || h.id
    left join reachability_plans t on d.about = 'test:' || t.id
    left join elections e on e.id = t.election_id
    where d.id = any(${ids}::uuid[]) and p.active and m.active and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})
      and coalesce(s.fault, h.fault, t.outcome) is not null`.execute(ctx.database.db)
  return new Map(rows.map((row) => [row.id, toMail(ctx, row)]))
}

function toMail(ctx: Context, { address, locale, about, why, due }: Written): Mail {
  const { name: exchange, origin } = ctx.config
  const kind = about.split(':')[0] as Unsent['kind']
  const page = { scheduled: 'notices', held: 'sent', test: 'elections' }[kind]
  const said = { exchange, url: `${origin}/${page}`, due, why }
  return { to: address, ...unsentWords(locale, kind, said) }
}
