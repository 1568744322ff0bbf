import type { CorrectionDraft, previewCorrection as previewRoute, ReplyOf } from '@tocsin/api'
import type { Context } from '../context.ts'
import { whyBlocked } from '../delivery/health.ts'
import type { Viewer } from '../http/viewer.ts'
import { findClocks } from './clocks.ts'
import { planCorrection } from './correct.ts'
import { loadCorrectionChains } from './correction-chains.ts'
import { findMainText, toLanguageGaps } from './languages.ts'
import { mailedFirst } from './send.ts'
import { judgeNotice } from './verdict.ts'

/** Who would be told a correction at once, by which way they had what it corrects, and whether the rules admit it. */
export async function previewCorrection(
  ctx: Context,
  viewer: Viewer,
  id: string,
  draft: CorrectionDraft,
): Promise<ReplyOf<typeof previewRoute>> {
  const { db } = ctx.database
  const plan = await planCorrection(ctx, viewer, id, draft)
  await findMainText(db, draft.texts)
  const chains = await loadCorrectionChains(db, plan.offices, ctx.clock.now())
  const judged = await judgeNotice(ctx, viewer, plan.outgoing)
  const blocked = await whyBlocked(ctx)
  const { allow, rule, reason } = plan.verdict.allow ? judged.verdict : plan.verdict
  return {
    lines: chains.map((chain) => {
      const atOnce = mailedFirst(chain).length
      return {
        jurisdiction: chain.jurisdiction,
        place: chain.place,
        role: chain.role,
        toldBefore: chain.corrects!.toldBefore,
        ...(chain.links[0] ? { contact: chain.links[0].title } : {}),
        atOnce,
        later: chain.links.length - atOnce,
      }
    }),
    corrected: plan.corrected,
    languageGaps: toLanguageGaps(
      chains.flatMap((chain) => chain.links.map((link) => link.language)),
      draft.texts,
    ),
    clocks: (await findClocks(db, plan.outgoing, ctx.clock.now())).shown,
    ...(blocked ? { mailBlocked: blocked } : {}),
    verdict: { allow, rule, reason },
  }
}
