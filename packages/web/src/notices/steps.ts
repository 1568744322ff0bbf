import type { OfficeNotice } from '@tocsin/api'

export type Step = 'told' | 'understood' | 'acted'
export const STEPS: readonly Step[] = ['told', 'understood', 'acted']

/** Kinds that ask nothing of an office but to say that it has them. */
export const TOLD_ENDS: readonly OfficeNotice['kind'][] = ['reachability', 'all-clear', 'not-hit']

/** How many of the three steps the office has taken. */
export function stepsTaken(state: OfficeNotice['state']): number {
  return STEPS.findIndex((step) => step === state) + 1
}

/** What is asked of the office next; nothing once it has acted, or answered a test, or the notice is closed. */
export function nextStep(
  notice: Pick<OfficeNotice, 'kind' | 'state' | 'closed'>,
): Step | undefined {
  const taken = stepsTaken(notice.state)
  if (notice.closed || (TOLD_ENDS.includes(notice.kind) && taken > 0)) return undefined
  return STEPS[taken]
}
