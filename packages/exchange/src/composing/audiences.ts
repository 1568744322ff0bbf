/** Audiences that a member saved. Who of them may receive something is asked of the rules at each release, never read from here. */
import type { Audience, AudienceDraft, MemberRef } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { afterAct } from '../http/after-act.ts'
import { lockMember } from '../members/store.ts'

/** Of one member; more than this nobody finds anything in. */
const MOST = 200

/** The member's audiences by name, each with those who belong to its group now. */
export async function listAudiences(ctx: Context, viewer: Viewer): Promise<Audience[]> {
  return read(ctx, viewer, async (tx) => {
    const rows = await audiencesFor(tx).orderBy('a.name').limit(MOST).execute()
    const shown: Audience[] = []
    for (const row of rows) shown.push(await toAudience(tx, row, ctx.clock.now()))
    return shown
  })
}

/** Throws `bad-request` for a group or members the own member does not share one with, `conflict` for a name there is. */
export async function saveAudience(
  ctx: Context,
  viewer: Viewer,
  draft: AudienceDraft,
): Promise<Audience> {
  const values = await toColumns(ctx, viewer, draft)
  const id = randomUUID()
  await ctx.database.db.transaction().execute(async (tx) => {
    await refuseMore(tx, 'audiences', viewer.memberId)
    await tx
      .insertInto('audiences')
      .values({ id, member_id: viewer.memberId, ...values })
      .execute()
      .catch(asNamedBefore)
  })
  return afterAct(() => readAudience(ctx, viewer, id))
}

/** Throws `not-found`, also for one of another member. */
export async function readAudience(ctx: Context, viewer: Viewer, id: string): Promise<Audience> {
  return read(ctx, viewer, async (tx) => {
    const row = await audiencesFor(tx).where('a.id', '=', id).executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such audience')
    return toAudience(tx, row, ctx.clock.now())
  })
}

/** What is kept of a draft. Throws `bad-request` for a group or members the own member does not share one with. */
export async function toColumns(
  ctx: Context,
  viewer: Viewer,
  { name, groupId, named }: AudienceDraft,
) {
  const wanted = [...new Set(named)]
  await read(ctx, viewer, async (tx) => {
    const present = await selectPresent(tx, groupId, wanted)
    const isOwn = (await selectPresent(tx, groupId, [viewer.memberId])).length > 0
    if (!isOwn) throw faulty('groupId', 'your organisation is in no such group')
    const { expires_at } = await tx
      .selectFrom('groups')
      .select('expires_at')
      .where('id', '=', groupId)
      .executeTakeFirstOrThrow()
    if (expires_at <= ctx.clock.now())
      throw faulty('groupId', 'the charter of this group has ended: nothing is shared in it')
    const missing = wanted.filter((id) => !present.some((one) => one.id === id))
    if (missing.length > 0 || wanted.includes(viewer.memberId))
      throw faulty('named', 'an audience names other members of its group')
  })
  return {
    name: name.trim(),
    group_id: groupId,
    named: wanted,
    saved_at: ctx.clock.now(),
    saved_by: viewer.personId ?? null,
  }
}

/** Throws `not-found`, also for one of another member. */
export async function dropAudience(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.database.db
    .deleteFrom('audiences')
    .where('id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new ExchangeError('not-found', 'no such audience')
}

/** Throws `conflict` where the member has as many as may be. */
export async function refuseMore(
  tx: Tx,
  table: 'audiences' | 'release_templates',
  memberId: string,
): Promise<void> {
  await lockMember(tx, memberId)
  const { count } = await tx
    .selectFrom(table)
    .select(sql<number>`count(*)::int`.as('count'))
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  if (count >= MOST)
    throw new ExchangeError('conflict', `your organisation keeps ${MOST} already: delete one first`)
}

/** Throws `conflict` for a name that the member has given before. */
export function asNamedBefore(cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause
  throw new ExchangeError('conflict', 'your organisation has one by this name: choose another', {
    cause,
  })
}

function audiencesFor(tx: Tx) {
  return tx
    .selectFrom('audiences as a')
    .leftJoin('groups as g', 'g.id', 'a.group_id')
    .leftJoin('people as p', 'p.id', 'a.saved_by')
    .select(['a.id', 'a.name', 'a.group_id', 'a.named', 'a.version', 'a.saved_at'])
    .select(['g.name as group_name', 'p.name as saved_by'])
    .select('g.expires_at')
    .select(sql<boolean>`a.group_id = any((select tocsin_own_groups())::uuid[])`.as('belongs'))
}

type Row = Awaited<ReturnType<ReturnType<typeof audiencesFor>['execute']>>[number]

async function toAudience(tx: Tx, row: Row, now: Date): Promise<Audience> {
  const closed = whyClosed(row, now)
  const named = row.belongs ? await selectPresent(tx, row.group_id, row.named) : []
  return {
    id: row.id,
    name: row.name,
    group: { id: row.group_id, name: row.group_name ?? 'a group you have left' },
    usable: closed === undefined,
    ...(closed ? { closed } : {}),
    names: row.named.length > 0,
    named,
    gone: row.belongs ? row.named.length - named.length : 0,
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by ?? 'an API key',
  }
}

function whyClosed({ belongs, expires_at }: Row, now: Date): Audience['closed'] {
  if (!belongs) return 'left'
  return expires_at !== null && expires_at <= now ? 'ended' : undefined
}

/** Those of these members who belong to the group now, as far as the reader may see. */
async function selectPresent(
  tx: Tx,
  groupId: string,
  ids: readonly string[],
): Promise<MemberRef[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('group_members as gm')
    .innerJoin('members as m', 'm.id', 'gm.member_id')
    .select(['m.id', 'm.name', 'm.kind'])
    .where('gm.group_id', '=', groupId)
    .where('m.id', 'in', ids)
    .orderBy('m.name')
    .execute()
  return rows as MemberRef[]
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}

function faulty(name: keyof AudienceDraft, message: string): ExchangeError {
  return new ExchangeError('bad-request', message, { path: `/body/${name}` })
}
