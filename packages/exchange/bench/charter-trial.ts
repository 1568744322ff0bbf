/** Holds charters against what their words say, and the comparison of charters against mistakes that somebody planted. */
import { toCedar } from '../src/charters/text.ts'
import { questionOf } from '../src/policy/base-answers.ts'
import { compareLaws, type Comparison, type Side } from '../src/policy/compare-laws.ts'
import { decide } from '../src/policy/decide.ts'
import type { Domain } from '../src/policy/law-domain.ts'
import { findLawRefusal, lawOf, NO_END, type LawFacts } from '../src/policy/law.ts'
import { loadPolicies } from '../src/policy/policies.ts'
import { refuses, write, type Clause } from './charter-model.ts'
import {
  admits,
  clausesOf,
  factsOf,
  FROM,
  MISTAKES,
  seeded,
  spoil,
  termsOf,
  type Mistake,
  type Random,
} from './charter-seeds.ts'

const END = new Date('2029-01-01T00:00:00.000Z')
const CASES_OF_ONE = 500

/** Of so many random cases, those in which the engine and the words of the form disagree. */
export function holdAgainstWords(seed: number, cases: number): LawFacts[] {
  const random = seeded(seed)
  const wrong: LawFacts[] = []
  for (let done = 0; done < cases; done += CASES_OF_ONE) {
    const terms = termsOf(random)
    const law = lawOf(toCedar(terms))
    for (let i = 0; i < Math.min(CASES_OF_ONE, cases - done); i++) {
      const facts = factsOf(random, terms)
      if (admits(terms, facts) !== (findLawRefusal(facts, law) === undefined)) wrong.push(facts)
    }
  }
  return wrong
}

type Planted = {
  mistake: Mistake
  /** Cases in which the clauses, worked out with no Cedar, admit otherwise and the rules of the exchange admit. */
  differing: number
  /** Of these, those that no line of the comparison tells with the right effect; and told ones that do not differ. */
  untold: number
  wronglyTold: number
  lines: number
}

/**
 * Plants so many mistakes that change what somebody may do. Whether one does is told by the model of the clauses alone, over
 * every case up to the dates and terms that either version names and a second or a day beside them: one that makes no difference there is
 * no mistake, and another is planted.
 */
export async function* plantMistakes(seed: number, count: number): AsyncGenerator<Planted> {
  const random = seeded(seed)
  for (let planted = 0; planted < count;) {
    const clauses = clausesOf(random, termsOf(random))
    const mistake = MISTAKES[planted % MISTAKES.length]!
    const spoilt = spoilSomewhere(random, clauses, mistake)
    if (!spoilt) continue
    const grid = gridOf([...clauses, ...spoilt])
    if (!differs(grid, clauses, spoilt)) continue
    planted++
    const comparison = await compareLaws(sideOf(clauses), sideOf(spoilt), FROM, loadPolicies())
    yield { mistake, lines: comparison.changes.length, ...hold(grid, clauses, spoilt, comparison) }
  }
}

function spoilSomewhere(
  random: Random,
  clauses: readonly Clause[],
  mistake: Mistake,
): Clause[] | undefined {
  for (let tries = 0; tries < 20; tries++) {
    const spoilt = spoil(random, clauses, mistake)
    if (spoilt) return spoilt
  }
  return undefined
}

function sideOf(clauses: readonly Clause[]): Side {
  return {
    purposes: ['election-security', 'platform-integrity', 'research', 'public-warning'],
    maxTlp: 'red',
    expiresAt: END,
    law: lawOf(write(clauses)),
  }
}

const WAYS = [
  ['release', 'api'],
  ['release', 'taxii'],
  ['receive', 'api'],
  ['receive', 'taxii'],
  ['feed', 'taxii'],
] as const
const KINDS = ['agency', 'platform', 'office', 'campaign', 'researcher', 'hub'] as const
const TLPS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
const PURPOSES = ['election-security', 'platform-integrity', 'research', 'public-warning'] as const

