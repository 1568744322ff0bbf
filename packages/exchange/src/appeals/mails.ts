/** Mails about appeals: to the analysts of each holder, and to whoever brought one when holders answered. Both say how many, and nothing of what. */
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
import { appealWords } from './mail-words.ts'

/** Whoever was mailed within the hour is mailed of the next at its end, of all together. */
const QUIET_MS = 3_600_000
const DAY_MS = 86_400_000

/**
 * Tells the analysts of each of these members that an appeal waits: at once, or together with what comes within an hour of the last
 * such mail. A mail that nobody has begun to send says it too. An exchange that sends no mail keeps none waiting.
 */
export async function queueAppeal(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { holders, at }: { holders: readonly string[]; at: Date },
): Promise<void> {
  if (!ctx.mailer || holders.length === 0) return
  const { rows } = await sql<{ id: string; email: string; last: Date | null }>`
    select p.id, p.email, (select max(coalesce(d.settled_at, d.queued_at)) from deliveries d
        where d.person_id = p.id and d.purpose = 'appeal' and d.state in ('queued', 'sent') and d.queued_at > ${new Date(at.getTime() - DAY_MS)}) as last
    from people p join members m on m.id = p.member_id
    where p.member_id = any(${[...holders]}::uuid[]) and m.active and p.active and 'analyst' = any(p.roles)
      and (p.ends_at is null or p.ends_at > ${at}) and not ${waits('appeal')}
    order by p.id`.execute(tx)
  const nextAt = (last: Date | null) =>
    new Date(Math.max(at.getTime(), last ? last.getTime() + QUIET_MS : 0))
  const people = rows.map(({ last, ...person }) => ({ ...person, nextAt: nextAt(last) }))
  await queue(tx, { purpose: 'appeal', at, people })
}

/**
 * Tells whoever brought an appeal that it was answered, or, where that person may no longer come in, the analysts of that member: once
 * the day is over, since an answer is told by its day and its hour would say when somebody sat down to it.
 */
export async function queueAnswer(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { appealId, at }: { appealId: string; at: Date },
): Promise<void> {
  if (!ctx.mailer) return
  const nextAt = new Date((Math.floor(at.getTime() / DAY_MS) + 1) * DAY_MS)
  const { rows } = await sql<{ id: string; email: string }>`
    with able as (
      select p.id, p.email, p.roles, p.id = o.person_id as brought from appeal_own o
      join people p on p.member_id = o.member_id join members m on m.id = p.member_id
      where o.appeal_id = ${appealId}::uuid and m.active and p.active and (p.ends_at is null or p.ends_at > ${at}))
    select p.id, p.email from able p
    where (p.brought or 'analyst' = any(p.roles) and not exists (select from able where brought)) and not ${waits('appeal-answer')}
    order by p.id`.execute(tx)
  await queue(tx, {
    purpose: 'appeal-answer',
    at,
    people: rows.map((person) => ({ ...person, nextAt })),
  })
}

/** Whether a mail of this kind waits for person `p` that no process has begun to send. */
function waits(purpose: 'appeal' | 'appeal-answer') {
  return sql`exists (select from deliveries w where w.person_id = p.id and w.purpose = ${purpose}
    and w.next_at is not null and w.leased_until is null)`
}

type Queued = {
  purpose: 'appeal' | 'appeal-answer'
  at: Date
  people: readonly { id: string; email: string; nextAt: Date }[]
}

async function queue(tx: Tx, { purpose, at, people }: Queued): Promise<void> {
  if (people.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      people.map(({ id, email, nextAt }) => ({
        id: randomUUID(),
        purpose,
        person_id: id,
        channel: 'mail',
        address: email,
        state: 'queued',
        next_at: nextAt,
        queued_at: at,
      })),
    )
    .execute()
}

/**
 * How the last mail to each analyst of a member fared that waits or went out since each of these appeals was brought. Of none it is said
 * that it was read; for whoever brought an appeal nothing is told of mails to others.
 */
export async function selectAppealMails(
  db: Db,
  memberId: string,
  appealIds: readonly string[],
): Promise<Map<string, ReviewMails>> {
  if (appealIds.length === 0) return new Map()
  const { rows } = await sql<ReviewMails & { id: string }>`
    select o.appeal_id as id, count(*) filter (where d.state = 'sent')::int as "handedOver",
      count(*) filter (where d.state = 'queued')::int as waiting, count(*) filter (where d.state = 'failed')::int as failed
    from appeal_own o join people p on p.member_id = ${memberId}::uuid
    cross join lateral (select state from deliveries d where d.person_id = p.id and d.purpose = 'appeal'
      and (d.settled_at is null or d.settled_at >= o.at) order by d.settled_at is not null, d.queued_at desc limit 1) d
    where o.appeal_id = any(${[...appealIds]}::uuid[]) group by o.appeal_id`.execute(db)
  return new Map(rows.map(({ id, ...mails }) => [id, mails]))
}

const UNNEEDED: Decision = {
  allow: false,
  rule: 'no-rule-admits',
  reason: 'it was settled before its turn came',
}

export const appealMails: Purpose = {
  names: ['appeal'],
  write: async (ctx, batch) => writeAll(ctx, 'appeal', await selectOpen(ctx, batch)),
  settle: settleNeeded(UNNEEDED),
}

export const appealAnswerMails: Purpose = {
  names: ['appeal-answer'],
  write: async (ctx, batch) => writeAll(ctx, 'answer', await selectAnswered(ctx, batch)),
  settle: settleNeeded(UNNEEDED),
}

type Written = { id: string; address: string; locale: string; count: number }

/** How many appeals wait for the member of each; who may no longer come in, or answers for it no more, is not written to. */
async function selectOpen(ctx: Context, batch: Claimed[]): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, (select count(*)::int from appeal_holders h join appeals a on a.id = h.appeal_id
      where h.member_id = p.member_id and h.answer is null and not a.withdrawn) as count
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    where d.id = any(${batch.map(({ id }) => id)}::uuid[]) and m.active and p.active and 'analyst' = any(p.roles)
      and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})`.execute(ctx.database.db)
  return rows
}

/** How many answers stand that were given since the day on which the mail was queued, on days that are over. */
async function selectAnswered(ctx: Context, batch: Claimed[]): Promise<Written[]> {
  const now = ctx.clock.now()
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, (select count(*)::int from appeal_holders h where h.brought_by = p.member_id
      and h.answered_day >= to_char(d.queued_at at time zone 'UTC', 'YYYY-MM-DD')
      and h.answered_day < ${now.toISOString().slice(0, 10)}) as count
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    where d.id = any(${batch.map(({ id }) => id)}::uuid[]) and m.active and p.active
      and (p.ends_at is null or p.ends_at > ${now})`.execute(ctx.database.db)
  return rows
}

function writeAll(ctx: Context, kind: 'appeal' | 'answer', rows: readonly Written[]) {
  const { name: exchange, origin } = ctx.config
  const toMail = ({ address, locale, count }: Written): Mail => ({
    to: address,
    ...appealWords(locale, kind, { exchange, count, url: `${origin}/appeals` }),
  })
  return new Map(rows.map((row) => [row.id, row.count > 0 ? toMail(row) : UNNEEDED]))
}
