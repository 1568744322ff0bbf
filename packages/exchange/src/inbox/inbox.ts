/** What a person has not looked at yet. What they have stands under their own id alone, is on no record and in no list of another. */
import type { BodyOf, Inbox, markSeen, ReleaseSummary } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { listReleases } from '../sharing/reading.ts'

/** Releases that are looked through, the newest. */
const LOOKED = 200

/** Of releases that this person's list shows. A machine that acts for no person has no inbox. */
export async function readInbox(ctx: Context, viewer: Viewer): Promise<Inbox> {
  const { personId } = viewer
  if (personId === undefined) return { unseen: [], more: false, recalls: 0 }
  const { items, next } = await listReleases(ctx, viewer, { direction: 'in', limit: LOOKED })
  const seen = await selectSeen(ctx, personId)
  const since = await selectStart(ctx, personId)
  const unseen = items.filter((one) => isUnseen(one, seen.get(one.id), since))
  return {
    unseen: unseen.map(({ id }) => id),
    more: next !== undefined && (items.at(-1)?.releasedAt ?? '') > since,
    recalls: items.filter(({ awaitsMyAnswer }) => awaitsMyAnswer).length,
  }
}

/** New is what came, or was taken back, since the person looked, or, where they never did, since they came. */
function isUnseen(
  { releasedAt, recalledAt }: ReleaseSummary,
  seenAt: string | undefined,
  since: string,
): boolean {
  const changedAt = recalledAt ?? releasedAt
  return seenAt === undefined ? changedAt >= since : changedAt > seenAt
}

/** Keeps that the person looked at these, or forgets it. Throws `forbidden` for a machine, `not-found` for what is not theirs to see. */
export async function keepSeen(
  ctx: Context,
  viewer: Viewer,
  { releases, seen }: BodyOf<typeof markSeen>,
): Promise<void> {
  const { personId } = viewer
  if (personId === undefined)
    throw new ExchangeError('forbidden', 'only a person looks at things; this key is of none')
  const { db } = ctx.database
  const own = await db
    .selectFrom('release_recipients')
    .select('release_id')
    .where('member_id', '=', viewer.memberId)
    .where('release_id', 'in', releases)
    .execute()
  const known = new Set(own.map((row) => row.release_id))
  if (releases.some((id) => !known.has(id)))
    throw new ExchangeError('not-found', 'no such release was received')
  const at = ctx.clock.now()
  // What is called new again was last looked at before anything.
  const seenAt = seen ? at : new Date(0)
  await db
    .insertInto('release_seen')
    .values([...known].map((id) => ({ person_id: personId, release_id: id, seen_at: seenAt })))
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'release_id']).doUpdateSet({ seen_at: seenAt }),
    )
    .execute()
}

async function selectSeen(ctx: Context, personId: string): Promise<Map<string, string>> {
  const rows = await ctx.database.db
    .selectFrom('release_seen as s')
    .innerJoin('releases as r', 'r.id', 's.release_id')
    .select(['s.release_id', 's.seen_at'])
    .where('s.person_id', '=', personId)
    .orderBy('r.position', 'desc')
    .limit(2 * LOOKED)
    .execute()
  return new Map(rows.map((row) => [row.release_id, row.seen_at.toISOString()]))
}

/** From when on what comes is new to a person: since they were admitted, or since there is an inbox. */
async function selectStart(ctx: Context, personId: string): Promise<string> {
  const row = await ctx.database.db
    .selectFrom('people as p')
    .leftJoin('inbox_starts as s', 's.person_id', 'p.id')
    .select(sql<Date>`greatest(p.created_at, s.at)`.as('at'))
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.at.toISOString()
}
