import type { ChannelMessages, TextChannel } from '@tocsin/api'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/database.ts'

type Row = Omit<ChannelMessages, 'blocked' | 'held' | 'outsideHours'> & {
  about: string
  held: number
  held_until: Date | null
  because: 'order' | 'hours' | null
  time_zone: string | null
  outside: number
}

/** Why messages of a channel do not go out now. */
export type Blocked = Partial<Record<TextChannel, string>>

/** Of rows that stand as they did at an instant. */
const countsAt = (at: Date) => sql`count(*) filter (where state = 'queued')::int as queued,
  count(*) filter (where state = 'sent' and delivered_at is null)::int as "handedOver",
  count(*) filter (where state = 'sent' and delivered_at is not null)::int as delivered,
  count(*) filter (where state = 'failed')::int as failed,
  count(*) filter (where state = 'unknown')::int as unknown,
  count(*) filter (where because = 'severe')::int as outside,
  count(*) filter (where state = 'queued' and held_until > ${at})::int as held,
  min(held_until) filter (where state = 'queued' and held_until > ${at}) as held_until,
  (array_agg(because order by held_until) filter (where state = 'queued' and held_until > ${at}))[1] as because,
  (array_agg(time_zone order by held_until) filter (where state = 'queued' and held_until > ${at}))[1] as time_zone`

/** Messages of notices to numbers by how far they came, a channel each; none where the reader may not know. */
export function selectTexts(
  db: Db,
  noticeIds: readonly string[],
  at: Date,
  blocked: Blocked,
): Promise<Map<string, ChannelMessages[]>> {
  const rows = sql<Row>`select notice_id as about, channel, ${countsAt(at)} from deliveries
    where notice_id = any(${sql.val([...noticeIds])}::uuid[]) and channel <> 'mail' and state <> 'cancelled' group by 1, 2 order by 1, 2`
  return group(db, rows, blocked)
}

/** The same by office of one notice, as it stood at `at`. */
export function selectTextsAt(
  db: Db,
  noticeId: string,
  at: Date,
  blocked: Blocked,
): Promise<Map<string, ChannelMessages[]>> {
  const rows = sql<Row>`
    with stood as (
      select target_id, channel, because, held_until, time_zone, case when settled_at <= ${at} or bounced_at <= ${at} then state
          when sent_at <= ${at} then 'sent' else 'queued' end as state,
        case when delivered_at <= ${at} then delivered_at end as delivered_at
      from deliveries where notice_id = ${noticeId}::uuid and channel <> 'mail' and queued_at <= ${at})
    select target_id as about, channel, ${countsAt(at)} from stood where state <> 'cancelled' group by 1, 2 order by 1, 2`
  return group(db, rows, blocked)
}

async function group(
  db: Db,
  query: RawBuilder<Row>,
  blocked: Blocked,
): Promise<Map<string, ChannelMessages[]>> {
  const { rows } = await query.execute(db)
  const found = new Map<string, ChannelMessages[]>()
  for (const row of rows) {
    const { about, held, held_until: until, because, time_zone: zone, outside, ...counts } = row
    const why = counts.queued > held ? blocked[counts.channel] : undefined
    const waits = until && because && { count: held, until: until.toISOString(), because }
    const one: ChannelMessages = {
      ...counts,
      ...(why ? { blocked: why } : {}),
      ...(waits ? { held: { ...waits, ...(zone ? { timeZone: zone } : {}) } } : {}),
      ...(outside > 0 ? { outsideHours: outside } : {}),
    }
    found.set(about, [...(found.get(about) ?? []), one])
  }
  return found
}
