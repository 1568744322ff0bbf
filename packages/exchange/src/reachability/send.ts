import type { ReachabilityTest } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { daysUntil } from '../elections/rules.ts'
import { selectElections, type ElectionRow } from '../elections/store.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { closeNotice } from '../notices/close.ts'
import { sendNotice } from '../notices/send.ts'
import type { Outgoing } from '../notices/sendings.ts'
import { admitNotice } from '../notices/verdict.ts'
import { roundOf, selectChecks, selectToAsk, type CheckRow } from './store.ts'
import { testTexts } from './words.ts'

/** Offices that one test asks: as many as one notice may go to. */
const MOST = 12_000
const FOLLOWED = 'A reminder was made out to those that gave no answer.'

/** Who asks before which election, on what terms. `active`: whether its member still is. */
export type Asking = {
  viewer: Viewer
  election: string
  terms: ReachabilityTest
  active?: boolean
  /** What commits with the sending. */
  along?: (tx: Tx) => Promise<void>
}

/**
 * Sends a test of reachability: a notice of its own kind to every accountable office of the election, or to those that
 * gave no answer yet. A reminder closes what it follows, whose links can still be answered. Returns the notice's id;
 * undefined where a reminder finds that every office has answered. Throws `conflict` where there is nothing to ask for.
 */
export async function sendTest(ctx: Context, asking: Asking): Promise<string | undefined> {
  const { viewer, terms } = asking
  const { db } = ctx.database
  const [election] = await selectElections(db, asking.election)
  if (!election) throw new ExchangeError('not-found', 'no such election')
  const daysLeft = daysUntil(election.date, ctx.clock.now(), election.time_zone)
  if (daysLeft < 0) throw new ExchangeError('conflict', 'the day of this election is over')
  const checks = await selectChecks(db, election.id, viewer.memberId)
  const round = terms.unansweredOnly ? roundOf(checks) : undefined
  if (terms.unansweredOnly && !round)
    throw new ExchangeError('conflict', 'nobody was asked yet, so nobody can be reminded')
  const targets = await findTargets(ctx, election, round?.ids ?? [])
  if (targets.length === 0 && round) return undefined
  const facts = { election: election.name, date: election.date, daysLeft, reminder: !!round }
  const draft: Outgoing = {
    kind: 'reachability',
    tlp: 'clear',
    texts: testTexts(await ctx.languages(), facts, terms.whoToCall),
    targets,
    answerWithin: terms.answerWithin,
    before: { election: election.id, ...(round ? { follows: round.first } : {}) },
  }
  await admitNotice(ctx, viewer, draft, { active: asking.active ?? true })
  const id = await sendNotice(ctx, viewer, draft, asking.along ? { along: asking.along } : {})
  if (round) await closeFollowed(ctx, viewer, checks, round.ids)
  return id
}

async function findTargets(ctx: Context, { places }: ElectionRow, round: string[]) {
  const targets = await selectToAsk(ctx.database.db, { places, round }, MOST + 1)
  if (targets.length > MOST)
    throw new ExchangeError(
      'conflict',
      `more than ${MOST} offices answer for this election; one test asks no more`,
    )
  if (targets.length === 0 && round.length === 0)
    throw new ExchangeError('conflict', 'no office answers for elections in these places')
  return targets
}

async function closeFollowed(
  ctx: Context,
  viewer: Viewer,
  checks: readonly CheckRow[],
  round: readonly string[],
): Promise<void> {
  for (const check of checks)
    if (round.includes(check.id) && !check.closed_at)
      await closeNotice(ctx, viewer, check.id, FOLLOWED).catch(ignoreClosed)
}

/** Somebody closed it a moment ago, which is all that was wanted. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof ExchangeError && error.code === 'conflict')) throw error
}
