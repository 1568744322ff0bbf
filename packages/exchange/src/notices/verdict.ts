import type { NoticeDraft, Tlp } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { decideApprise } from '../policy/apprise.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { hasBelow, selectTold } from '../offices/store.ts'
import { alsoOwed, isOutside, type Owed } from './rules.ts'

/** Whether the rules admit this notice from this sender, and who else is owed the same word. */
export async function judgeNotice(
  ctx: Context,
  viewer: Viewer,
  draft: NoticeDraft,
): Promise<{ verdict: Decision; owed: Owed[] }> {
  const { exercise } = ctx.config
  const { db } = ctx.database
  const own = viewer.jurisdiction
  const facts = await selectTold(
    db,
    draft.targets.map((target) => target.jurisdiction),
  )
  const owed = alsoOwed(draft.targets, facts)
  const verdict = decideApprise(
    {
      // Authentication admits active members only.
      sender: {
        kind: viewer.memberKind,
        active: true,
        oversees: own !== undefined && (await hasBelow(db, own)),
      },
      type: draft.kind,
      tlp: draft.tlp,
      releaseTlp:
        draft.releaseId === undefined ? null : await readReleaseTlp(ctx, viewer, draft.releaseId),
      outsideOwnPlace: draft.targets.some((target) => isOutside(own, target, facts)),
      placeAboveLeftOut: owed.length > 0,
      exercise,
      context: { now: ctx.clock.now(), exit: 'api', exercise },
    },
    ctx.policies,
  )
  return { verdict, owed }
}

/** Lets an admitted notice pass; a refused one is recorded and told to the sender with its rule. */
export async function admitNotice(ctx: Context, viewer: Viewer, draft: NoticeDraft): Promise<void> {
  const { verdict } = await judgeNotice(ctx, viewer, draft)
  if (verdict.allow) return
  await ctx.database.db.transaction().execute((tx) =>
    recordRefusals(tx, ctx.clock.now(), [
      {
        act: 'notice.send',
        subject: draft.en.subject,
        by: viewer,
        decision: verdict,
      },
    ]),
  )
  throw new ExchangeError('refused-by-policy', verdict.reason, { rule: verdict.rule })
}

/** The marking of a release that the sender of a notice can see; a notice may point at no other. */
async function readReleaseTlp(ctx: Context, viewer: Viewer, id: string): Promise<Tlp> {
  const found = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    tx.selectFrom('releases').select('tlp').where('id', '=', id).executeTakeFirst(),
  )
  if (!found) throw new ExchangeError('bad-request', 'no such release', { path: '/body/releaseId' })
  return found.tlp as Tlp
}
