/** The fields of a form by which somebody is reached beside mail. Pure. */
import { faultOfWays, isPhoneNumber, parseWays, WaysFault, type Reach, type Way } from '@tocsin/api'

export type ReachFields = { [key in keyof Required<Reach>]: string }

/** What is on file as the fields show it. */
export function toReachFields(reach: Reach): ReachFields {
  const { phone = '', sms = '', voice = '', fax = '', ways = '', timeZone = '' } = reach
  return { phone, sms, voice, fax, ways, timeZone }
}

/** A number with nothing between its digits. */
export function bareNumber(number: string): string {
  return number.replace(/[ ().-]/g, '')
}

/** What is kept, blanks left out. */
export function toReach(fields: ReachFields): { [key in keyof Reach]?: string } {
  const { phone, sms, voice, fax, ways, timeZone } = fields
  const numbers = { sms: bareNumber(sms), voice: bareNumber(voice), fax: bareNumber(fax) }
  const all = { phone: phone.trim(), ...numbers, ways: ways.trim(), timeZone }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** What is wrong with the hours of one way, in words that say what is wanted. */
export function faultOfHours(way: Way, hours: string): string | undefined {
  try {
    parseWays(`${way} ${hours}`)
    return undefined
  } catch (fault) {
    if (fault instanceof WaysFault) return fault.message
    throw fault
  }
}

const NAMES = { sms: 'SMS', voice: 'calls by a machine', fax: 'fax' } as const

/** What is wrong with the fields, in words; nothing where they can be kept. */
export function faultOfFields(fields: ReachFields, placeZone: boolean): string | undefined {
  const reach = toReach(fields)
  for (const key of ['sms', 'voice', 'fax'] as const)
    if (reach[key] && !isPhoneNumber(reach[key]))
      return `The number for ${NAMES[key]} must be in full, as +1 614 555 0100.`
  const fault = faultOfWays(reach, placeZone)
  return fault && `${fault}.`
}
