/** When hours on the wall of a place begin and end. Clocks that leap and clocks that go back are those of its zone. Pure. */
import { shownIn, type Hours } from '@tocsin/api'

const MINUTE = 60_000
const DAY = 86_400_000
/** Days looked at: a week, the day before, whose hours may end now, and one more. */
const AHEAD = 9

/** Hours in a zone; none means at any hour. */
export type Opening = {
  isOpen: (at: Date) => boolean
  /** The first instant from `at` on at which they are open; of hours that clocks leap over, their next. */
  opensAt: (at: Date) => Date
  /** When they close after `at`; undefined where they do not within a week. */
  closesAt: (at: Date) => Date | undefined
}

/** The hours of a way in an IANA zone. A minute counts as open by what the wall clock shows in it, both times where it shows it twice. */
export function openingOf(hours: readonly Hours[], timeZone: string): Opening {
  const shown = shownIn(timeZone)
  const isOpen = (at: number) => hours.length === 0 || hours.some((one) => holds(one, shown(at)))
  const nextWhere = (from: number, wanted: boolean): number | undefined =>
    isOpen(from) === wanted
      ? from
      : turnsAfter(from, hours, shown).find((at) => isOpen(at) === wanted)
  return {
    isOpen: (at) => isOpen(at.getTime()),
    opensAt: (at) => {
      const found = nextWhere(at.getTime(), true)
      // Only hours that a zone leaps over each time have none, and a zone leaps over one hour of a year.
      if (found === undefined) throw new RangeError('these hours never come within a week')
      return new Date(found)
    },
    closesAt: (at) => {
      const found = nextWhere(at.getTime(), false)
      return found === undefined ? undefined : new Date(found)
    },
  }
}

/** Whether the wall shows a time within the hours, of this day or of those that began the day before. */
function holds({ days, from, to }: Hours, wall: number): boolean {
  const today = (new Date(wall).getUTCDay() + 6) % 7
  const minute = (((wall % DAY) + DAY) % DAY) / MINUTE
  const on = (day: number) => days.includes(((day + 7) % 7) + 1)
  if (to > from) return on(today) && minute >= from && minute < to
  return (on(today) && minute >= from) || (on(today - 1) && minute < to)
}

/** Instants after `at` at which hours may begin or end: those whose wall clock shows such a time, and those at which the clocks change. */
function turnsAfter(
  at: number,
  hours: readonly Hours[],
  shown: (at: number) => number,
): readonly number[] {
  const midnight = Math.floor(shown(at) / DAY) * DAY
  const minutes = [...new Set(hours.flatMap(({ from, to }) => [from, to]))]
  const found = new Set<number>()
  for (let day = -1; day < AHEAD; day += 1) {
    const begins = midnight + day * DAY
    const offsets = new Set([-DAY, 0, DAY].map((away) => shown(begins + away) - (begins + away)))
    for (const minute of minutes)
      for (const offset of offsets) found.add(begins + minute * MINUTE - offset)
    if (offsets.size > 1) found.add(changeBetween(begins - 2 * DAY, begins + 2 * DAY, shown))
  }
  return [...found].filter((one) => one > at).toSorted((a, b) => a - b)
}

/** The instant, to the second, at which clocks change between two instants. */
function changeBetween(from: number, to: number, shown: (at: number) => number): number {
  const before = shown(from) - from
  let low = from
  let high = to
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (shown(middle) - middle === before) low = middle
    else high = middle
  }
  return high
}