/** What the rules of the exchange admit of a release that no charter stands against, asked once of the decision point. */
let admitted: Omit<LawFacts, 'keptDays' | 'now'>[] | undefined

function admittedByAll(): Omit<LawFacts, 'keptDays' | 'now'>[] {
  const open = { ...sideOf([]), law: undefined }
  const all = WAYS.flatMap(([action, exit]) =>
    KINDS.flatMap((kind) =>
      (action === 'release' ? [kind] : KINDS).flatMap((sender) =>
        TLPS.flatMap((tlp) =>
          PURPOSES.map((purpose) => ({ action, exit, kind, sender, tlp, pap: 'clear', purpose })),
        ),
      ),
    ),
  ) as Omit<LawFacts, 'keptDays' | 'now'>[]
  const isAdmitted = (facts: Omit<LawFacts, 'keptDays' | 'now'>) =>
    decide(questionOf({ ...facts, keptDays: NO_END, now: FROM }, open), loadPolicies()).allow
  return (admitted ??= all.filter(isAdmitted))
}

type Grid = { days: number[]; times: number[] }

/** Every date and term that the clauses name, with what lies just beside it. */
function gridOf(clauses: readonly Clause[]): Grid {
  const bounds = (field: 'now' | 'keptDays', step: number) =>
    clauses
      .flatMap(({ conditions }) => conditions)
      .flatMap((one) => ('bound' in one && one.field === field ? [one.bound] : []))
      .flatMap((bound) => [bound - step, bound, bound + step])
  const days = [1, ...bounds('keptDays', 1), NO_END].filter((day) => day > 0)
  const times = [FROM, ...bounds('now', 1000)].filter((at) => at >= FROM && at < END.getTime())
  return { days: [...new Set(days)], times: [...new Set(times)] }
}

function* casesOf({ days, times }: Grid): Generator<LawFacts> {
  for (const now of times)
    for (const keptDays of days)
      for (const facts of admittedByAll()) yield { ...facts, keptDays, now }
}

function differs(grid: Grid, a: readonly Clause[], b: readonly Clause[]): boolean {
  for (const facts of casesOf(grid)) if (refuses(a, facts) !== refuses(b, facts)) return true
  return false
}

function hold(
  grid: Grid,
  before: readonly Clause[],
  after: readonly Clause[],
  comparison: Comparison,
): Pick<Planted, 'differing' | 'untold' | 'wronglyTold'> {
  const told = toldBy(comparison)
  const counts = { differing: 0, untold: 0, wronglyTold: 0 }
  for (const facts of casesOf(grid)) {
    const [was, is] = [refuses(before, facts), refuses(after, facts)]
    const effect = was === is ? undefined : is ? 'loss' : 'gain'
    if (effect) counts.differing++
    const said = told(facts)
    if (effect && said !== effect) counts.untold++
    if (!effect && said) counts.wronglyTold++
  }
  return counts
}

/** What a comparison tells of a case. */
function toldBy({ domain, changes }: Comparison): (facts: LawFacts) => string | undefined {
  const lines = changes.map(({ effect, box }) => ({
    effect,
    values: box.map((values) => new Set(values)),
  }))
  return (facts) => {
    const place = placeOf(domain, facts)
    return lines.find(({ values }) => values.every((one, axis) => one.has(place[axis]!)))?.effect
  }
}

function placeOf(domain: Domain, facts: LawFacts): number[] {
  const { action, exit, kind, sender, tlp, pap, purpose, keptDays, now } = facts
  const step = (steps: readonly number[], at: number) => steps.findLastIndex((from) => from <= at)
  return [
    domain.ways.findIndex((way) => way.action === action && way.exit === exit),
    domain.kinds.indexOf(kind),
    action === 'release' ? -1 : domain.kinds.indexOf(sender),
    domain.tlps.indexOf(tlp),
    domain.purposes.indexOf(purpose),
    Math.max(0, domain.paps.indexOf(pap)),
    // Where no rule speaks of terms there is one step, which is for all.
    Math.max(0, step(domain.kept, keptDays)),
    step(domain.times, now),
  ]
}
