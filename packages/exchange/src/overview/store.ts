import {
  OPERATORS_MAILS,
  type HeardMails,
  type LookCount,
  type TextChannel,
  type UnreachedParty,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { ChannelName } from '../delivery/channel.ts'

export type Counts = {
  members: number
  people: number
  groups: number
  releases: number
  openRecalls: number
  openNotices: number
  overdueTargets: number
  unreachableTargets: number
  queuedDeliveries: number
  queuedTexts: Record<TextChannel, number>
  contactsMissing: number
  waitingParties: number
}

/** A newer notice took the place of an older one at the office: of `notice_targets t`. */
const CORRECTED = sql`exists (select from notice_targets newer where newer.corrects = t.id)`

/** What there is and what waits, in one statement; `now` decides what is overdue. Tests of reachability alarm nobody. */
export async function selectCounts(tx: Db, now: Date): Promise<Counts> {
  const result = await sql<Counts>`select
    (select count(*)::int from members where active) as members,
    (select count(*)::int from people where active) as people,
    (select count(*)::int from groups where expires_at > ${now}) as groups,
    (select count(*)::int from releases) as releases,
    (select count(distinct r.id)::int from releases r
       join release_recipients rr on rr.release_id = r.id
       where r.recalled_at is not null and rr.recall_answered_at is null) as "openRecalls",
    (select count(*)::int from notices where closed_at is null and kind <> 'reachability') as "openNotices",
    (select count(*)::int from notice_targets t join notices n on n.id = t.notice_id
       where n.closed_at is null and n.kind <> 'reachability'
         and (t.state = 'overdue' or t.state = 'waiting' and t.due_at <= ${now}) and not ${CORRECTED}) as "overdueTargets",
    (select count(*)::int from notice_targets t join notices n on n.id = t.notice_id
       where n.closed_at is null and n.kind <> 'reachability' and t.state = 'unreachable' and not ${CORRECTED}) as "unreachableTargets",
    (select count(*)::int from deliveries where state = 'queued' and channel = 'mail') as "queuedDeliveries",
    (select json_build_object('sms', count(*) filter (where channel = 'sms'), 'voice', count(*) filter (where channel = 'voice'),
        'fax', count(*) filter (where channel = 'fax'))
       from deliveries where state = 'queued' and channel <> 'mail') as "queuedTexts",
    (select count(*)::int from jurisdictions j where j.accountable is not null and j.kind <> 'vendor'
       and not exists (select 1 from contact_titles c where c.jurisdiction = j.id))
       as "contactsMissing",
    (select count(*)::int from party_versions where state = 'proposed') as "waitingParties"`.execute(
    tx,
  )
  return result.rows[0] as Counts
}

const FAULTS_SHOWN = 100

type Faulty<T> = T & {
  id: string
  channel: ChannelName
  address: string
  unknown: boolean
  attempts: number
  fault: string
  at: Date
  total: number
}

/** What is said of each that failed, is tried again, or of which nobody knows; of a number only how it ends. */
const FAULT = sql`(count(*) over ())::int as total, d.id, d.channel, d.attempts, d.fault, d.state = 'unknown' as unknown,
  case d.channel when 'mail' then d.address else '…' || right(d.address, 2) end as address`
const IS_FAULTY = sql`(d.fault is not null and d.state in ('queued', 'failed') or d.state = 'unknown')`

/** Deliveries of notices that have a fault, newest notice first; `total` counts beyond those given. */
export async function selectFaultyDeliveries(tx: Tx) {
  const result = await sql<Faulty<{ noticeId: string; place: string }>>`
    select ${FAULT}, d.notice_id as "noticeId", j.full_name as place, coalesce(d.sent_at, n.sent_at) as at
    from deliveries d
    join notices n on n.id = d.notice_id
    join notice_targets t on t.id = d.target_id
    join jurisdictions j on j.id = t.jurisdiction
    where ${IS_FAULTY}
    order by n.sent_at desc, d.id limit ${sql.lit(FAULTS_SHOWN)}`.execute(tx)
  return result.rows.map(withFault)
}

/** Mails and messages of no notice that have a fault, newest first; `total` counts beyond those given. */
export async function selectFaultySignInMails(tx: Tx) {
  const result = await sql<Faulty<{ kind: (typeof OPERATORS_MAILS)[number] }>>`
    select ${FAULT}, d.purpose as kind, coalesce(d.settled_at, d.queued_at) as at
    from deliveries d where d.purpose = any(${sql.val([...OPERATORS_MAILS])}::text[]) and ${IS_FAULTY}
    order by d.queued_at desc, d.id limit ${sql.lit(FAULTS_SHOWN)}`.execute(tx)
  return result.rows.map(withFault)
}

/** One that a process which ended had in hand has no words of a server. */
function withFault<T extends { fault: string | null }>(row: T) {
  return { ...row, fault: row.fault ?? 'The exchange ended amid it.' }
}

/** How many findings of all members cannot be read, in words for whoever runs the exchange; nothing where all can. */
export async function selectUnread(db: Db): Promise<string[]> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from findings where unread is not null`.execute(db)
  const count = rows[0]?.count ?? 0
  if (count === 0) return []
  const which = count === 1 ? 'One finding cannot' : `${count} findings cannot`
  const where =
    count === 1 ? 'It stands at the end of its list' : 'They stand at the end of their lists'
  return [`${which} be read. ${where}; the log of the server says why.`]
}

/** Parties that no mail reached, by who found names that imitate them, newest first; read as owner. `total` counts beyond those given. */
export async function selectUnreachedParties(
  db: Db,
): Promise<(UnreachedParty & { total: number })[]> {
  const { rows } = await sql<{
    id: string
    name: string
    finder: string
    names: number
    since: Date
    total: number
  }>`
    select p.id, p.name, a.finder_name as finder, count(*)::int as names, max(t.sent_at) as since,
      (count(*) over ())::int as total
    from party_alerts a join defended_parties p on p.id = a.party_id join party_tellings t on t.id = a.telling_id
    where a.state = 'unreached' and p.state <> 'ended'
    group by p.id, p.name, a.finder, a.finder_name
    order by max(t.sent_at) desc, p.id limit ${sql.lit(FAULTS_SHOWN)}`.execute(db)
  return rows.map(({ id, name, finder, names, since, total }) => ({
    party: { id, name },
    finder,
    names,
    since: since.toISOString(),
    total,
  }))
}

/** Suspicious mails and links that were looked at, and mails that got no answer, the most frequent first. */
export async function selectLooks(db: Db): Promise<LookCount[]> {
  const { rows } = await sql<{ way: string; verdict: string; count: number; at: Date }>`
    select way, verdict, count::int as count, last_at as at from suspicious_counts
    order by count desc, way, verdict`.execute(db)
  return rows.map(({ way, verdict, count, at }) => ({
    way,
    outcome: verdict,
    count,
    lastAt: at.toISOString(),
  }))
}

/** Mails that came back, by what they were. */
export async function selectHeard(db: Db): Promise<HeardMails['counts']> {
  const { rows } = await sql<{
    kind: HeardMails['counts'][number]['kind']
    count: number
    at: Date
  }>`
    select kind, count::int as count, last_at as at from heard_counts order by kind`.execute(db)
  return rows.map(({ kind, count, at }) => ({ kind, count, lastAt: at.toISOString() }))
}
