/** Templates of a member: words and settings of a release that is made often. */
import type { Template, TemplateDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { asNamedBefore, refuseMore } from './audiences.ts'

/** The member's templates by name. */
export async function listTemplates(ctx: Context, viewer: Viewer): Promise<Template[]> {
  const rows = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    templatesFor(tx).orderBy('t.name').execute(),
  )
  return rows.map(toTemplate)
}

/** Throws `bad-request` for an audience that is not the member's, `conflict` for a name there is. */
export async function saveTemplate(
  ctx: Context,
  viewer: Viewer,
  draft: TemplateDraft,
): Promise<Template> {
  const id = randomUUID()
  const { audienceId } = draft
  refuseTurned(draft)
  const row = await ctx.database.db.transaction().execute(async (tx) => {
    await refuseMore(tx, 'release_templates', viewer.memberId)
    if (audienceId !== undefined) await refuseStrange(tx, viewer.memberId, audienceId)
    await tx
      .insertInto('release_templates')
      .values({
        id,
        member_id: viewer.memberId,
        ...toColumns(draft),
        saved_at: ctx.clock.now(),
        saved_by: viewer.personId ?? null,
      })
      .execute()
      .catch(asNamedBefore)
    return templatesFor(tx).where('t.id', '=', id).executeTakeFirstOrThrow()
  })
  return toTemplate(row)
}

/** Throws `not-found`, also for one of another member. */
export async function dropTemplate(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.database.db
    .deleteFrom('release_templates')
    .where('id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new ExchangeError('not-found', 'no such template')
}

export function toColumns({ audienceId, ...body }: TemplateDraft) {
  return { name: body.name.trim(), audience_id: audienceId ?? null, body: JSON.stringify(body) }
}

/** Throws `bad-request` for an authority that ends before it begins. */
export function refuseTurned({ authority }: TemplateDraft): void {
  if (authority && Date.parse(authority.from) >= Date.parse(authority.until))
    throw new ExchangeError('bad-request', 'the authority ends before it begins', {
      path: '/body/authority/until',
    })
}

/** Throws `bad-request` for an audience that is not the member's. */
export async function refuseStrange(tx: Tx, memberId: string, audienceId: string): Promise<void> {
  const own = await tx
    .selectFrom('audiences')
    .select('id')
    .where('id', '=', audienceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!own) throw new ExchangeError('bad-request', 'no such audience', { path: '/body/audienceId' })
}

/** Templates, with who saved each last. */
export function templatesFor(tx: Tx) {
  return tx
    .selectFrom('release_templates as t')
    .leftJoin('people as p', 'p.id', 't.saved_by')
    .select(['t.id', 't.audience_id', 't.body', 't.version', 't.saved_at', 'p.name as saved_by'])
}

type Row = Awaited<ReturnType<ReturnType<typeof templatesFor>['execute']>>[number]

export function toTemplate(row: Row): Template {
  const body = JSON.parse(row.body) as Omit<TemplateDraft, 'audienceId'>
  return {
    id: row.id,
    draft: { ...body, ...(row.audience_id ? { audienceId: row.audience_id } : {}) },
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by ?? 'an API key',
  }
}
