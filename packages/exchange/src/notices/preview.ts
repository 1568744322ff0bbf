import type { NoticeDraft, NoticeText, previewNotice, ReplyOf } from '@tocsin/api'
import type { Context } from '../context.ts'
import { whyBlocked } from '../delivery/health.ts'
import type { Viewer } from '../http/viewer.ts'
import { loadChains } from './chain.ts'
import { findClocks } from './clocks.ts'
import { gradeLevel } from './readability.ts'
import { findMainText, toLanguageGaps } from './languages.ts'
import { partyWordsIn } from './party-words.ts'
import { isPublic } from './public.ts'
import { digestOfChains } from './schedule-store.ts'
import { judgeNotice } from './verdict.ts'

/** Who would be mailed first, who else is owed the same word, and whether the rules admit the notice. */
export async function preview(
  ctx: Context,
  viewer: Viewer,
  draft: NoticeDraft,
): Promise<ReplyOf<typeof previewNotice>> {
  const { db } = ctx.database
  const chains = await loadChains(db, draft.targets)
  const { verdict, owed } = await judgeNotice(ctx, viewer, draft)
  const places = new Map(
    (await loadChains(db, owed)).map((chain) => [chain.jurisdiction, chain.place]),
  )
  const blocked = await whyBlocked(ctx)
  await findMainText(db, draft.texts)
  const english = draft.texts.en
  return {
    lines: chains.map((chain) => ({
      jurisdiction: chain.jurisdiction,
      place: chain.place,
      role: chain.role,
      ...(chain.links[0] ? { contact: chain.links[0].title } : {}),
      alternates: Math.max(0, chain.links.length - 1),
      ...(chain.sameMailbox > 0 ? { sameMailbox: chain.sameMailbox } : {}),
    })),
    digest: digestOfChains(chains),
    missing: chains.filter((chain) => chain.links.length === 0).length,
    languageGaps: toLanguageGaps(
      chains.flatMap((chain) => chain.links.map((link) => link.language)),
      draft.texts,
    ),
    ...(blocked ? { mailBlocked: blocked } : {}),
    ...(english ? { grade: gradeOf(english) } : {}),
    partyWords: partyWordsIn(draft.texts),
    clocks: (await findClocks(db, draft, ctx.clock.now())).shown,
    public: await isPublic(ctx, db, viewer, draft),
    verdict,
    alsoOwed: owed.map(({ jurisdiction, kind, role, rule }) => ({
      jurisdiction,
      kind,
      role,
      rule,
      place: places.get(jurisdiction) ?? jurisdiction,
    })),
  }
}

/** The grade of a text, its actions read as sentences. */
export function gradeOf({ what, howSure, context = '', actions }: NoticeText): number {
  return gradeLevel([what, howSure, context, ...actions.map((action) => `${action}.`)].join('\n'))
}
