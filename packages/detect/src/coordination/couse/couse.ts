/**
 * Co-use: which accounts use the same things nearer to each other than strangers of like interests would,
 * at every scale of time at once.
 *
 * Two uses of one object count by their crowd (crowd.ts), pairs by their meetings in nested classes of it
 * (pair-counts.ts), against a null that knows activity, hours, days, language, topics and sources
 * (expectation.ts). A second pass leaves out of every crowd whom the first made suspects. Accounts are judged by
 * the company they keep (accounts.ts) among accounts of like activity, and ordered by weak traits as well (ranking.ts).
 *
 * Groups whose members are no close pairs but meet as a set at one thing after the other are tested as groups (recurring.ts),
 * and so are closed casts, who speak turn by turn with each other and hardly with anybody else (closed-cast.ts).
 *
 * Where more than a tenth of the accounts keep closer company than genuine ones ever do, no innocent majority is there to
 * learn from, and a reference learned from genuine traffic takes its place (reference.ts).
 *
 * Where a group makes most of what a small file had in common (`hasGroupOfMost`), the first pass learns from whether pairs met
 * at all, and the second without those suspected.
 *
 * Limits: a pair's surprise is no p-value. Cost: two passes of the
 * meetings, at most 80 for each use, and the regression over a sample of pairs; memory by pairs that met twice.
 */
import type { Acts } from '../../activity/acts.ts'
import type { Trace } from '../../activity/trace.ts'
import { clockStep } from '../significance/cells.ts'
import { toAffinity, type Affinity } from './affinity.ts'
import { companyParts, judgeAccounts, type AccountJudgement, type Talk } from './accounts.ts'
import type { ClosedCast } from './closed-cast.ts'
import { measureCrowds, type Crowds } from './crowd.ts'
import { expectMeetings, type Expectation } from './expectation.ts'
import type { Suspects } from './meetings.ts'
import { closePart, judgeByReference, type Reference } from './reference.ts'
import { GENUINE } from './genuine.ts'
import { countPairs, hasGroupOfMost } from './pair-counts.ts'
import { rankAccounts } from './ranking.ts'
import { MINUTE } from './rhythm.ts'
import { findRecurring, joinRecurring, type RecurringGroup } from './recurring.ts'
import { measureSharedPart } from './shared-part.ts'
import { toSurprise, toSuspects, type PairSurprise } from './surprise.ts'
import { toTraits, type Profiles } from './traits.ts'
import { AT_ONCE, type Turns } from './turns.ts'
import { poolUses, type Uses } from './uses.ts'

/** Strangers, as a sample, that the null learns from. */
const SAMPLE = 25_000
/** Part of accounts in close company above which they cannot be their own reference. */
const MOST_CLOSE = 0.1
/** Part of the rate for closed casts, of which a file has seldom one to test. */
const CAST_PART = 0.2
/** Nats above which a pair is suspected. */
const SUSPECTED = 6

export type CoUseInput = {
  readonly traces: ReadonlyMap<Trace, Acts>
  /** Posts of each account, whatever they hold. */
  readonly activity: Float64Array
  readonly isReshare?: Uint8Array
  /** How unevenly each account's posts fall on the minutes of the hour. */
  readonly rhythm?: Float64Array
  /** Who answered whom at once. */
  readonly turns?: Turns
  /** Standing of each account in a closed cast (cast.ts). */
  readonly casts?: Float64Array
  /** Who speaks only with each other, and how rarely chance would have it so (closed-cast.ts). */
  readonly closedCasts?: readonly ClosedCast[]
  readonly profiles: Omit<Profiles, 'uses' | 'topics'>
  /** What each account writes about, found beside the first count; null where there are no words. */
  readonly topics?: () => Promise<Float32Array | null>
}

export type CoUseOptions = {
  readonly rate: number
  readonly seed: number
  /** Called between steps; throws to cancel. */
  readonly breathe: () => Promise<void>
  /** What strangers do where too few of these accounts are strangers; null to do without. */
  readonly reference?: Reference | null
}

export type CoUse = {
  /** The part of the accounts that keep far closer company than genuine ones do. */
  readonly close: number
  /** The reference that was judged by, null where these accounts were their own. */
  readonly reference: Reference | null
  /** Orders accounts, by company and by weak traits. */
  readonly rank: Float64Array
  readonly pairs: PairSurprise
  readonly uses: Uses
  readonly crowds: Crowds
  readonly expectation: Expectation
} & AccountJudgement

