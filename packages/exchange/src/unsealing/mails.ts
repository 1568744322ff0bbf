/** Mails about asks of auditors: to the people of key holders who can answer, and to whoever asked. Queued where the fact is written. */
import type { UnsealingMail } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleNeeded } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { type Kind, unsealingWords } from './mail-words.ts'
import type { UnsealingRow } from './store.ts'

type Sends = Pick<Context, 'mailer'>

/** Tells the analysts of the key holders that have not answered. An exchange that sends no mail keeps none waiting. */
export async function queueToHolders(
  tx: Tx,
  ctx: Sends,
  kind: 'asked' | 'reminded',
  { id, holders, at }: { id: string; holders: readonly string[]; at: Date },
): Promise<void> {
  if (!ctx.mailer) return
  const { rows } = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join members m on m.id = p.member_id
    where p.member_id = any(${[...holders]}::uuid[]) and p.active and m.active and (p.ends_at is null or p.ends_at > ${at})
      and 'analyst' = any(p.roles)
      and not exists (select 1 from unsealing_steps s where s.unsealing_id = ${id}::uuid and s.holder = p.member_id)
    order by p.id`.execute(tx)
  await queue(tx, `${kind}:${id}`, rows, at)
}

const TOLD = ['agreed', 'declined', 'lapsed', 'erased']

/** Tells whoever asked what it came to, once a state; nothing where it waits still or that person took it back. */
export async function queueOutcome(
  tx: Tx,
  ctx: Sends,
  row: Pick<UnsealingRow, 'id' | 'asked_by'>,
  { state, at }: { state: string; at: Date },
): Promise<void> {
  if (!TOLD.includes(state)) return
  await tx.updateTable('unsealings').set({ told: state }).where('id', '=', row.id).execute()
  if (!ctx.mailer) return
  const person = await tx
    .selectFrom('people')
    .select(['id', 'email'])
    .where('id', '=', row.asked_by)
    .execute()
  await queue(tx, `${state}:${row.id}`, person, at)
}

async function queue(
  tx: Tx,
  about: string,
  people: readonly { id: string; email: string | null }[],
  at: Date,
): Promise<void> {
  const rows = people.flatMap(({ id, email }) =>
    email === null
      ? []
      : [
          {
            id: randomUUID(),
            purpose: 'unsealing',
            person_id: id,
            about,
            channel: 'mail',
            address: email,
            state: 'queued',
            next_at: at,
            queued_at: at,
          },
        ],
  )
  if (rows.length > 0) await tx.insertInto('deliveries').values(rows).execute()
}

type Fared = { about: string; member: string; mail: UnsealingMail }

/** How the mails of these asks fared, a line for each kind and each member that they went to; nobody is said to have read one. */
export async function findMails(tx: Tx, ids: readonly string[]): Promise<Fared[]> {
  const about = ids.flatMap((id) => KINDS.map((kind) => `${kind}:${id}`))
  const { rows } = await sql<Fared>`
    select d.about, p.member_id as member, case when bool_or(d.state = 'sent') then 'handed-over'
      when bool_or(d.state = 'queued') then 'waiting' when bool_or(d.state = 'failed') then 'failed' else 'not-needed' end as mail
    from deliveries d join people p on p.id = d.person_id
    where d.purpose = 'unsealing' and d.about = any(${about}::text[]) group by d.about, p.member_id`.execute(
    tx,
  )
  return rows
}

const KINDS: readonly Kind[] = ['asked', 'reminded', 'agreed', 'declined', 'lapsed', 'erased']

const UNNEEDED: Decision = {
  allow: false,
  rule: 'no-rule-admits',
  reason: 'it was answered, or settled, before its turn came',
}

/** The mails themselves. They name nothing but where to look: a mailbox is no place for what two key holders guard. */
export const unsealingMails: Purpose = {
  names: ['unsealing'],
  write: writeMails,
  settle: settleNeeded(UNNEEDED),
}

type Written = {
  id: string
  address: string
  locale: string
  kind: Kind
  until: string | null
  needed: boolean
}

/** Who may no longer come in, or answer, is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, a.kind,
      to_char(u.due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as until,
      case when a.kind in ('asked', 'reminded') then u.state = 'asked' and not exists (select 1 from unsealing_steps s
          where s.unsealing_id = u.id and s.holder = p.member_id)
        else u.state = a.kind end as needed
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    cross join lateral (select split_part(d.about, ':', 1) as kind, split_part(d.about, ':', 2)::uuid as id) a
    join unsealings u on u.id = a.id
    where d.id = any(${ids}::uuid[]) and p.active and m.active and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})
      and (a.kind not in ('asked', 'reminded') or 'analyst' = any(p.roles))`.execute(
    ctx.database.db,
  )
  return new Map(rows.map((row) => [row.id, row.needed ? toMail(ctx, row) : UNNEEDED]))
}

function toMail(ctx: Context, { address, locale, kind, until }: Written): Mail {
  const { name: exchange, origin } = ctx.config
  const page = kind === 'asked' || kind === 'reminded' ? 'openings' : 'audit'
  const said = { exchange, url: `${origin}/${page}`, until: until ?? '' }
  return { to: address, ...unsealingWords(locale, kind, said) }
}
