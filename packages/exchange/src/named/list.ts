import type { ListedNamedAsk, listNamedAsks as route, ReplyOf } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'

/** Asks that are listed at once. */
const LISTED = 200

/** Asks as an operator sees them: those that wait for a person, then the newest; what they are about only where a person must look. */
export async function listAsks(ctx: Context, viewer: Viewer): Promise<ReplyOf<typeof route>> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const rows = await selectAsks(tx)
    const counts = await tx
      .selectFrom('named_asks')
      .select(['kind', 'state', sql<number>`count(*)::int`.as('count')])
      .groupBy(['kind', 'state'])
      .orderBy('kind')
      .orderBy('state')
      .execute()
    const total = counts.reduce((sum, { count }) => sum + count, 0)
    return { items: rows.map(toListed), more: Math.max(0, total - rows.length), counts }
  })
}

function selectAsks(tx: Tx) {
  const waits = sql<boolean>`(i.ask_id is not null)`
  return tx
    .selectFrom('named_asks as a')
    .leftJoin('named_identifiers as i', 'i.ask_id', 'a.id')
    .leftJoin('people as p', 'p.id', 'a.settled_by')
    .select(['a.id', 'a.kind', 'a.state', 'a.asked_at', 'a.ends_at', 'a.proven_at', 'a.proven_how'])
    .select(['a.answered_at', 'a.erased_at', 'a.reason', 'p.name as settled_by'])
    .select(['i.value', 'i.platform', 'i.code', 'i.posted'])
    .orderBy(waits, 'desc')
    .orderBy('a.asked_at', 'desc')
    .orderBy('a.id')
    .limit(LISTED)
    .execute()
}

type Row = Awaited<ReturnType<typeof selectAsks>>[number]

function toListed(row: Row): ListedNamedAsk {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    askedAt: row.asked_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(row.value === null ? {} : { value: row.value }),
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.posted === null ? {} : { posted: row.posted }),
    ...(row.proven_at ? { provenAt: row.proven_at.toISOString() } : {}),
    ...(row.proven_how ? { provenHow: row.proven_how } : {}),
    ...(row.answered_at ? { answeredAt: row.answered_at.toISOString() } : {}),
    ...(row.settled_by === null ? {} : { settledBy: row.settled_by }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    erased: row.erased_at !== null,
  }
}
