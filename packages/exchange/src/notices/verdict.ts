import type { Tlp } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { decideApprise } from '../policy/apprise.ts'
import type { Decision, Exit } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import { selectRelease } from '../sharing/select.ts'
import { decideReading } from '../sharing/verdict.ts'
import { findWaitingName } from '../told-first/words.ts'
import { findAffected } from '../vendors/affected.ts'
import { hasBelow, selectTold } from '../offices/store.ts'
import { findMainText } from './languages.ts'
import { alsoOwed, isOutside, type Owed } from './rules.ts'
import type { Outgoing } from './sendings.ts'

/** What the rules are asked of a notice besides its words and targets. */
type Beside = {
  active?: boolean
  /** Places that need not be told along with those below them. */
  exempt?: ReadonlySet<string>
  /** Its words name a place that is hit, to others. */
  namesHit?: boolean
}

/**
 * Whether the rules admit this notice from this sender, and who else is owed the same word. Authentication admits active
 * members only; who sends by a plan may have been suspended since.
 */
export async function judgeNotice(
  ctx: Context,
  viewer: Viewer,
  draft: Outgoing,
  { active = true, exempt, namesHit = false }: Beside = {},
): Promise<{ verdict: Decision; owed: Owed[] }> {
  const { exercise } = ctx.config
  const { db } = ctx.database
  const own = viewer.jurisdiction
  const facts = await selectTold(
    db,
    draft.targets.map((target) => target.jurisdiction),
  )
  requireNoWrong(draft)
  // A test tells nobody anything that others would have to know; a whole correction goes to all who were told.
  const isOwed = draft.kind !== 'reachability' && draft.corrects?.isPart !== false
  const affected = await affectedLeftOut(ctx, viewer, draft)
  const along = isOwed ? alsoOwed(draft.targets, facts) : []
  const owed = [...along.filter((one) => !exempt?.has(one.jurisdiction)), ...affected]
  const quoted =
    draft.releaseId === undefined ? undefined : await judgeQuoted(ctx, viewer, draft.releaseId)
  const apprise = decideApprise(
    {
      sender: {
        kind: viewer.memberKind,
        active,
        oversees: own !== undefined && (await hasBelow(db, own)),
      },
      type: draft.kind,
      tlp: draft.tlp,
      releaseTlp: quoted?.tlp ?? null,
      outsideOwnPlace: draft.targets.some((target) => isOutside(own, target, facts)),
      placeAboveLeftOut: owed.length > affected.length,
      affectedLeftOut: affected.length > 0,
      namesHit,
      exercise,
      context: { now: ctx.clock.now(), exit: mailExit(exercise), exercise },
    },
    ctx.policies,
  )
  const words = Object.values(draft.texts).flatMap((text) => Object.values(text).flat())
  const waiting = await findWaitingName(db, ctx, viewer.memberId, words)
  const refusal = quoted?.refusal ?? (apprise.allow ? waiting : undefined)
  return { verdict: refusal ?? apprise, owed }
}

/** Lets an admitted notice pass; a refused one is recorded and told to the sender with its rule. */
export async function admitNotice(
  ctx: Context,
  viewer: Viewer,
  draft: Outgoing,
  beside?: Beside,
): Promise<void> {
  const main = await findMainText(ctx.database.db, draft.texts)
  const { verdict } = await judgeNotice(ctx, viewer, draft, beside)
  if (verdict.allow) return
  await ctx.database.db.transaction().execute((tx) =>
    recordRefusals(tx, ctx.clock.now(), [
      {
        act: 'notice.send',
        subject: main.text.subject,
        by: viewer,
        decision: verdict,
      },
    ]),
  )
  throw new ExchangeError('refused-by-policy', verdict.reason, { rule: verdict.rule })
}

/** Where a notice leaves the exchange. The mailbox of an exercise is a part of it. */
export function mailExit(exercise: boolean): Exit {
  return exercise ? 'api' : 'mail'
}

/** The marking of a release that a notice points at, and the rule that keeps its sender from quoting it, where one does. */
async function judgeQuoted(
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<{ tlp: Tlp; refusal: Decision | undefined }> {
  const now = ctx.clock.now()
  const { exercise } = ctx.config
  const row = await asMember(ctx.database.db, toReader(viewer), now, (tx) =>
    selectRelease(tx, viewer.memberId, id),
  )
  const moment = { now, exercise, exit: mailExit(exercise) }
  const decision = row && decideReading(row, viewer, moment, ctx.policies)
  // An operator sees that there is a release, and is no more its reader than anybody else.
  if (!row || !decision || decision.rule === 'no-rule-admits')
    throw new ExchangeError('bad-request', 'no such release', { path: '/body/releaseId' })
  return { tlp: row.tlp as Tlp, refusal: decision.allow ? undefined : decision }
}

/** Only a correction says what was wrong before. */
function requireNoWrong({ texts, corrects }: Outgoing): void {
  if (corrects) return
  const language = Object.keys(texts).find((one) => texts[one]!.wrong !== undefined)
  if (language !== undefined)
    throw new ExchangeError('bad-request', 'only a correction of a notice says what was wrong', {
      path: `/body/texts/${language}/wrong`,
    })
}

/** Offices that answer for places which run what the notice is about, and the vendor, where they are not among its targets. */
async function affectedLeftOut(ctx: Context, viewer: Viewer, draft: Outgoing): Promise<Owed[]> {
  if (!draft.affected) return []
  const { offices } = await findAffected(ctx, viewer, draft.affected)
  const present = new Set(draft.targets.map(({ jurisdiction, role }) => `${jurisdiction} ${role}`))
  return offices
    .filter(({ jurisdiction, role }) => !present.has(`${jurisdiction} ${role}`))
    .map(({ jurisdiction, role, kind }) => ({ jurisdiction, role, kind, rule: 'affected-told' }))
}
