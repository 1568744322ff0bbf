/** Mails with a meeting's calendar file: who is sent one, and what it says when it goes out. */
import type { PersonViewer } from '../http/viewer.ts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import { type Claimed, writeOutcomes } from '../delivery/outbox.ts'
import { announce } from '../live/announce.ts'
import { type Mail, toMailbox } from '../mail/outgoing.ts'
import { toCalendar } from './calendar.ts'
import { meetingWords } from './mail-words.ts'
import type { MeetingRow } from './store.ts'

type Queued = Pick<MeetingRow, 'id' | 'invited' | 'state' | 'sequence'>

/**
 * Puts a mail in the outbox for each person of `invited` who acts and wants it, in place of those of an earlier state that still
 * wait; gives how many. That a meeting is cancelled, also for those of a member that is called no more (`gone`), goes to whoever
 * was sent a file of it before, or is sent one at this moment.
 */
export async function queueMails(
  tx: Tx,
  ctx: Context,
  { id, invited, state, sequence, gone = false }: Queued & { gone?: boolean },
  at: Date,
): Promise<number> {
  const fault = 'The meeting was changed or cancelled first.'
  await sql`update deliveries d set state = 'cancelled', next_at = null, settled_at = ${at}, fault = ${fault}
    from people p where p.id = d.person_id and d.meeting_id = ${id}::uuid and d.state = 'queued'
      and p.member_id = any(${invited}::uuid[])`.execute(tx)
  // An exchange that sends no mail keeps none waiting, and nobody is said to have been sent one.
  if (!ctx.mailer) return 0
  // One that leaves just now was claimed before, and may arrive: whoever gets it is told of the end too.
  const known = sql`exists (select from deliveries e where e.person_id = p.id and e.meeting_id = ${id}::uuid
    and (e.state = 'sent' or e.leased_until is not null))`
  const wants = sql`p.roles && array['operator', 'analyst', 'reviewer', 'official', 'clerk']
    and not exists (select from meeting_mail_declined n where n.person_id = p.id)`
  const { rows } = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join members m on m.id = p.member_id
    where p.member_id = any(${invited}::uuid[]) and p.active and m.active and (p.ends_at is null or p.ends_at > ${at})
      and (${state === 'cancelled' || gone ? known : wants})
    order by p.id`.execute(tx)
  if (rows.length === 0) return 0
  await tx
    .insertInto('deliveries')
    .values(
      rows.map(({ id: person, email }) => ({
        id: randomUUID(),
        purpose: 'meeting',
        person_id: person,
        meeting_id: id,
        meeting_sequence: sequence,
        channel: 'mail',
        address: email,
        state: 'queued',
        next_at: at,
        queued_at: at,
      })),
    )
    .execute()
  return rows.length
}

/** Keeps whether this person wants the files; nobody else is told. */
export async function chooseMail(ctx: Context, who: PersonViewer, wants: boolean): Promise<void> {
  const { db } = ctx.database
  if (wants)
    await db.deleteFrom('meeting_mail_declined').where('person_id', '=', who.personId).execute()
  else
    await db
      .insertInto('meeting_mail_declined')
      .values({ person_id: who.personId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** The mails themselves. What has become of the meeting since is what they say. */
export const meetingMails: Purpose = {
  names: ['meeting'],
  write: writeMails,
  settle: (ctx, outcomes, at) =>
    ctx.database.db.transaction().execute(async (tx) => {
      // Whoever changes a meeting withdraws its mails under this lock, and would wait for us as we for them.
      await takeCommitOrder(tx)
      await writeOutcomes(tx, outcomes, at)
      const ids = outcomes.map(({ delivery }) => delivery.id)
      const { rows } = await sql<{ id: string; invited: string[] }>`
        select t.id, t.invited from meetings t where t.id in (
          select meeting_id from deliveries where id = any(${ids}::uuid[])) order by t.id`.execute(
        tx,
      )
      for (const { id, invited } of rows)
        await announce(tx, { kind: 'meeting.changed', subject: id, at, members: invited })
    }),
}

type Written = Pick<
  MeetingRow,
  | 'title'
  | 'day'
  | 'clock'
  | 'zone'
  | 'minutes'
  | 'starts_at'
  | 'place'
  | 'state'
  | 'sequence'
  | 'tlp'
  | 'pap'
> & {
  delivery: string
  address: string
  locale: string
  meeting: string
  group_name: string
  stays: boolean
  queued_at: Date
}

/** Who may no longer come in is not written to, nor anybody of a state of the meeting that was left since. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail>> {
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<Written>`
    select d.id as delivery, d.address, d.queued_at, p.locale, t.id as meeting, g.name as group_name, t.title, t.day, t.clock, t.zone,
      t.minutes, t.starts_at, t.place, t.state, t.sequence, t.tlp, t.pap, p.member_id = any(t.invited) as stays
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
      join meetings t on t.id = d.meeting_id join groups g on g.id = t.group_id
    where d.id = any(${ids}::uuid[]) and p.active and m.active and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})
      and d.meeting_sequence = t.sequence`.execute(ctx.database.db)
  return new Map(rows.map((row) => [row.delivery, toMail(ctx, row)]))
}

function toMail(ctx: Context, row: Written): Mail {
  const { name: exchange, origin, mailFrom } = ctx.config
  const cancelled = row.state === 'cancelled' || !row.stays
  // What is for people's eyes is not laid into mailboxes and calendars: they open the record for it.
  const isClosed = row.tlp === 'red' || row.pap === 'red'
  const title = isClosed ? `A meeting of ${row.group_name}` : row.title
  const place = isClosed ? undefined : row.place
  const url = `${origin}/meetings/${row.meeting}`
  const kind = cancelled ? 'cancelled' : row.sequence > 0 ? 'changed' : 'called'
  const when = `${row.day}, ${row.clock} (${row.zone}), ${row.minutes} min`
  const words = meetingWords(row.locale, kind)({ exchange, title, when, place, url })
  const { name, address } = toMailbox(mailFrom)
  const content = toCalendar({
    uid: `${row.meeting}@${new URL(origin).hostname}`,
    sequence: row.sequence,
    cancelled,
    title,
    description: url,
    place,
    url,
    startsAt: row.starts_at,
    minutes: row.minutes,
    stamp: row.queued_at,
    organizer: { name: name === '' ? exchange : name, email: address },
    attendee: row.address,
  })
  const method = cancelled ? 'CANCEL' : 'REQUEST'
  return { to: row.address, ...words, icalEvent: { method, filename: 'meeting.ics', content } }
}
