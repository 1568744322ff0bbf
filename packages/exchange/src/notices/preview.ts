import type { NoticeDraft, NoticeText, previewNotice, ReplyOf } from '@tocsin/api'
import type { Context } from '../context.ts'
import { whyBlocked } from '../delivery/health.ts'
import type { Viewer } from '../http/viewer.ts'
import { loadChains, type Chain } from './chain.ts'
import { gradeLevel } from './readability.ts'
import { findMainText, toLanguageGaps } from './languages.ts'
import { partyWordsIn } from './party-words.ts'
import { isPublic } from './public.ts'
import { digestOfChains } from './schedule-store.ts'
import { planTurns, type Turns } from './turns.ts'
import { judgeNotice } from './verdict.ts'

type Preview = ReplyOf<typeof previewNotice>

/** Who would be mailed first, who else is owed the same word, and whether the rules admit the notice. */
export async function preview(ctx: Context, viewer: Viewer, draft: NoticeDraft): Promise<Preview> {
  const { db } = ctx.database
  const chains = await loadChains(db, draft.targets)
  const { verdict, owed } = await judgeNotice(ctx, viewer, draft)
  const places = new Map(
    (await loadChains(db, owed)).map((chain) => [chain.jurisdiction, chain.place]),
  )
  const blocked = await whyBlocked(ctx)
  await findMainText(db, draft.texts)
  const english = draft.texts.en
  const turns = await planTurns(db, draft, ctx.clock.now())
  return {
    lines: chains.map((chain) => ({
      jurisdiction: chain.jurisdiction,
      place: chain.place,
      role: chain.role,
      ...(chain.links[0] ? { contact: chain.links[0].title } : {}),
      alternates: Math.max(0, chain.links.length - 1),
      ...(chain.sameMailbox > 0 ? { sameMailbox: chain.sameMailbox } : {}),
      ...waysOf(chain, turns),
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
    clocks: turns.clocks.shown,
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

/** When the first contact would be reached by what beside mail, where it gave an order. */
function waysOf(
  chain: Chain,
  { plan }: Turns,
): Pick<Preview['lines'][number], 'ways' | 'timeZone'> {
  const [first] = chain.links
  if (!first || first.reached.ways === null) return {}
  const ways = plan(chain, first).map(({ way, at, because }) => ({
    way,
    at: at.toISOString(),
    because,
  }))
  return { ways, timeZone: first.reached.time_zone ?? 'UTC' }
}

/** The grade of a text, its actions read as sentences. */
export function gradeOf({ what, howSure, context = '', actions }: NoticeText): number {
  return gradeLevel([what, howSure, context, ...actions.map((action) => `${action}.`)].join('\n'))
}
