import type { ChannelReached, OfficeRole, Reached, TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export type CheckRow = {
  id: string
  follows: string | null
  from_member: string
  sent_at: Date
  closed_at: Date | null
  offices: number
  answered: number
}

const ANSWERED = sql`t.state in ('told', 'understood', 'acted')`

/** The member's tests before an election, newest first. */
export async function selectChecks(db: Db, election: string, member: string): Promise<CheckRow[]> {
  const found = await sql<CheckRow>`
    select n.id, n.follows, n.from_member, n.sent_at, n.closed_at,
      count(t.id)::int as offices, count(t.id) filter (where ${ANSWERED})::int as answered
    from notices n join notice_targets t on t.notice_id = n.id
    where n.election_id = ${election}::uuid and n.from_member = ${member}::uuid
    group by n.id order by n.sent_at desc, n.log_index desc`.execute(db)
  return found.rows
}

/** A test of all offices with the reminders that follow it. */
export function roundOf(checks: readonly CheckRow[]): { first: string; ids: string[] } | undefined {
  const first = checks.find((check) => check.follows === null)?.id
  if (first === undefined) return undefined
  return {
    first,
    ids: checks.flatMap((one) => ((one.follows ?? one.id) === first ? [one.id] : [])),
  }
}

/** A channel of an office as the database gives it. */
export type ChannelRow = {
  channel: 'mail' | TextChannel
  reached: ChannelReached
  handed_over_at: string | null
  tested_at: string | null
  fault: string | null
}

export type OfficeRow = {
  id: string
  place: string
  role: OfficeRole
  reached: Reached
  handed_over_at: Date | null
  answered_at: Date | null
  /** When the office last answered any test of the member, before whichever election. */
  last_answered_at: Date | null
  fault: string | null
  channels: ChannelRow[] | null
}

/**
 * Offices that answer for elections in these places, each with how far the tests of a round came, as a common table.
 * What was never handed over and was called off is as if it had not been asked.
 */
const offices = (places: readonly string[], round: readonly string[]) => sql`
  with asked as (
    select t.jurisdiction, t.role, min(t.acknowledged_at) filter (where ${ANSWERED}) as answered_at,
      (array_agg(t.fault order by n.log_index desc))[1] as fault
    from notice_targets t join notices n on n.id = t.notice_id
    where t.notice_id = any(${sql.val([...round])}::uuid[]) group by t.jurisdiction, t.role
  ), mails as (
    select t.jurisdiction, t.role, min(d.sent_at) filter (where d.state = 'sent') as handed_over_at,
      bool_or(d.state = 'queued') as queued, bool_or(d.state = 'failed') as failed,
      bool_or(d.bounced_at is not null) as returned
    from deliveries d join notice_targets t on t.id = d.target_id
    where d.notice_id = any(${sql.val([...round])}::uuid[]) and d.channel = 'mail' group by t.jurisdiction, t.role
  ), messages as (
    select t.jurisdiction, t.role, d.channel, min(d.sent_at) filter (where d.state = 'sent') as handed_over_at,
      max(d.sent_at) filter (where d.state = 'sent') as last_at, bool_or(d.delivered_at is not null) as delivered,
      bool_or(d.state = 'queued') as queued, bool_or(d.state = 'unknown') as unknown,
      max(d.fault) filter (where d.state = 'failed') as fault
    from deliveries d join notice_targets t on t.id = d.target_id
    where d.notice_id = any(${sql.val([...round])}::uuid[]) and d.state <> 'cancelled' group by 1, 2, 3
  ), offices as (
    select j.id, j.full_name as place, j.accountable as role, m.handed_over_at, a.answered_at, a.fault,
      case when a.answered_at is not null then 'answered'
        when m.handed_over_at is not null then 'no-answer'
        when m.queued then 'queued'
        when m.returned then 'returned'
        when m.failed then 'unmailable'
        when a.jurisdiction is not null and m.jurisdiction is null then 'no-address'
        else 'not-asked' end as reached
    from jurisdictions j
    left join asked a on a.jurisdiction = j.id and a.role = j.accountable
    left join mails m on m.jurisdiction = j.id and m.role = j.accountable
    where j.accountable is not null and j.kind <> 'vendor' and j.lineage && ${sql.val([...places])}::text[])`

/** How far a channel came at an office: of `messages m` and the office's own `answered_at`. */
const CHANNEL_REACHED = sql`case when m.handed_over_at is not null and o.answered_at is not null then 'answered'
  when m.handed_over_at is not null then 'silent' when m.queued then 'queued' when m.unknown then 'unknown' else 'dead' end`

export type Round = { places: readonly string[]; round: readonly string[] }

/** How many offices there are by how far the tests came. */
export async function countOffices(
  db: Db,
  { places, round }: Round,
): Promise<Partial<Record<Reached, number>>> {
  const found = await sql<{ reached: Reached; n: number }>`
    ${offices(places, round)} select reached, count(*)::int as n from offices group by reached`.execute(
    db,
  )
  return Object.fromEntries(found.rows.map(({ reached, n }) => [reached, n]))
}

type ChannelCount = {
  channel: 'mail' | TextChannel
  reached: ChannelReached
  n: number
  handed_over: number
  delivered: number
  last_at: Date | null
}

/** Offices by channel and by how far the tests came there. */
export async function countChannels(db: Db, { places, round }: Round): Promise<ChannelCount[]> {
  const found = await sql<ChannelCount>`
    ${offices(places, round)} select m.channel, ${CHANNEL_REACHED} as reached, count(*)::int as n,
      count(m.handed_over_at)::int as handed_over, count(*) filter (where m.delivered)::int as delivered, max(m.last_at) as last_at
    from offices o join messages m on m.jurisdiction = o.id and m.role = o.role
    group by 1, 2 order by 1, 2`.execute(db)
  return found.rows
}

/** The offices by place, from after `after`; with `reached`, those alone; `member` is whose tests they answered. */
export async function selectOffices(
  db: Db,
  { places, round }: Round,
  page: {
    member: string
    after?: string | undefined
    limit: number
    reached?: Reached | undefined
  },
): Promise<OfficeRow[]> {
  const found = await sql<OfficeRow>`
    ${offices(places, round)} select o.*,
      (select max(t.acknowledged_at) from notice_targets t join notices n on n.id = t.notice_id
        where t.jurisdiction = o.id and t.role = o.role and n.kind = 'reachability'
          and t.from_member = ${page.member}::uuid and ${ANSWERED}) as last_answered_at,
      (select json_agg(json_build_object('channel', m.channel, 'reached', ${CHANNEL_REACHED}, 'handed_over_at', m.handed_over_at,
          'fault', m.fault, 'tested_at', (select max(d.sent_at) from deliveries d join notice_targets t on t.id = d.target_id
            join notices n on n.id = t.notice_id where d.channel = m.channel and d.state = 'sent' and t.jurisdiction = o.id
              and t.role = o.role and n.kind = 'reachability' and t.from_member = ${page.member}::uuid)) order by m.channel)
        from messages m where m.jurisdiction = o.id and m.role = o.role) as channels
    from offices o
    where (${page.after ?? null}::text is null or id > ${page.after ?? null})
      and (${page.reached ?? null}::text is null or reached = ${page.reached ?? null})
    order by id limit ${page.limit}`.execute(db)
  return found.rows
}

/** Those to ask: all, or those that gave no answer in the round. */
export async function selectToAsk(
  db: Db,
  { places, round }: Round,
  limit: number,
): Promise<{ jurisdiction: string; role: OfficeRole }[]> {
  const found = await sql<{ jurisdiction: string; role: OfficeRole }>`
    ${offices(places, round)} select id as jurisdiction, role from offices
    where reached <> 'answered' order by id limit ${limit}`.execute(db)
  return found.rows
}

export type PlanRow = {
  id: string
  election_id: string
  from_member: string
  person_id: string | null
  days_before: number
  unanswered_only: boolean
  who_to_call: string
  answer_within: number
  due_at: Date
  held_on: string
}

/** Plans that are not settled, with the instant at which each is due by the election as it stands: 9 in the morning. */
export const PLANS = sql`
  select p.id, p.election_id, p.from_member, p.person_id, p.days_before, p.unanswered_only, p.who_to_call,
    p.answer_within, to_char(e.held_on, 'YYYY-MM-DD') as held_on,
    ((e.held_on - p.days_before) + time '09:00') at time zone coalesce(j.time_zone, 'UTC') as due_at
  from reachability_plans p join elections e on e.id = p.election_id
  left join jurisdictions j on j.id = e.places[1]
  where p.settled_at is null`

/** The member's plans before an election, the next first. */
export async function selectPlans(db: Db, election: string, member: string): Promise<PlanRow[]> {
  const found = await sql<PlanRow>`
    select * from (${PLANS}) open where election_id = ${election}::uuid and from_member = ${member}::uuid
    order by due_at, id`.execute(db)
  return found.rows
}

/** Whether the exchange planned a test before this election by itself, whatever became of it. */
export async function hasPlanOfClock(db: Db, election: string, member: string): Promise<boolean> {
  const row = await db
    .selectFrom('reachability_plans')
    .select('id')
    .where('election_id', '=', election)
    .where('from_member', '=', member)
    .where('person_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whom the member's last test named to call. */
export async function selectLastCall(db: Db, member: string): Promise<string | undefined> {
  const { rows } = await sql<{ call: string | null }>`
    select texts -> main_language ->> 'whoToCall' as call from notices
    where kind = 'reachability' and from_member = ${member}::uuid order by log_index desc limit 1`.execute(
    db,
  )
  return rows[0]?.call ?? undefined
}

/** The member of the first operator who still is one, and may apprise every office. */
export async function selectOperator(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select('m.id')
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .where('m.kind', 'in', ['hub', 'agency'])
    .where(sql<boolean>`'operator' = any(p.roles)`)
    .orderBy('p.created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
