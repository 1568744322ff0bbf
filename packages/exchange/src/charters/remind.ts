/** Reminders that a charter ends, to those who could renew it: put in the outbox and on record together. */
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleAlone } from '../delivery/settling.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { appendLog } from '../log/append.ts'
import { recordOnce } from '../log/once.ts'
import type { Mail } from '../mail/outgoing.ts'
import { reminderWords } from './reminder-words.ts'
import { charterAct } from './store.ts'

const DAY_MS = 86_400_000
/** So many days before the end; each reminds once. */
const STAGES = [30, 7, 1]

/** Reminds of charters whose end comes near and that no adopted version prolongs. Never more than a round at once. */
export async function remindOfEnds(ctx: Context): Promise<boolean> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  await inTurn(await selectEnding(db, at), async ({ id, expires_at: endsAt }) => {
    const left = (endsAt.getTime() - at.getTime()) / DAY_MS
    const stage = STAGES.findLast((days) => left <= days)!
    const once = { subject: `group:${id}`, what: `remind-${stage}`, since: endsAt }
    await recordOnce(db, once, (tx) => queueReminders(tx, ctx, { groupId: id, endsAt, at }))
  })
  return false
}

async function selectEnding(db: Db, at: Date): Promise<{ id: string; expires_at: Date }[]> {
  const latest = new Date(at.getTime() + STAGES[0]! * DAY_MS)
  const found = await sql<{ id: string; expires_at: Date }>`
    select id, expires_at from groups g where expires_at > ${at} and expires_at <= ${latest}
      and not exists (select from jsonb_array_elements(coalesce(next_charters, '[]'::jsonb)) as n
        where (n ->> 'expiresAt')::timestamptz > g.expires_at)
      and exists (select from group_members m where m.group_id = g.id)
    order by expires_at, id`.execute(db)
  return found.rows
}

/** To the operators, and to the second reviewers of members of the group. */
async function queueReminders(
  tx: Tx,
  ctx: Context,
  { groupId, endsAt, at }: { groupId: string; endsAt: Date; at: Date },
): Promise<void> {
  const people = await sql<{ id: string; email: string }>`
    select p.id, p.email from people p join members m on m.id = p.member_id
    where p.active and m.active and (p.ends_at is null or p.ends_at > ${at})
      and ('operator' = any(p.roles) or 'reviewer' = any(p.roles) and exists (
        select from group_members gm where gm.group_id = ${groupId}::uuid and gm.member_id = m.id))
    order by p.id`.execute(tx)
  const act = await charterAct(tx, 'charter.reminded', {
    groupId,
    at,
    by: 'clock',
    payload: { endsAt: endsAt.toISOString(), queued: ctx.mailer ? people.rows.length : 0 },
  })
  // An exchange that sends no mail keeps none waiting; the screen says when the charter ends.
  if (ctx.mailer && people.rows.length > 0)
    await tx
      .insertInto('deliveries')
      .values(
        people.rows.map(({ id, email }) => ({
          id: randomUUID(),
          purpose: 'charter',
          person_id: id,
          group_id: groupId,
          channel: 'mail',
          address: email,
          state: 'queued',
          next_at: at,
          queued_at: at,
        })),
      )
      .execute()
  await appendLog(tx, [act])
}

/** The mails of the reminders. What a charter's end has become since is what they say. */
export const charterMails: Purpose = {
  names: ['charter'],
  write: writeMails,
  settle: settleAlone,
}

/** Who may no longer come in, or no longer belongs to the group, is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail>> {
  const rows = await ctx.database.db
    .selectFrom('deliveries as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .innerJoin('groups as g', 'g.id', 'd.group_id')
    .select(['d.id', 'd.address', 'p.locale', 'g.id as group', 'g.name', 'g.expires_at'])
    .where(
      'd.id',
      'in',
      batch.map(({ id }) => id),
    )
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .where((eb) => eb.or([eb('p.ends_at', 'is', null), eb('p.ends_at', '>', ctx.clock.now())]))
    .where((eb) =>
      eb.or([
        eb(sql<boolean>`'operator' = any(p.roles)`, '=', true),
        eb.exists(
          eb
            .selectFrom('group_members as gm')
            .select('gm.group_id')
            .whereRef('gm.group_id', '=', 'g.id')
            .whereRef('gm.member_id', '=', 'm.id'),
        ),
      ]),
    )
    .execute()
  const { name: exchange, origin } = ctx.config
  return new Map(
    rows.map(({ id, address, locale, group, name, expires_at: end }) => {
      const url = `${origin}/groups/${group}/charter`
      const day = `${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`
      return [id, { to: address, ...reminderWords(locale)({ exchange, group: name, day, url }) }]
    }),
  )
}
