/** Reminders that somebody's time ends, and later ends that no second operator settled: in the outbox and on record together. */
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleAlone } from '../delivery/settling.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { settleDue } from '../jobs/settle-due.ts'
import { appendLog } from '../log/append.ts'
import { recordOnce } from '../log/once.ts'
import type { Mail } from '../mail/outgoing.ts'
import { endWords } from './end-words.ts'

const DAY_MS = 86_400_000
/** So many days before the end; each reminds once. */
const STAGES = [30, 7, 1]

type Ending = { id: string; member_id: string; ends_at: Date }

/** Reminds of ends that come near, once a stage and end. Never more than a round at once. */
export async function remindOfPersonEnds(ctx: Context): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const latest = new Date(at.getTime() + STAGES[0]! * DAY_MS)
  const found = await sql<Ending>`
    select p.id, p.member_id, p.ends_at from people p join members m on m.id = p.member_id
    where p.active and m.active and p.ends_at > ${at} and p.ends_at <= ${latest} order by p.ends_at, p.id`.execute(
    db,
  )
  await inTurn(found.rows, async (one) => {
    const left = (one.ends_at.getTime() - at.getTime()) / DAY_MS
    const stage = STAGES.findLast((days) => left <= days)!
    const once = { subject: `person:${one.id}`, what: `remind-${stage}`, since: one.ends_at }
    await recordOnce(db, once, (tx) => queueReminders(tx, ctx, one, at))
  })
  return lapseProposals(ctx)
}

/** To the person, and to those who can move the end. */
async function queueReminders(tx: Tx, ctx: Context, one: Ending, at: Date): Promise<void> {
  const { rows } = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join members m on m.id = p.member_id
    where p.active and m.active and (p.id = ${one.id}::uuid or 'operator' = any(p.roles)) order by p.id`.execute(
    tx,
  )
  // An exchange that sends no mail keeps none waiting; the people screen says when the time ends.
  const queued = ctx.mailer ? rows : []
  if (queued.length > 0)
    await tx
      .insertInto('deliveries')
      .values(
        queued.map((person) => ({
          id: randomUUID(),
          purpose: 'person-end',
          person_id: person.id,
          about: `person:${one.id}`,
          channel: 'mail',
          address: person.email,
          state: 'queued',
          next_at: at,
          queued_at: at,
        })),
      )
      .execute()
  await appendLog(tx, [
    {
      kind: 'person.end-reminded',
      at,
      subject: `person:${one.id}`,
      payload: { person: one.id, endsAt: one.ends_at.toISOString(), queued: queued.length },
      by: 'clock',
      members: [one.member_id],
    },
  ])
}

/** Ends the wait of later ends that nobody settled in time; tells whether more are due. */
function lapseProposals(ctx: Context): Promise<boolean> {
  return settleDue(ctx, { select: selectDue, settle: lapse })
}

function selectDue(tx: Tx, at: Date, limit: number) {
  return tx
    .selectFrom('end_proposals')
    .selectAll()
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

type Due = Awaited<ReturnType<typeof selectDue>>[number]

async function lapse(tx: Tx, due: readonly Due[], at: Date): Promise<void> {
  const ids = due.map((row) => row.person_id)
  await tx.deleteFrom('end_proposals').where('person_id', 'in', ids).execute()
  const operators = await sql<{ member_id: string }>`
    select distinct member_id from people where id = any(${due.map((row) => row.proposed_by)}::uuid[])`.execute(
    tx,
  )
  await appendLog(
    tx,
    due.map((row) => ({
      kind: 'person.end-lapsed' as const,
      at,
      subject: `person:${row.person_id}`,
      payload: {
        person: row.person_id,
        endsAt: row.ends_at.toISOString(),
        proposedBy: row.proposed_by,
      },
      by: 'clock' as const,
      members: operators.rows.map((one) => one.member_id),
    })),
  )
}

/** The mails of the reminders. What the end has become since is what they say. */
export const personEndMails: Purpose = {
  names: ['person-end'],
  write: writeMails,
  settle: settleAlone,
}

type Written = {
  id: string
  address: string
  locale: string
  own: boolean
  name: string
  member: string
  ends_at: Date
}

/** Who may no longer come in is not written to, nor anybody about an end that has come. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail>> {
  const now = ctx.clock.now()
  const { rows } = await sql<Written>`
    select d.id, d.address, p.locale, d.about = 'person:' || p.id as own, o.name, om.name as member, o.ends_at
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    join people o on d.about = 'person:' || o.id join members om on om.id = o.member_id
    where d.id = any(${batch.map(({ id }) => id)}::uuid[]) and p.active and m.active and o.active
      and (p.ends_at is null or p.ends_at > ${now}) and o.ends_at > ${now}
      and (p.id = o.id or 'operator' = any(p.roles))`.execute(ctx.database.db)
  const { name: exchange, origin } = ctx.config
  return new Map(
    rows.map(({ id, address, locale, own, name, member, ends_at: end }) => {
      const day = `${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`
      const said = { exchange, day, name, member, url: `${origin}/${own ? 'audit' : 'members'}` }
      return [id, { to: address, ...endWords(locale, own)(said) }]
    }),
  )
}