/** Scores every account and every pair that met twice. */
export async function scoreCoUse(input: CoUseInput, options: CoUseOptions): Promise<CoUse> {
  const { reference = GENUINE, breathe } = options
  const step = Math.max(...[...input.traces.values()].map((acts) => clockStep(acts) * acts.tick))
  const uses = poolUses(input.traces, step, input.isReshare)
  const crowds = measureCrowds(uses)
  const perAccount = new Float64Array(uses.accounts)
  for (const account of uses.account) perAccount[account]!++
  const known = { ...input.profiles, uses: perAccount }
  let topics: Promise<Float32Array | null> | undefined
  const profiles = async (): Promise<Profiles> => ({
    ...known,
    topics: await (topics ??= input.topics?.() ?? Promise.resolve(null)),
  })
  await breathe()
  const first = await compare(uses, crowds, profiles, options)
  const suspects = toSuspects(first.pairs, uses.accounts, SUSPECTED)
  const { pairs, expectation, least, isPaired, affinity } = await compare(
    uses,
    crowds,
    profiles,
    options,
    {
      first,
      suspects,
    },
  )
  const parts = companyParts(pairs, uses.accounts)
  const close = reference === null ? 0 : closePart(parts, input.activity, reference)
  const isRefused = reference !== null && close > MOST_CLOSE
  await breathe()
  const judged = isRefused
    ? judgeByReference(pairs, parts, input.activity, reference, options.rate)
    : judgeAccounts(
        pairs,
        { parts, activity: input.activity, isPaired },
        toTalk(uses, input, step),
        options.rate,
      )
  if (!isRefused) {
    await breathe()
    joinRecurring(judged.q, pairs, findRecurring(uses, pairs, affinity, options.rate))
    if (step <= AT_ONCE) joinRecurring(judged.q, pairs, castsAt(options.rate, input.closedCasts))
  }
  const traits = [measureSharedPart(uses, least, input.activity)]
  if (input.rhythm !== undefined && step <= MINUTE) traits.push(input.rhythm)
  const casts = step <= AT_ONCE ? input.casts : undefined
  const rank = rankAccounts(judged.z, traits, input.activity, { casts, byReference: isRefused })
  const used = isRefused ? reference : null
  return { ...judged, rank, close, reference: used, pairs, uses, crowds, expectation }
}

/** Closed casts that stand at their part of the rate, as groups. */
function castsAt(rate: number, casts: readonly ClosedCast[] = []): RecurringGroup[] {
  return casts.map(({ members, p }) => ({ members, q: p / CAST_PART })).filter(({ q }) => q <= rate)
}

/** What is known of conversations. */
function toTalk(uses: Uses, { turns }: CoUseInput, step: number): Talk {
  const answers = new Float64Array(uses.accounts)
  const talk = uses.traces.indexOf('reply')
  for (let i = 0; i < uses.size; i++)
    if (uses.traceOf[uses.object[i]!] === talk) answers[uses.account[i]!]!++
  return step <= AT_ONCE ? { answers, turns } : { answers }
}

type Comparison = {
  readonly wary: boolean
  readonly expectation: Expectation
  readonly pairs: PairSurprise
  readonly least: Float32Array
  readonly affinity: Affinity
  readonly isPaired: Uint8Array
}

/** One pass: counts meetings, the second time without `suspects`, learns what strangers do and compares. */
async function compare(
  uses: Uses,
  crowds: Crowds,
  profiles: () => Promise<Profiles>,
  { seed, breathe }: CoUseOptions,
  before?: { first: Comparison; suspects: Suspects },
): Promise<Comparison> {
  const suspects = before?.suspects ?? null
  const counts = countPairs(uses, crowds, { seed: String(seed), sample: SAMPLE, suspects })
  await breathe()
  const wary = before?.first.wary ?? hasGroupOfMost(counts)
  const begin = before?.first.expectation.coefficients
  const learning = !wary ? { begin } : suspects === null ? { wary } : { suspects }
  const x = toTraits(counts, await profiles())
  const expectation = await expectMeetings(counts, x, uses.accounts, { ...learning, breathe })
  const affinity = toAffinity(counts, expectation, uses.accounts)
  const pairs = toSurprise(counts, expectation)
  const { least, isPaired } = counts
  return { wary, expectation, pairs, least, isPaired, affinity }
}
