/** How a run's accounts and pairs stand, whichever way they were judged: within a window, or by co-use at every scale. */
import type { Acts } from '../../activity/acts.ts'
import type { Activity } from '../../activity/read/activity.ts'
import type { Trace } from '../../activity/trace.ts'
import { prepareCoUse } from '../couse/input.ts'
import { scoreCoUse, type CoUse } from '../couse/couse.ts'
import { measureStanding } from '../fusion/standing.ts'
import type { Settings } from '../options.ts'
import type { Chance, UnnamedFinding } from './build.ts'
import { coUseChance, coUseFindings, coUseStandings } from './couse.ts'
import { accountStandings, findFused, toChance, type AccountStanding } from './fused.ts'

export interface Judged {
  /** Null for a trace that was not tested. */
  chanceOf(trace: Trace): Chance | null
  readonly findings: readonly UnnamedFinding[]
  readonly standings: ReadonlyMap<string, AccountStanding>
  readonly warnings: readonly string[]
}

interface JudgeHooks {
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
  const { traces, input } = prepareCoUse(activity.traces, activity.posts, settings.seed)
  const coUse = await scoreCoUse(input, { rate: settings.fdr, seed: settings.seed, breathe })
  const chance = coUseChance(coUse)
  return {
    chanceOf: () => chance,
    findings: await coUseFindings(traces, coUse, settings, signal),
    standings: coUseStandings(traces, coUse),
    warnings: warnOf(coUse),
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
  return {
    chanceOf: (trace) => {
      const tested = standing.ofTrace.get(trace)
      return tested === undefined ? null : toChance(tested, standing)
    },
    findings: await findFused(traces, standing, settings, signal),
    standings: accountStandings(traces, standing),
    warnings: [],
  }
}
