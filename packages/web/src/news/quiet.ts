/** Hours in which nobody wants to be told. Pure. */

export type Quiet = { from: string; until: string }

/** Whether an instant lies in the quiet hours, as clocks of the zone show it; hours may go over midnight, and from a time to the same are all day. */
export function isQuiet(at: Date, quiet: Quiet | undefined, timeZone: string): boolean {
  if (!quiet) return false
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  const now = new Intl.DateTimeFormat('en-GB', parts).format(at)
  const { from, until } = quiet
  return from < until ? now >= from && now < until : now >= from || now < until
}
