import type { HeldRelease, MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Auditor } from './admit.ts'

/** Releases that are given of one instant. */
const MOST = 500

type Row = {
  total: number
  release_id: string
  released_at: Date
  object_count: number
  rule: string
  log_index: number
  message_type: HeldRelease['messageType'] | null
  title: string | null
  to_id: string
  to_name: string
  to_kind: MemberKind
  from_id: string
  from_name: string
  from_kind: MemberKind
}

/**
 * What members had been given at an instant and still held then: neither taken back nor ended. Whether anybody read it is not
 * in it. The search is recorded. Throws `bad-request` for an instant that is none, or has not come.
 */
export async function searchHeld(
  ctx: Context,
  { viewer, reader }: Auditor,
  { at, member }: { at: string; member?: string | undefined },
): Promise<{ items: HeldRelease[]; total: number; logIndex: number }> {
  const now = ctx.clock.now()
  const path = '/body/at'
  if (new Date(at) > now)
    throw new ExchangeError('bad-request', 'this has not come yet: nobody knows of it', { path })
  const { rows } = await asMember(ctx.database.db, reader, now, (tx) =>
    sql<Row>`
      select count(*) over ()::int as total, g.release_id, g.released_at, g.object_count, g.rule, g.log_index, g.message_type,
        g.title, t.id as to_id, t.name as to_name, t.kind as to_kind, f.id as from_id, f.name as from_name, f.kind as from_kind
      from audit_given g join audit_members t on t.id = g.member_id join audit_members f on f.id = g.from_member
      where g.released_at <= ${at}::timestamptz
        and (g.recalled_at is null or g.recalled_at > ${at}::timestamptz)
        and (g.expires_at is null or g.expires_at > ${at}::timestamptz)
        and strpos(lower(t.name), lower(${member ?? ''})) > 0
      order by g.released_at desc, g.log_index desc limit ${sql.lit(MOST)}`.execute(tx),
  )
  const total = rows[0]?.total ?? 0
  const [logIndex] = await ctx.database.db.transaction().execute((tx) =>
    appendLog(tx, [
      {
        kind: 'audit.searched',
        at: now,
        subject: 'record',
        payload: { held: { at, ...(member === undefined ? {} : { member }) }, found: total },
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ]),
  )
  return { items: rows.map(toHeld), total, logIndex: logIndex! }
}

function toHeld(row: Row): HeldRelease {
  return {
    member: { id: row.to_id, name: row.to_name, kind: row.to_kind },
    releaseId: row.release_id,
    from: { id: row.from_id, name: row.from_name, kind: row.from_kind },
    at: row.released_at.toISOString(),
    objectCount: row.object_count,
    rule: row.rule,
    logIndex: row.log_index,
    ...(row.message_type ? { messageType: row.message_type } : {}),
    ...(row.title === null ? {} : { title: row.title }),
  }
}
