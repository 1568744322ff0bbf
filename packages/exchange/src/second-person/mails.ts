/** Mails that something waits for the second person of a member: put in the outbox with what waits, and dropped once it waits no longer. */
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
import { waitingWords } from './mail-words.ts'

const KINDS = ['message', 'tear-line', 'meeting', 'unmasking'] as const
export type Waiting = { kind: (typeof KINDS)[number]; id: string }

/** Who is not on duty is told so much later than those who are, if it still waits then. */
const OFF_DUTY_MS = 1_800_000

/** In a meeting line follows line: whoever was told within the hour knows where they wait. */
const QUIET_MS = 3_600_000

type Queued = {
  memberId: string
  /** Whoever wrote it is no second person of it. */
  author: string | null
  at: Date
}

/**
 * Tells the second reviewers of a member, but the author: those on duty at once and the others later, or all at once where none of
 * them is on duty. An exchange that sends no mail keeps none waiting.
 */
export async function queueForSecond(
  tx: Tx,
  ctx: Context,
  waiting: Waiting,
  { memberId, author, at }: Queued,
): Promise<void> {
  if (!ctx.mailer) return
  const about = toAbout(waiting)
  const since = new Date(waiting.kind === 'meeting' ? at.getTime() - QUIET_MS : at.getTime())
  const { rows } = await sql<{ id: string; email: string; isLater: boolean }>`
    with seconds as (
      select p.id, p.email, exists (select from duty_shifts s where s.person_id = p.id and s.state = 'taken'
        and s.from_at <= ${at} and s.until_at > ${at}) as on_duty
      from people p join members m on m.id = p.member_id
      where p.member_id = ${memberId}::uuid and p.active and m.active and (p.ends_at is null or p.ends_at > ${at})
        and 'reviewer' = any(p.roles) and p.id is distinct from ${author}::uuid)
    select p.id, p.email, not p.on_duty and exists (select from seconds where on_duty) as "isLater" from seconds p
    where not exists (select from deliveries d where d.about = ${about} and d.person_id = p.id and d.queued_at > ${since}
      and d.state <> 'failed')
    order by p.id`.execute(tx)
  if (rows.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      rows.map(({ id, email, isLater }) => ({
        id: randomUUID(),
        purpose: 'second-person',
        person_id: id,
        about,
        channel: 'mail',
        address: email,
        state: 'queued',
        next_at: isLater ? new Date(at.getTime() + OFF_DUTY_MS) : at,
        queued_at: at,
      })),
    )
    .execute()
}

/** What is known of the mails about it, for people of the member that they went to; nobody is said to have read one. */
export async function selectReviewMails(db: Db, waiting: Waiting, now: Date): Promise<ReviewMails> {
  const { rows } = await sql<ReviewMails & { later: number }>`
    select count(*) filter (where state = 'sent')::int as "handedOver",
      count(*) filter (where state = 'queued' and not (attempts = 0 and next_at > ${now}))::int as waiting,
      count(*) filter (where state = 'queued' and attempts = 0 and next_at > ${now})::int as later,
      count(*) filter (where state = 'failed')::int as failed
    from deliveries where about = ${toAbout(waiting)}`.execute(db)
  const { later, ...mails } = rows[0]!
  return later > 0 ? { ...mails, later } : mails
}

function toAbout({ kind, id }: Waiting): string {
  return `${kind}:${id}`
}

const SETTLED: Decision = { allow: false, rule: 'no-rule-admits', reason: 'it waits no longer' }
const UNNEEDED: Decision = { ...SETTLED, reason: 'it waited no longer when its turn came' }

/** The mails themselves. They name nothing but where to look: a mailbox is no place for what is not released. */
export const secondPersonMails: Purpose = {
  names: ['second-person'],
  write: writeMails,
  settle: settleNeeded(UNNEEDED),
}

type Written = {
  id: string
  address: string
  locale: string
  about: string
  waits: boolean
  late: boolean
}

/** Who may no longer come in, or is no second reviewer any more, is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, d.about, d.attempts = 1 and d.next_at > d.queued_at as late, case split_part(d.about, ':', 1)
        when 'message' then exists (select from messages w where w.id = split_part(d.about, ':', 2)::uuid and w.state = 'submitted')
        when 'tear-line' then exists (select from messages w where w.id = split_part(d.about, ':', 2)::uuid and w.state = 'submitted')
        when 'unmasking' then exists (select from unmaskings w where w.id = split_part(d.about, ':', 2)::uuid and w.state = 'asked')
        else exists (select from meeting_items w join meetings t on t.id = w.meeting_id
          where w.meeting_id = split_part(d.about, ':', 2)::uuid and w.member_id = p.member_id and w.state = 'waits'
            and t.state in ('called', 'open'))
      end as waits
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    where d.id = any(${ids}::uuid[]) and p.active and m.active and 'reviewer' = any(p.roles)
      and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})`.execute(ctx.database.db)
  return new Map(
    rows.map((row) => [row.id, row.waits ? toMail(ctx, row) : row.late ? UNNEEDED : SETTLED]),
  )
}

function toMail(ctx: Context, { address, locale, about }: Written): Mail {
  const { name: exchange, origin } = ctx.config
  const [kind, id] = about.split(':') as [Waiting['kind'], string]
  const review = `messages/${id}`
  const url = {
    message: review,
    'tear-line': review,
    meeting: `meetings/${id}`,
    unmasking: 'messages',
  }[kind]
  return { to: address, ...waitingWords(locale, kind)({ exchange, url: `${origin}/${url}` }) }
}
