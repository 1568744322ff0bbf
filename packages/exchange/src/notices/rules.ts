import type { Counts, OfficeRole, TargetState } from '@tocsin/api'

export type Place = { jurisdiction: string; role: OfficeRole }

/** What one target is after an event, as the history keeps it. */
export type Standing = { state: TargetState; rank: number; dueAt: Date | undefined }

/**
 * Offices that are owed the same word: whoever tells a county also tells the chief election official
 * of its state (the rule the FBI adopted in January 2020, after counties were told and states were not).
 */
export function alsoOwed(targets: Place[]): (Place & { rule: string })[] {
  const present = new Set(targets.map((t) => `${t.jurisdiction} ${t.role}`))
  const states = new Set(
    targets.filter((t) => t.jurisdiction.length === 5).map((t) => t.jurisdiction.slice(0, 2)),
  )
  return [...states]
    .filter((state) => !present.has(`${state} chief-official`))
    .sort()
    .map((jurisdiction) => ({
      jurisdiction,
      role: 'chief-official',
      rule: 'state-told-with-county',
    }))
}

/** Whether a target lies outside the state or county that an office serves; without one, everything does. */
export function isOutside(own: string | undefined, target: Place): boolean {
  return own === undefined || !target.jurisdiction.startsWith(own)
}

/** A clock that ran out: the next contact is asked, or nobody is left and the sender must act. */
export function decideEscalation(
  now: Standing,
  chain: number,
): { next: number | undefined; state: TargetState } {
  const next = now.rank + 1 < chain ? now.rank + 1 : undefined
  return { next, state: now.state === 'told' ? 'told' : 'overdue' }
}

/** No mail can reach this contact: go on at once; with nobody left the office is unreachable. */
export function decideUndeliverable(
  now: Standing,
  chain: number,
): { next: number | undefined; state: TargetState } {
  const next = now.rank + 1 < chain ? now.rank + 1 : undefined
  if (next === undefined && now.state !== 'told') return { next, state: 'unreachable' }
  return { next, state: now.state }
}

const STEP = { told: 1, understood: 2, acted: 3 } as const

/** The state after an acknowledgement; undefined when it says nothing new. */
export function decideAcknowledgement(
  now: TargetState,
  step: keyof typeof STEP,
): keyof typeof STEP | undefined {
  const reached = now in STEP ? STEP[now as keyof typeof STEP] : 0
  return STEP[step] > reached ? step : undefined
}

/** Whether an office still has to answer: only `understood` and `acted` end its clock. */
export function isUnserved(state: TargetState): boolean {
  return state !== 'understood' && state !== 'acted'
}

/** The state at `at`, counting a clock that ran out but was not yet worked through. */
export function stateAt(standing: Standing, at: Date): TargetState {
  const late = standing.state === 'waiting' && standing.dueAt !== undefined && standing.dueAt <= at
  return late ? 'overdue' : standing.state
}

export function countStates(states: Iterable<TargetState>): Counts {
  const counts: Counts = {
    waiting: 0,
    told: 0,
    understood: 0,
    acted: 0,
    overdue: 0,
    unreachable: 0,
  }
  for (const state of states) counts[state] += 1
  return counts
}
