import type { NotHitDraft, previewNotHit as previewRoute, ReplyOf } from '@tocsin/api'
import type { Context } from '../context.ts'
import { whyBlocked } from '../delivery/health.ts'
import type { Viewer } from '../http/viewer.ts'
import { loadChains } from './chain.ts'
import { findClocks } from './clocks.ts'
import { findMainText, toLanguageGaps } from './languages.ts'
import { planNotHit, toStanding } from './not-hit.ts'
import { selectOtherNotices, selectToldNotHit } from './not-hit-store.ts'
import { gradeOf } from './preview.ts'
import { judgeNotice } from './verdict.ts'

/** Who would be told that their place is not known to be hit, who is left out and why, and whether the rules admit it. */
export async function previewNotHit(
  ctx: Context,
  viewer: Viewer,
  id: string,
  draft: NotHitDraft,
): Promise<ReplyOf<typeof previewRoute>> {
  const { db } = ctx.database
  await findMainText(db, draft.texts)
  const plan = await planNotHit(ctx, viewer, id, draft)
  const { chosen, outgoing, named } = plan
  const chains = await loadChains(db, outgoing.targets)
  const before = await selectToldNotHit(db, id)
  const others = await selectOtherNotices(
    db,
    viewer.memberId,
    chains.map(({ jurisdiction }) => jurisdiction),
  )
  const { verdict } = await judgeNotice(ctx, viewer, outgoing, toStanding(plan))
  const blocked = await whyBlocked(ctx)
  return {
    digest: plan.digest,
    lines: chains.map((chain, at) => ({
      jurisdiction: chain.jurisdiction,
      place: chain.place,
      kind: chosen.spared[at]!.node.kind,
      role: chain.role,
      ...(chain.links[0] ? { contact: chain.links[0].title } : {}),
      alternates: Math.max(0, chain.links.length - 1),
      along: chosen.spared[at]!.along,
      ...(others.has(chain.jurisdiction) ? { otherNotice: others.get(chain.jurisdiction)! } : {}),
    })),
    missing: chains.filter((chain) => chain.links.length === 0).length,
    again: chains.filter(({ jurisdiction }) => before.has(jurisdiction)).length,
    leftOut: chosen.leftOut,
    kinds: chosen.kinds,
    languageGaps: toLanguageGaps(
      chains.flatMap((chain) => chain.links.map((link) => link.language)),
      draft.texts,
    ),
    clocks: (await findClocks(db, outgoing, ctx.clock.now())).shown,
    ...(blocked ? { mailBlocked: blocked } : {}),
    ...(draft.texts.en ? { grade: gradeOf(draft.texts.en) } : {}),
    ...(named === undefined ? {} : { names: named }),
    verdict: { allow: verdict.allow, rule: verdict.rule, reason: verdict.reason },
  }
}
