/** When the turn of a person's mail of what is new comes. Pure. */

const MINUTE_MS = 60_000
/** Zones lie whole quarters of an hour apart. */
const STEP_MS = 15 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
/** How often somebody who is told as it comes is looked after. */
const LOOK_MS = 5 * MINUTE_MS
/** Clocks go back by less than this where summer ends, and by more at midnight. */
const HALF_DAY = 720

/** `hour` of the day counts in the zone, for the daily one alone. */
type Rhythm = { how: 'at-once' | 'daily'; hour: number; zone: string }

/** From one time of day (`HH:MM`) until another, over midnight too; from a time to the same is all day. */
export type QuietHours = { from: string; until: string }

/** The next turn after an instant; on a day whose clocks leave the hour out, when they pass it, and once where they show it twice. */
export function nextTurn({ how, hour, zone }: Rhythm, after: Date): Date {
  if (how === 'at-once') return new Date(after.getTime() + LOOK_MS)
  const minutesAt = (at: number) => toMinutes(clockOf(new Date(at), zone))
  let at = Math.floor(after.getTime() / STEP_MS) * STEP_MS
  let before: number
  let now = minutesAt(at)
  do {
    at += STEP_MS
    before = now
    now = minutesAt(at)
  } while (!passes(before, now, hour * 60))
  return new Date(at)
}

/** When quiet hours that an instant lies in end, to the quarter of an hour; the instant itself where it lies in none. */
export function endOfQuiet(at: Date, quiet: QuietHours | undefined, zone: string): Date {
  if (!isQuiet(at, quiet, zone)) return at
  const first = Math.floor(at.getTime() / STEP_MS) * STEP_MS + STEP_MS
  for (let later = first; later < at.getTime() + DAY_MS; later += STEP_MS)
    if (!isQuiet(new Date(later), quiet, zone)) return new Date(later)
  return new Date(at.getTime() + DAY_MS)
}

function isQuiet(at: Date, quiet: QuietHours | undefined, zone: string): boolean {
  if (!quiet) return false
  const now = clockOf(at, zone)
  const { from, until } = quiet
  return from < until ? now >= from && now < until : now >= from || now < until
}

/** Whether clocks came to or over a time of the day between two looks; minutes since midnight. */
function passes(before: number, now: number, time: number): boolean {
  if (now < before - HALF_DAY) return time > before || time <= now
  return before < time && time <= now
}

/** What clocks of a zone show, as `HH:MM`. */
function clockOf(at: Date, timeZone: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  return new Intl.DateTimeFormat('en-GB', parts).format(at)
}

function toMinutes(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * 60 + minutes!
}
