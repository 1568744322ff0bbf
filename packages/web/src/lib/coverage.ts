import type { Counts, Target, TargetState } from '@tocsin/api'
import { STATES } from './names.ts'

/** How much a state needs a person's eye; a place shows the most pressing of its offices. */
const PRESSING: readonly TargetState[] = [
  'unreachable',
  'overdue',
  'waiting',
  'told',
  'understood',
  'acted',
]

/** Two-digit FIPS code of the state that a state or county belongs to. */
export function stateOf(jurisdiction: string): string {
  return jurisdiction.slice(0, 2)
}

export function mostPressing(targets: readonly Target[]): TargetState | undefined {
  return PRESSING.find((state) => targets.some((target) => target.state === state))
}

/** The targets of each place under a key made of its jurisdiction. */
export function groupTargets(
  targets: readonly Target[],
  keyOf: (jurisdiction: string) => string,
): Map<string, Target[]> {
  return Map.groupBy(targets, (target) => keyOf(target.jurisdiction))
}

export function countStates(targets: readonly Target[]): Counts {
  const counts: Counts = {
    waiting: 0,
    told: 0,
    understood: 0,
    acted: 0,
    overdue: 0,
    unreachable: 0,
  }
  for (const target of targets) counts[target.state]++
  return counts
}

/** Offices that nobody has answered for in time: the list somebody must work through. */
export function needsAction(targets: readonly Target[]): Target[] {
  return targets.filter((target) => target.state === 'overdue' || target.state === 'unreachable')
}

/** Such as `2 overdue, 5 understood`; places without a target say so. */
export function describeCounts(counts: Counts): string {
  const parts = STATES.toReversed()
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`)
  return parts.length > 0 ? parts.join(', ') : 'not addressed'
}
