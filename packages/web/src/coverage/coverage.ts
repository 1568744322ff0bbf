import type { Counts, Target, TargetState } from '@tocsin/api'
import { OFFICE_ROLE_NAMES, STATE_NAMES, STATES } from '../words/names.ts'
import { whoActs } from '../words/who-acts.ts'
import { toLocalTime } from '../words/time.ts'

/** How much a state needs a person's eye, the most first. */
const PRESSING: readonly TargetState[] = [
  'unreachable',
  'overdue',
  'waiting',
  'told',
  'understood',
  'acted',
]

/** A place chosen on the map or in the table: the places from the one below the country down to it. */
export type Choice = readonly [string, ...string[]]

/** The place itself that is chosen. */
export function placeOf(choice: Choice): string {
  return choice.at(-1) ?? choice[0]
}

/** The choice that an office stands for; the country itself is no choice. */
export function choiceOf(target: Pick<Target, 'lineage' | 'jurisdiction'>): Choice {
  const [, first = target.jurisdiction, ...rest] = target.lineage
  return [first, ...rest]
}

/** Choosing a place takes it; choosing it again steps back. */
export function choosePlace(now: Choice | undefined, pressed: Choice): Choice | undefined {
  return now && placeOf(now) === placeOf(pressed) ? stepBack(pressed) : pressed
}

/** From a place to the one above it, from the highest to the whole map. */
export function stepBack(choice: Choice | undefined): Choice | undefined {
  if (!choice || choice.length === 1) return undefined
  const [first, ...rest] = choice
  return [first, ...rest.slice(0, -1)]
}

/** Whether an office stands in this place or below it. */
export function isIn(target: Pick<Target, 'lineage'>, place: string): boolean {
  return target.lineage.includes(place)
}

/** How a place is painted: by its own office, with a mark where offices inside it need somebody. */
export type Paint = { state: TargetState | undefined; pressingInside: number }

/**
 * A place by the office accountable for it; where that was not asked, by any other of its own; where none
 * was, by what most offices inside are. One silent office inside never paints the whole place.
 */
export function paintOf(targets: readonly Target[], place: string): Paint {
  const own = targets.filter((target) => target.jurisdiction === place)
  const accountable = own.filter((target) => target.role !== 'it')
  const inside = targets.filter((target) => target.jurisdiction !== place)
  const ownState = mostPressing(accountable) ?? mostPressing(own)
  return {
    state: ownState ?? mostCommon(inside),
    pressingInside: needsAction(inside).length,
  }
}

/** The state that most are in; of equals, the one that needs more of a person's eye. */
function mostCommon(targets: readonly Target[]): TargetState | undefined {
  const counts = countStates(targets)
  const most = Math.max(...PRESSING.map((state) => counts[state]))
  return most === 0 ? undefined : PRESSING.find((state) => counts[state] === most)
}

/** Such as `Ohio: acted. Inside: 1 unreachable, 87 told`. */
export function describePaint(name: string, targets: readonly Target[], place: string): string {
  const own = targets.filter((target) => target.jurisdiction === place)
  const inside = targets.filter((target) => target.jurisdiction !== place)
  const said = `${name}: ${describeCounts(countStates(own))}`
  return inside.length > 0 ? `${said}. Inside: ${describeCounts(countStates(inside))}` : said
}

export function mostPressing(targets: readonly Target[]): TargetState | undefined {
  return PRESSING.find((state) => targets.some((target) => target.state === state))
}

/** The targets of each place of one level and below it: level 1 is what stands directly below the country. */
export function groupTargets(targets: readonly Target[], level: number): Map<string, Target[]> {
  const groups = new Map<string, Target[]>()
  for (const target of targets) {
    const place = target.lineage[level]
    if (place === undefined) continue
    const group = groups.get(place)
    if (group) group.push(target)
    else groups.set(place, [target])
  }
  return groups
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

/** Whether the office has answered, so that it is nobody's turn. */
export function isServed({ state }: Target): boolean {
  return state === 'told' || state === 'understood' || state === 'acted'
}

/** Whether the time to answer that is shown is not the one that ran out but the next contact's. */
export function isNextTurn({ state, dueAt, overdueSince }: Target): boolean {
  return state === 'overdue' && !!dueAt && !!overdueSince && dueAt > overdueSince
}

/** The one person to name at an office, and as what: no more is known of them. */
export function personOf(target: Target): [string, string] {
  const acting = whoActs(target)
  if (acting) return ['Who acts', acting]
  if (isServed(target) && target.acknowledgedBy) return ['Answered by', target.acknowledgedBy]
  return ['Whose turn', target.contact ?? 'nobody on file']
}

/** What whoever watches a notice can do next about one office. */
export function nextAct(target: Target, closed: boolean): string {
  if (closed) return 'Nothing: the notice is closed.'
  const at = target.dueAt && toLocalTime(target.dueAt)
  const due = at ? `by ${at}` : 'in time'
  switch (target.state) {
    case 'waiting':
      if (target.mail === 'blocked')
        return 'Call the office: nobody there was mailed, since no mail leaves the exchange.'
      if (target.mail === 'queued') return 'Nothing yet: the mail waits to be sent.'
      return `Wait, or call the office. Without an answer ${due} it is the turn of the next contact on file, if there is one.`
    case 'told':
      return `Call and ask who acts: somebody has read it, but nobody has taken it on.`
    case 'understood':
      return 'Wait until the office says that it is done.'
    case 'acted':
      return 'Nothing: the office is done.'
    case 'overdue':
      return isNextTurn(target) && at
        ? `Call the office yourself: nobody there answered in time. The next contact has until ${at}.`
        : 'Call the office yourself: nobody there answered in time.'
    case 'unreachable':
      return 'Call the office by a number of your own, and have the hub operator put a working contact on file.'
  }
}

/** A chosen place in a few sentences, for those who hear the page. */
export function describePlace(
  name: string,
  targets: readonly Target[],
  place: string,
  closed: boolean,
): string {
  const own = targets.filter((target) => target.jurisdiction === place)
  if (own.length === 0) return `${name}: no office of its own was addressed.`
  const offices = own.map((target) => {
    const [as, who] = personOf(target)
    const office = `${OFFICE_ROLE_NAMES[target.role]}, ${as.toLowerCase()}: ${who}: ${STATE_NAMES[target.state]}`
    return `${office}. ${nextAct(target, closed)}`
  })
  return `${name}. ${offices.join(' ')}`
}
