/** What clocks on the wall of a place show, by the IANA zones that this machine knows. Pure. */

const DIGITS = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const

/**
 * What the clocks of a zone show at an instant (milliseconds since 1970), as milliseconds of a clock that goes by UTC. Throws a `RangeError` for a
 * zone that is none.
 */
export function shownIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...DIGITS,
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
    timeZone,
  })
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    const { year, month, day, hour, minute, second } = parts as Record<string, number>
    return Date.UTC(year!, month! - 1, day, hour, minute, second)
  }
}

/** Whether there is such a zone. */
export function isTimeZone(name: string): boolean {
  try {
    return shownIn(name) !== undefined
  } catch {
    return false
  }
}
