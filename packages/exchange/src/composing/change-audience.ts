/** An audience that is there already is renamed or changed, over the version that the change was made from. */
import type { Audience, AudienceDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { asNamedBefore, readAudience, toColumns } from './audiences.ts'
import { audienceDifferences } from './differences.ts'
import { afterAct } from '../http/after-act.ts'

/**
 * Throws `not-found`, also for one of another member; `bad-request` for a group or members the own member does not share one
 * with; `conflict` for a name there is, and, with what differs, where somebody changed it since that version. Nothing is
 * written then.
 */
export async function changeAudience(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { version, draft }: { version: number; draft: AudienceDraft },
): Promise<Audience> {
  await refuseOverrun(ctx, viewer, id, version, draft)
  const values = await toColumns(ctx, viewer, draft)
  const { numUpdatedRows } = await ctx.database.db
    .updateTable('audiences')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('member_id', '=', viewer.memberId)
    // Of two that come at once, the later finds another version.
    .where('version', '=', version)
    .executeTakeFirst()
    .catch(asNamedBefore)
  if (numUpdatedRows === 0n) await refuseOverrun(ctx, viewer, id, version, draft)
  return afterAct(() => readAudience(ctx, viewer, id))
}

async function refuseOverrun(
  ctx: Context,
  viewer: Viewer,
  id: string,
  version: number,
  draft: AudienceDraft,
): Promise<void> {
  const theirs = await readAudience(ctx, viewer, id)
  if (theirs.version === version) return
  throw new ExchangeError(
    'conflict',
    `${theirs.savedBy} changed this audience meanwhile, at ${theirs.savedAt}; theirs differs from yours: ${audienceDifferences(draft, theirs)}. Yours was not saved; open theirs, or save yours as an audience of its own`,
  )
}
