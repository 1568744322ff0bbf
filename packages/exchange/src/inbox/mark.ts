/**
 * What a person looked at, kept for them alone. Rows are written in the order of their releases' ids, so that two windows of one person
 * that mark many at once never wait for each other.
 */
import type { BodyOf, markAllSeen, markSeen } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { sealedList } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { isUnseen, selectStart } from './store.ts'

/** Keeps that the person looked at these, or forgets it. Throws `forbidden` for a machine, `not-found` for what is not theirs to see. */
export async function keepSeen(
  ctx: Context,
  viewer: Viewer,
  { releases, seen }: BodyOf<typeof markSeen>,
): Promise<void> {
  const personId = personOf(viewer)
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
  // What is called new again was last looked at before anything.
  const seenAt = seen ? ctx.clock.now() : new Date(0)
  await db
    .insertInto('release_seen')
    .values(
      [...known].toSorted().map((id) => ({ person_id: personId, release_id: id, seen_at: seenAt })),
    )
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'release_id']).doUpdateSet({ seen_at: seenAt }),
    )
    .execute()
}

/** Keeps that the person looked at all that is new to them, up to what stood on the list that they saw. Throws `forbidden` for a machine. */
export async function keepAllSeen(
  ctx: Context,
  viewer: Viewer,
  upTo: BodyOf<typeof markAllSeen>,
): Promise<void> {
  const personId = personOf(viewer)
  const { db } = ctx.database
  const since = await selectStart(db, personId)
  const now = ctx.clock.now()
  const asked = new Date(upTo.at)
  if (Number.isNaN(asked.getTime()))
    throw new ExchangeError('bad-request', 'no such instant', { path: '/body/at' })
  const at = asked < now ? asked : now
  const position = readPlace(ctx, upTo.place)
  await sql`insert into release_seen (person_id, release_id, seen_at)
    select ${personId}::uuid, r.id, ${at}
    from release_recipients my join releases r on r.id = my.release_id
    left join release_seen s on s.release_id = r.id and s.person_id = ${personId}::uuid
    where my.member_id = ${viewer.memberId}::uuid and r.position <= ${position}
      and coalesce(r.recalled_at, r.released_at) <= ${at} and ${isUnseen({ since })}
    order by r.id
    on conflict (person_id, release_id) do update set seen_at = greatest(release_seen.seen_at, excluded.seen_at)`.execute(
    db,
  )
}

function readPlace(ctx: Context, sealed: string): number {
  const place = sealedList(ctx.cursors, 'inbox').find(sealed)
  if (place === undefined)
    throw new ExchangeError('bad-request', 'place is none that an inbox gave', {
      path: '/body/place',
    })
  return Number(place)
}

function personOf({ personId }: Viewer): string {
  if (personId === undefined)
    throw new ExchangeError('forbidden', 'only a person looks at things; this key is of none')
  return personId
}
