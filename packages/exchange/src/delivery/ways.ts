/** Which way to one person is used when: their order and hours, the time that they have to answer, and whether it can wait. Pure. */
import { parseWays, TEXT_CHANNELS, type TextChannel, type Way, type WayStep } from '@tocsin/api'
import { openingOf, type Opening } from './hours.ts'

/** What is on file of one person beside the mail address. `timeZone` is that of their hours. */
export type Reached = Readonly<Record<TextChannel, string | null>> & {
  ways: string | null
  time_zone: string | null
}

/** Those of a row that has more. */
export function toReached({ sms, voice, fax, ways, time_zone }: Reached): Reached {
  return { sms, voice, fax, ways, time_zone }
}

/** How long there is to answer, in minutes (0: no clock runs), and what goes past hours. */
export type Terms = {
  answerWithin: number
  /** It cannot wait for hours that begin when the time to answer is over. */
  severe: boolean
  /** All ways at once, whatever the hour: who had words that are wrong has the right ones by the same ways. */
  atOnce: boolean
}

/**
 * `now`: at once. `order`: after the ways before it had their share of the time. `hours`: when their hours begin. `severe`: at once or in its
 * turn, outside their hours.
 */
export type Because = 'now' | 'order' | 'hours' | 'severe'
export type PlannedWay = { way: Way; at: Date; because: Because }

/** A way waits for those before it no longer than this. */
const MOST_SHARE = 60
const MINUTE = 60_000

/**
 * Plans the ways of people whose turn it is at `at`. Mail goes at once and is not among them. Who gave no order is written to by every number at once;
 * else the ways that are open go in their order, each after an equal share of the time to answer, and the others when their hours begin.
 */
export function wayPlanner(at: Date): (reached: Reached, terms: Terms) => PlannedWay[] {
  const known = new Map<string, PlannedWay[]>()
  return (reached, terms) => {
    const channels = TEXT_CHANNELS.filter((channel) => reached[channel] !== null)
    const { ways, time_zone: zone } = reached
    const key = JSON.stringify([channels, ways, zone, terms])
    const found = known.get(key)
    if (found) return found
    const steps =
      ways === null
        ? channels.map((way) => ({ way, hours: [] }))
        : parseWays(ways).filter(({ way }) => way === 'call' || reached[way] !== null)
    const planned =
      ways === null || terms.atOnce
        ? steps.map(({ way }) => ({ way, at, because: 'now' as const }))
        : planInOrder(steps, zone ?? 'UTC', { ...terms, at })
    known.set(key, planned)
    return planned
  }
}

type Turn = Terms & { at: Date }

function planInOrder(steps: readonly WayStep[], zone: string, turn: Turn): PlannedWay[] {
  const { at, answerWithin, severe } = turn
  const ends = at.getTime() + answerWithin * MINUTE
  const openings = steps.map(({ way, hours }) => {
    const opening = openingOf(hours, zone)
    const opens = opening.opensAt(at)
    const isOverridden = severe && answerWithin > 0 && opens.getTime() >= ends
    return { way, opening, opens, isOverridden, isUsed: opens <= at || isOverridden }
  })
  const inTurn = openings.filter(({ isUsed }) => isUsed)
  const share = Math.min(answerWithin || MOST_SHARE, MOST_SHARE * inTurn.length) / inTurn.length
  return openings.map((one): PlannedWay => {
    const { way, opening, opens, isOverridden } = one
    const place = inTurn.indexOf(one)
    if (place < 0) return { way, at: opens, because: 'hours' }
    const turns = new Date(at.getTime() + Math.round(place * share * MINUTE))
    if (isOverridden) return { way, at: turns, because: 'severe' }
    // Hours that end before its turn would be lost.
    const isInTime = place === 0 || !endsBefore(opening, at, turns)
    return isInTime && place > 0
      ? { way, at: turns, because: 'order' }
      : { way, at, because: 'now' }
  })
}

function endsBefore(opening: Opening, from: Date, turn: Date): boolean {
  const closes = opening.closesAt(from)
  return closes !== undefined && closes <= turn
}
