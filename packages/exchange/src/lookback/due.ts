/** Which lists are behind, claimed by one process at a time: those that a release reached, and those that one comes into force for. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Job } from '../jobs/loop.ts'
import { eraseEnded } from './erase.ts'
import { lookBack, type Order } from './match.ts'

/** How long a claim holds: a process that died, or a release that fails, is tried again after it, and others are not kept waiting. */
const LEASE_MS = 60_000
/** Releases that are held against the lists of a claim at most. */
const RELEASES = 20

/** The work of look-back by the clock. */
export function lookbackJobs(ctx: Context): Job[] {
  return [
    { name: 'look back', everyMs: 500, run: () => lookBackDue(ctx) },
    { name: 'end lists kept for look-back', everyMs: 5000, run: () => eraseEnded(ctx) },
  ]
}

/** Holds the next releases against the lists that are behind; tells whether there is more. */
async function lookBackDue(ctx: Context): Promise<boolean> {
  await skipOthers(ctx)
  const behind = await claimBehind(ctx)
  for (const order of behind) await lookBack(ctx, order)
  const later = await claimLater(ctx)
  for (const order of later) await lookBack(ctx, order)
  return behind.length > 0 || later.length > 0
}

/** Brings lists forward over releases that went to others alone. */
async function skipOthers(ctx: Context): Promise<void> {
  await sql`
    with newest as (select coalesce(max(position), 0) as position from releases)
    update lookback_lists l set position = n.position from newest n
    where l.state = 'kept' and l.position < n.position and (l.leased_until is null or l.leased_until < ${ctx.wall.now()})
      and not exists (select from release_recipients rr join releases r on r.id = rr.release_id
        where rr.member_id = l.member_id and r.position > l.position and r.position <= n.position)`.execute(
    ctx.database.db,
  )
}

type Claimed = { id: string; member_id: string; position: number; kind: MemberKind }

/** Lists of one member that stand at the same place, and the releases that follow it. */
async function claimBehind(ctx: Context): Promise<Order[]> {
  const { db } = ctx.database
  const until = new Date(ctx.wall.now().getTime() + LEASE_MS)
  const { rows } = await sql<Claimed>`
    with first as (
      select l.member_id, l.position from lookback_lists l join members m on m.id = l.member_id and m.active
      where l.state = 'kept' and l.position < (select coalesce(max(position), 0) from releases)
        and (l.leased_until is null or l.leased_until < ${ctx.wall.now()})
        and exists (select from release_recipients rr join releases r on r.id = rr.release_id
          where rr.member_id = l.member_id and r.position > l.position)
      order by l.position limit 1
    ), free as (
      select l.id from lookback_lists l join first f on f.member_id = l.member_id and f.position = l.position
      where l.state = 'kept' and (l.leased_until is null or l.leased_until < ${ctx.wall.now()})
      for update of l skip locked
    )
    update lookback_lists l set leased_until = ${until} from free, members m
    where l.id = free.id and m.id = l.member_id returning l.id, l.member_id, l.position, m.kind`.execute(
    db,
  )
  const [first] = rows
  if (first === undefined) return []
  const next = await sql<{ id: string; position: number }>`
    select r.id, r.position from release_recipients rr join releases r on r.id = rr.release_id
    where rr.member_id = ${first.member_id}::uuid and r.position > ${first.position}
    order by r.position limit ${sql.lit(RELEASES)}`.execute(db)
  let from = first.position
  return next.rows.map(({ id, position }) => {
    const order = {
      memberId: first.member_id,
      memberKind: first.kind,
      listIds: rows.map((row) => row.id),
      releaseId: id,
      from,
      to: position,
    }
    from = position
    return order
  })
}

/** Releases of which an indicator has come into force since they were held against a list. */
async function claimLater(ctx: Context): Promise<Order[]> {
  const { rows } = await sql<Claimed & { release_id: string; release_position: number }>`
    select l.id, l.member_id, l.position, m.kind, w.release_id, r.position as release_position
    from lookback_later w join lookback_lists l on l.id = w.list_id join members m on m.id = l.member_id and m.active
      join releases r on r.id = w.release_id
    where w.due_at <= ${ctx.clock.now()} order by w.due_at limit ${sql.lit(RELEASES)}`.execute(
    ctx.database.db,
  )
  return rows.map((row) => ({
    memberId: row.member_id,
    memberKind: row.kind,
    listIds: [row.id],
    releaseId: row.release_id,
    from: undefined,
    to: row.release_position,
  }))
}
