import type { NoticeDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { decideApprise } from '../policy/apprise.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../sharing/refusals.ts'
import { alsoOwed, isOutside } from './rules.ts'

/** Whether the rules admit this notice from this sender. */
export function decideNotice(ctx: Context, viewer: Viewer, draft: NoticeDraft): Decision {
  const { exercise } = ctx.config
  return decideApprise({
    // Authentication admits active members only.
    sender: { kind: viewer.memberKind, active: true },
    type: draft.kind,
    tlp: draft.tlp,
    hasRelease: draft.releaseId !== undefined,
    outsideOwnPlace: draft.targets.some((target) => isOutside(viewer.jurisdiction, target)),
    stateLeftOut: alsoOwed(draft.targets).length > 0,
    exercise,
    context: { now: ctx.clock.now(), exit: 'api', exercise },
  })
}

/** Lets an admitted notice pass; a refused one is recorded and told to the sender with its rule. */
export async function admitNotice(ctx: Context, viewer: Viewer, draft: NoticeDraft): Promise<void> {
  await verifyRelease(ctx, viewer, draft.releaseId)
  const verdict = decideNotice(ctx, viewer, draft)
  if (verdict.allow) return
  await ctx.database.db.transaction().execute((tx) =>
    recordRefusals(tx, ctx.clock.now(), [
      {
        act: 'notice.send',
        subject: draft.en.subject,
        byMember: viewer.memberId,
        decision: verdict,
      },
    ]),
  )
  throw new ExchangeError('refused-by-policy', verdict.reason, { rule: verdict.rule })
}

/** A notice may point only at a release that its sender can see. */
async function verifyRelease(ctx: Context, viewer: Viewer, id: string | undefined): Promise<void> {
  if (id === undefined) return
  const found = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    tx.selectFrom('releases').select('id').where('id', '=', id).executeTakeFirst(),
  )
  if (!found) throw new ExchangeError('bad-request', 'no such release', { path: '/body/releaseId' })
}
