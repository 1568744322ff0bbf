/** What a person has looked at of what was said to their member, kept for them alone; and what they have not. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { maySeeReading } from '../sharing/rules.ts'
import { selectReleasesById } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'

/** Nobody is told of more at once. */
const MOST = 2000

/** Keeps that the person looked at these. Throws `not-found` where one of them is not there for them. */
export async function keepRepliesSeen(
  ctx: Context,
  viewer: PersonViewer,
  replies: readonly string[],
): Promise<void> {
  const { db } = ctx.database
  const ids = [...replies].toSorted()
  const { length } = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) =>
    tx.selectFrom('replies').select('id').where('id', 'in', ids).execute(),
  )
  if (length < ids.length) throw new ExchangeError('not-found', 'no such reply')
  await db
    .insertInto('replies_seen')
    .values(ids.map((id) => ({ person_id: viewer.personId, reply_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * The releases that replies were made to which the person has not looked at, a line a reply, the newest day first. A body of government is
 * not called by what a platform or campaign chose to say: that stands on the page of the release alone.
 */
export async function selectUnseenReplies(
  ctx: Context,
  viewer: PersonViewer,
): Promise<{ id: string; releaseId: string }[]> {
  const { personId, memberId, memberKind } = viewer
  const { db } = ctx.database
  const now = ctx.clock.now()
  const { rows } = await sql<{ id: string; releaseId: string; kind: MemberKind }>`
    select p.id, p.release_id as "releaseId", m.kind from replies p join members m on m.id = p.member_id
    where p.audience @> array[${memberId}::uuid] and p.member_id <> ${memberId}::uuid and p.retracted_at is null
      and p.made_at >= (select created_at from people where id = ${personId}::uuid)
      and not exists (select from replies_seen s where s.reply_id = p.id and s.person_id = ${personId}::uuid)
    order by p.day desc, p.id limit ${sql.lit(MOST)}`.execute(db)
  const told = rows.filter(({ kind }) => maySeeReading(memberKind, kind))
  if (told.length === 0) return []
  const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
  return asMember(db, toReader(viewer), now, async (tx) => {
    const ids = told.map(({ id }) => id)
    const visible = await tx.selectFrom('replies').select('id').where('id', 'in', ids).execute()
    const shown = new Set(visible.map(({ id }) => id))
    const of = [...new Set(told.map(({ releaseId }) => releaseId))]
    const releases = await selectReleasesById(tx, memberId, of)
    return told.filter(({ id, releaseId }) => {
      const release = releases.get(releaseId)
      return (
        shown.has(id) &&
        release !== undefined &&
        decideLook(release, viewer, moment, ctx.policies).allow
      )
    })
  })
}
