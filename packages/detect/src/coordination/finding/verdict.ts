/**
 * Verdict: how a network stands, in one of four words, so that nobody has to read it off a number.
 *
 * Nobody is sure of a network whose members do not each share `LEAST_THINGS` different things with others of it: many
 * posts with two hashtags are two coincidences, however many accounts made them.
 */
import type { Acts } from '../../activity/acts.ts'
import type { Trace } from '../../activity/trace.ts'
import type {
  NetworkCounterEvidence,
  NetworkExplanation,
  NetworkFinding,
  TraceShare,
  Verdict,
} from '../network-finding.ts'
import type { SteppedRows } from './evidence.ts'

/** The middle member of a network must share this many different things before anybody can be sure of it. */
export const LEAST_THINGS = 3
/** Members that must share a thing before it counts for each of them. */
const SEVERAL = 3
/** Accounts outside a network below which, where it holds most of a run, nobody can tell what chance would do. */
const FEW_STRANGERS = 50
/** The most confidence that words still call weak, and unsure. */
const WEAK = 0.29
const UNSURE = 0.5
/** What is left of the score of an account whose network is explained: it ranks after those that stand. */
const EXPLAINED_PART = 1 / 4
/** Words of one's own, which no tool's clock explains. */
const OWN_WORDS: ReadonlySet<Trace> = new Set<Trace>(['text', 'near-text', 'media'])

const ORDER: Readonly<Record<Verdict, number>> = { stands: 0, explained: 1, untested: 2, chance: 3 }

/** What is said of a network beside its evidence. */
export type Judgement = {
  readonly verdict: Verdict
  readonly explainedBy: NetworkExplanation | null
  readonly things: number
  readonly thingsEach: number
  readonly confidence: number | null
}

/** Whether a network of `members` holds most of the accounts of a run and leaves too few to learn from what strangers do. */
export function hasFewStrangers(members: number, accounts: number): boolean {
  const strangers = accounts - members
  return strangers < members && strangers < FEW_STRANGERS
}

/** `confidence` is what is left after all explanations that hold; `rate` the run's rate of false finds. */
export function judgeNetwork(
  finding: Pick<NetworkFinding, 'q' | 'confidence' | 'counterEvidence' | 'traces'>,
  counts: { readonly things: number; readonly thingsEach: number },
  { rate, fewStrangers }: { readonly rate: number; readonly fewStrangers: boolean },
): Judgement {
  const { q, confidence } = finding
  const explainedBy = explanationOf(finding.counterEvidence, finding.traces)
  const most = (limit: number): number | null =>
    confidence === null ? null : Math.min(limit, confidence)
  if (q === null) return { verdict: 'untested', explainedBy, ...counts, confidence }
  if (q > rate) {
    const verdict = fewStrangers ? 'untested' : 'chance'
    return { verdict, explainedBy: null, ...counts, confidence: most(WEAK) }
  }
  if (explainedBy !== null) return { verdict: 'explained', explainedBy, ...counts, confidence }
  if (counts.thingsEach < LEAST_THINGS)
    return { verdict: 'untested', explainedBy, ...counts, confidence: most(UNSURE) }
  return { verdict: 'stands', explainedBy, ...counts, confidence }
}

/** The explanation that suffices by itself; others that hold only lower the confidence. */
function explanationOf(
  tried: readonly NetworkCounterEvidence[],
  traces: readonly TraceShare[],
): NetworkExplanation | null {
  const holds = (wanted: NetworkExplanation): boolean =>
    tried.some(({ explanation, holds }) => explanation === wanted && holds)
  if (holds('declared')) return 'declared'
  if (holds('one author')) return 'one author'
  if (holds('newsletter') && holds('one source')) return 'newsletter'
  const own = traces.some(({ trace }) => OWN_WORDS.has(trace))
  return holds('scheduler') && !own ? 'scheduler' : null
}

