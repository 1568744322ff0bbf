import type { Counts, NoticeKind, OfficeRole, TargetState } from '@tocsin/api'
import { isWithin, type Node } from '../offices/tree.ts'

/** An office and role of a place. */
export type Place = { jurisdiction: string; role: OfficeRole }

/** What the rules know of a place: who answers for it, where it stands, and with whom it is told. */
export type PlaceFacts = Pick<Node, 'id' | 'kind' | 'lineage' | 'accountable' | 'toldWith'>

/** What one target is after an event, as the history keeps it. */
export type Standing = { state: TargetState; rank: number; dueAt: Date | undefined }

/** An office that must be told along, its kind of place, and the rule that says so. */
export type Owed = Place & { kind: string; rule: string }

/** Rule that refuses a notice which leaves out somebody who must be told along. */
const TOLD_WITH = 'told-with-place-above'

/**
 * Offices that are owed the same word: the accountable official of the place that each target is told with, and of the
 * one that place is told with, and so on up. `facts` holds the targets' places and all they are told with.
 */
export function alsoOwed(targets: Place[], facts: ReadonlyMap<string, PlaceFacts>): Owed[] {
  const present = new Set(targets.map((t) => `${t.jurisdiction} ${t.role}`))
  const owed = new Map<string, Owed>()
  for (const target of targets) {
    const seen = new Set([target.jurisdiction])
    for (
      let place = above(target.jurisdiction, facts);
      place && !seen.has(place.id);
      place = above(place.id, facts)
    ) {
      seen.add(place.id)
      if (!place.accountable || present.has(`${place.id} ${place.accountable}`)) continue
      owed.set(place.id, {
        jurisdiction: place.id,
        kind: place.kind,
        role: place.accountable,
        rule: TOLD_WITH,
      })
    }
  }
  return [...owed.values()].sort((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : 1))
}

function above(id: string, facts: ReadonlyMap<string, PlaceFacts>): PlaceFacts | undefined {
  const toldWith = facts.get(id)?.toldWith
  return toldWith ? facts.get(toldWith) : undefined
}

/** Whether a target lies outside the place that an office serves; without one, everything does. */
export function isOutside(
  own: string | undefined,
  target: Place,
  facts: ReadonlyMap<string, PlaceFacts>,
): boolean {
  const place = facts.get(target.jurisdiction)
  return own === undefined || !place || !isWithin(place, own)
}

/** The contact after this one, but for ranks whose holders said that they are not who is accountable. */
function afterRank(rank: number, chain: number, notMe: readonly number[]): number | undefined {
  for (let next = rank + 1; next < chain; next += 1) if (!notMe.includes(next)) return next
  return undefined
}

/** A clock that ran out: the next contact is asked, or nobody is left and the sender must act. */
export function decideEscalation(
  now: Standing,
  chain: number,
  notMe: readonly number[] = [],
): { next: number | undefined; state: TargetState } {
  const next = afterRank(now.rank, chain, notMe)
  return { next, state: now.state === 'told' ? 'told' : 'overdue' }
}

/**
 * No mail can reach this contact: go on at once. With nobody left the office is unreachable, or overdue where `asked`
 * contacts had a mail and did not answer.
 */
export function decideUndeliverable(
  now: Standing,
  chain: number,
  asked: number,
  notMe: readonly number[] = [],
): { next: number | undefined; state: TargetState } {
  const next = afterRank(now.rank, chain, notMe)
  if (next === undefined && now.state !== 'told')
    return { next, state: asked > 0 ? 'overdue' : 'unreachable' }
  return { next, state: now.state }
}

/** A mail was handed over: the clock of the contact whose turn it is starts, and nobody is unreachable any more. */
export function decideHandedOver(
  now: Standing,
  mail: { rank: number; closed: boolean; due: Date | undefined; kind: NoticeKind },
): Standing {
  if (mail.closed || !isUnserved(now.state, mail.kind) || now.dueAt !== undefined) return now
  // Whoever is reached after all is the one who is asked now.
  if (now.state === 'unreachable') return { state: 'waiting', rank: mail.rank, dueAt: mail.due }
  return mail.rank === now.rank ? { ...now, dueAt: mail.due } : now
}

const STEP = { told: 1, understood: 2, acted: 3 } as const

/** Kinds of notice that ask nothing of an office but to say that it has them. */
export const TOLD_ENDS: readonly NoticeKind[] = ['reachability', 'all-clear', 'not-hit']

/** Whether an office that was told has said all that is asked of it. */
export function endsWhenTold(kind: NoticeKind): boolean {
  return TOLD_ENDS.includes(kind)
}

/** The state after an acknowledgement; undefined when it says nothing new. To some kinds nobody can say more than `told`. */
export function decideAcknowledgement(
  now: TargetState,
  said: keyof typeof STEP,
  kind: NoticeKind,
): keyof typeof STEP | undefined {
  const step = endsWhenTold(kind) ? 'told' : said
  const reached = now in STEP ? STEP[now as keyof typeof STEP] : 0
  return STEP[step] > reached ? step : undefined
}

/** States that end an office's clock. */
export const SERVED: readonly TargetState[] = ['understood', 'acted']

/** Whether an office still has to answer. */
export function isUnserved(state: TargetState, kind: NoticeKind): boolean {
  return !SERVED.includes(state) && !(endsWhenTold(kind) && state === 'told')
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
