/** By what a person is reached beside mail: as the API has it, as rows have it, and what is wrong with it. Pure. */
import { faultOfWays, formatWays, isTimeZone, parseWays, type Reach } from '@tocsin/api'

type ReachRow = {
  phone: string | null
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
}

/** Ways are kept as they are written out, however they were written in. */
export function toReachRow(reach: Reach): ReachRow {
  const { phone, sms, voice, fax, ways, timeZone } = reach
  const steps = ways === undefined ? [] : parseWays(ways)
  return {
    phone: phone || null,
    sms: sms || null,
    voice: voice || null,
    fax: fax || null,
    ways: steps.length > 0 ? formatWays(steps) : null,
    time_zone: timeZone || null,
  }
}

/** Without what is not on file. */
export function toReach(row: ReachRow): { [key in keyof Reach]?: string } {
  const { phone, sms, voice, fax, ways, time_zone: timeZone } = row
  const all = { phone, sms, voice, fax, ways, timeZone }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

/** What is wrong with it, in words; `placeZone`: the place has a zone of its own. */
export function faultOfReach(reach: Reach, placeZone: boolean): string | undefined {
  const { timeZone } = reach
  if (timeZone && !isTimeZone(timeZone)) return `there is no time zone ${timeZone}`
  return faultOfWays(reach, placeZone)
}