/**
 * Different things among rows in step, in all and for the middle member: what the same posts carry, such as a link and
 * its headline, is one; for each member only what several share. Viewers of one programme share its tag and happen to
 * meet on much else by twos.
 */
export function countThings(
  { account, content }: Acts,
  { rows, objects }: SteppedRows,
  members: readonly number[],
): { things: number; thingsEach: number } {
  const counted = new Set<number>()
  const each = new Map(members.map((member) => [member, 0]))
  let things = 0
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const fresh: number[] = []
    const accounts = new Set<number>()
    for (; to < rows.length && objects[to] === objects[from]; to++) {
      const post = content === null ? rows[to]! : content[rows[to]!]!
      if (counted.has(post)) continue
      fresh.push(post)
      accounts.add(account[rows[to]!]!)
    }
    if (accounts.size < 2) continue
    things++
    for (const post of fresh) counted.add(post)
    // What two of many have in common may be anything.
    if (accounts.size < Math.min(SEVERAL, members.length)) continue
    for (const member of accounts) each.set(member, (each.get(member) ?? 0) + 1)
  }
  const counts = [...each.values()].sort((x, y) => x - y)
  return { things, thingsEach: counts[Math.floor(counts.length / 2)] ?? 0 }
}

/** Certainty first, then weight: how closely how many did how much together. */
export function compareFindings(x: Weighed, y: Weighed): number {
  return (
    ORDER[x.verdict] - ORDER[y.verdict] ||
    (y.confidence ?? 0) - (x.confidence ?? 0) ||
    weightOf(y) - weightOf(x) ||
    (x.id < y.id ? -1 : 1)
  )
}

type Weighed = Pick<
  NetworkFinding,
  'verdict' | 'confidence' | 'score' | 'membersTotal' | 'things' | 'id'
>

function weightOf({ score, membersTotal, things }: Weighed): number {
  return score * membersTotal * Math.log1p(things)
}

/** Where an account stands by itself. */
export type AccountScore = {
  /** Empty for an account that met nobody twice, of which nothing was tested. */
  readonly network: string
  /** Orders accounts, 0 to 1. */
  readonly score: number
  readonly q: number
}

/** An account with what its network makes of it. */
export type AccountStanding = {
  /** How sure to be, 0 to 1; an order and no measured rate. */
  readonly confidence: number
  /** `untested` is an account that stands without a network of three different things. */
  readonly verdict: Verdict
  /** What explains its network innocently; null for none. */
  readonly explainedBy: NetworkExplanation | null
} & AccountScore

/** Accounts by name, with the verdict on the network of all traces that each is in. */
export function toStandings(
  scores: ReadonlyMap<string, AccountScore>,
  findings: readonly Omit<NetworkFinding, 'network'>[],
  rate: number,
): Map<string, AccountStanding> {
  const homes = new Map<string, Omit<NetworkFinding, 'network'>>()
  for (const finding of findings)
    for (const { account } of finding.members) homes.set(account, finding)
  return new Map(
    [...scores].map(([account, own]) => [account, standOf(own, homes.get(account), rate)]),
  )
}

function standOf(
  own: AccountScore,
  home: Omit<NetworkFinding, 'network'> | undefined,
  rate: number,
): AccountStanding {
  const sure = Math.round(100 * Math.max(0, 1 - own.q)) / 100
  if (own.q > rate) {
    const isUnclear = own.network === '' || (home?.verdict === 'untested' && (home.q ?? 0) > rate)
    const verdict = isUnclear ? 'untested' : 'chance'
    return { ...own, confidence: Math.min(WEAK, sure), verdict, explainedBy: null }
  }
  if (home === undefined)
    return { ...own, confidence: Math.min(UNSURE, sure), verdict: 'untested', explainedBy: null }
  const { verdict, explainedBy } = home
  const part = verdict === 'explained' ? EXPLAINED_PART : 1
  const score = Number((own.score * part).toPrecision(6))
  return { ...own, score, confidence: Math.min(sure, home.confidence ?? 0), verdict, explainedBy }
}
