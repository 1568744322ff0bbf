/** A template that is there already is renamed or changed, over the version that the change was made from. */
import type { Template, TemplateDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { asNamedBefore } from './audiences.ts'
import { templateDifferences } from './differences.ts'
import { refuseStrange, refuseTurned, templatesFor, toColumns, toTemplate } from './templates.ts'

/**
 * Throws `not-found`, also for one of another member; `bad-request` for an audience that is not the member's; `conflict` for a
 * name there is, and, with what differs, where somebody changed it since that version. Nothing is written then.
 */
export async function changeTemplate(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { version, draft }: { version: number; draft: TemplateDraft },
): Promise<Template> {
  refuseTurned(draft)
  const row = await ctx.database.db.transaction().execute(async (tx) => {
    // Locked by a statement of its own, so that who saved it is read as of after the wait.
    await tx
      .selectFrom('release_templates')
      .select('id')
      .where('id', '=', id)
      .where('member_id', '=', viewer.memberId)
      .forNoKeyUpdate()
      .execute()
    const before = await templatesFor(tx)
      .where('t.id', '=', id)
      .where('t.member_id', '=', viewer.memberId)
      .executeTakeFirst()
    if (!before) throw new ExchangeError('not-found', 'no such template')
    if (before.version !== version) {
      const theirs = toTemplate(before)
      throw new ExchangeError(
        'conflict',
        `${theirs.savedBy} changed this template meanwhile, at ${theirs.savedAt}; theirs differs from yours: ${templateDifferences(draft, theirs.draft)}. Yours was not saved; open theirs, or save yours as a template of its own`,
      )
    }
    const { audienceId } = draft
    if (audienceId !== undefined && audienceId !== before.audience_id)
      await refuseStrange(tx, viewer.memberId, audienceId)
    await tx
      .updateTable('release_templates')
      .set({
        ...toColumns(draft),
        version: version + 1,
        saved_at: ctx.clock.now(),
        saved_by: viewer.personId ?? null,
      })
      .where('id', '=', id)
      .execute()
      .catch(asNamedBefore)
    return templatesFor(tx).where('t.id', '=', id).executeTakeFirstOrThrow()
  })
  return toTemplate(row)
}
