/** How a run's accounts and pairs stand, whichever way they were judged: within a window, or by co-use at every scale. */
import type { Acts } from '../../activity/acts.ts'
import type { Activity } from '../../activity/read/activity.ts'
import type { Trace } from '../../activity/trace.ts'
import { prepareCoUse } from '../couse/input.ts'
import { scoreCoUse, type CoUse } from '../couse/couse.ts'
import { measureStanding } from '../fusion/standing.ts'
import type { Settings } from '../options.ts'
import type { Chance, UnnamedFinding } from './build.ts'
import { narrowedWords, untestedWords } from './crowded-words.ts'
import { coUseChance, coUseFindings, coUseScores } from './couse.ts'
import { findFused, fusedScores, toChance } from './fused.ts'
import { toStandings, type AccountStanding } from './verdict.ts'

export type Judged = {
  /** Null for a trace that was not tested. */
  chanceOf(trace: Trace): Chance | null
  readonly findings: readonly UnnamedFinding[]
  readonly standings: ReadonlyMap<string, AccountStanding>
  readonly warnings: readonly string[]
  /** What the tests left out, in words. */
  readonly leftOut: readonly string[]
  /** Whose post a post repeats; empty for none. */
  readonly authorOf?: (content: number) => string
}

type JudgeHooks = {
  readonly breathe: () => Promise<void>
  readonly signal?: AbortSignal
}

/** Null where there is nothing to judge. */
export async function judgeActivity(
  activity: Activity,
  settings: Settings,
  hooks: JudgeHooks,
): Promise<Judged | null> {
  if (activity.traces.size === 0) return null
  return settings.everyScale
    ? judgeCoUse(activity, settings, hooks)
    : judgeWithinWindow(activity, settings, hooks)
}

async function judgeCoUse(
  activity: Activity,
  settings: Settings,
  { breathe, signal }: JudgeHooks,
): Promise<Judged> {
  const prepared = prepareCoUse(activity.traces, activity.posts, settings.seed, signal)
  const { traces, input, authorOf } = prepared
  const coUse = await scoreCoUse(input, {
    rate: settings.fdr,
    seed: settings.seed,
    breathe,
  }).finally(prepared.close)
  const chance = coUseChance(coUse)
  const findings = await coUseFindings(traces, coUse, { settings, authorOf, signal })
  return {
    chanceOf: () => chance,
    findings,
    standings: toStandings(coUseScores(traces, coUse, settings.fdr), findings, settings.fdr),
    warnings: warnOf(coUse),
    leftOut: narrowedWords(traces, coUse.uses),
    authorOf,
  }
}

/** Says where these accounts could not be their own reference. */
function warnOf({ reference, close }: CoUse): string[] {
  if (reference === null) return []
  const part = Math.round(close * 100)
  return [
    `${part} % of the accounts keep closer company than genuine ones do, so no innocent majority is there to compare with; ` +
      `q was judged against a reference instead: ${reference.name}. Where this file is of another platform or language, take it with care.`,
  ]
}

async function judgeWithinWindow(
  { traces }: Activity,
  settings: Settings,
  { breathe, signal }: JudgeHooks,
): Promise<Judged | null> {
  const acts = new Map<Trace, Acts>([...traces].map(([trace, read]) => [trace, read.acts]))
  const { fdr: rate, seed, window } = settings
  const standing = await measureStanding(acts, window, { rate, seed, breathe })
  if (standing === null) return null
  const findings = await findFused(traces, standing, settings, signal)
  return {
    chanceOf: (trace) => {
      const tested = standing.ofTrace.get(trace)
      return tested === undefined ? null : toChance(tested, standing)
    },
    findings,
    standings: toStandings(fusedScores(traces, standing), findings, rate),
    warnings: [],
    leftOut: untestedWords(standing),
  }
}
