/** Mails to whoever must act on a hand-over or an offered shift: put in the outbox with it, and dropped once nobody need act any more. */
import type { ReviewMails } from '@tocsin/api'
import { type RawBuilder, sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleNeeded } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { dutyWords } from './mail-words.ts'

type Handed = { id: string; memberId: string; writer: string; at: Date }

/**
 * Tells whom a hand-over is meant for; where it is meant for nobody, or was declined, the colleagues who are on duty, and where none
 * of them is, all. Never whoever wrote or declined it. An exchange that sends no mail keeps none waiting.
 */
export async function queueHandover(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { id, memberId, writer, at, forId }: Handed & { forId: string | undefined },
): Promise<void> {
  if (forId !== undefined)
    return queue(tx, ctx, { about: `handover:${id}`, at, people: sql`p.id = ${forId}::uuid` })
  const onDuty = (
    person: string,
  ) => sql`exists (select from duty_shifts s where s.person_id = ${sql.ref(person)}
    and s.state = 'taken' and s.from_at <= ${at} and s.until_at > ${at})`
  const able = (person: string) => sql`${sql.ref(`${person}.member_id`)} = ${memberId}::uuid
    and ${sql.ref(`${person}.id`)} <> ${writer}::uuid and not exists (select from duty_handovers h
      where h.id = ${id}::uuid and h.declined_at is not null and h.for_person = ${sql.ref(`${person}.id`)})`
  const isOn = (person: string) =>
    sql`${able(person)} and ${isIn(person, at)} and ${onDuty(`${person}.id`)}`
  const people = sql`${able('p')} and (${onDuty('p.id')} or not exists (select from people o where ${isOn('o')}))`
  return queue(tx, ctx, { about: `handover:${id}`, at, people })
}

/** Tells a colleague that shifts were put on the roster for them, in one mail however many. */
export async function queueShift(
  tx: Tx,
  ctx: Pick<Context, 'mailer'>,
  { id, personId, at }: { id: string; personId: string; at: Date },
): Promise<void> {
  await queue(tx, ctx, { about: `shift:${id}`, at, people: sql`p.id = ${personId}::uuid` })
}

/** Whether a person may come in and act. */
function isIn(person: string, at: Date): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${person}.${column}`)
  return sql`${of('active')} and ${of('roles')} <> '{auditor}' and (${of('ends_at')} is null or ${of('ends_at')} > ${at})`
}

type Queued = { about: string; at: Date; people: RawBuilder<unknown> }

async function queue(
  tx: Tx,
  { mailer }: Pick<Context, 'mailer'>,
  { about, at, people }: Queued,
): Promise<void> {
  if (!mailer) return
  const { rows } = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join members m on m.id = p.member_id
    where m.active and ${isIn('p', at)} and ${people} order by p.id`.execute(tx)
  if (rows.length === 0) return
  await tx
    .insertInto('deliveries')
    .values(
      rows.map((person) => ({
        id: randomUUID(),
        purpose: 'duty',
        person_id: person.id,
        about,
        channel: 'mail',
        address: person.email,
        state: 'queued',
        next_at: at,
        queued_at: at,
      })),
    )
    .execute()
}

/** What is known of the mails about hand-overs, by their ids; nobody is said to have read one. */
export async function selectHandoverMails(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, ReviewMails>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ReviewMails & { about: string }>`
    select about, count(*) filter (where state = 'sent')::int as "handedOver",
      count(*) filter (where state = 'queued')::int as waiting, count(*) filter (where state = 'failed')::int as failed
    from deliveries where about = any(${ids.map((id) => `handover:${id}`)}::text[]) group by about`.execute(
    db,
  )
  return new Map(rows.map(({ about, ...mails }) => [about.split(':')[1]!, mails]))
}

const UNNEEDED: Decision = {
  allow: false,
  rule: 'no-rule-admits',
  reason: 'it was settled before its turn came',
}

/** The mails themselves. They name nothing but where to look: what one shift tells the next stays where it is. */
export const dutyMails: Purpose = {
  names: ['duty'],
  write: writeMails,
  settle: settleNeeded(UNNEEDED),
}

type Written = { id: string; address: string; locale: string; kind: string; waits: boolean }

/** Who may no longer come in is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const ids = batch.map(({ id }) => id)
  const now = ctx.clock.now()
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, split_part(d.about, ':', 1) as kind, case split_part(d.about, ':', 1)
        when 'handover' then exists (select from duty_handovers h
          where h.id = split_part(d.about, ':', 2)::uuid and h.state = 'open')
        else exists (select from duty_shifts s
          where s.person_id = d.person_id and s.state = 'offered' and s.until_at > ${now})
      end as waits
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    where d.id = any(${ids}::uuid[]) and m.active and ${isIn('p', now)}`.execute(ctx.database.db)
  const { name: exchange, origin } = ctx.config
  const toMail = ({ address, locale, kind }: Written): Mail => ({
    to: address,
    ...dutyWords(locale, kind === 'handover' ? 'handover' : 'shift', {
      exchange,
      url: `${origin}/duty`,
    }),
  })
  return new Map(rows.map((row) => [row.id, row.waits ? toMail(row) : UNNEEDED]))
}
