import { shownIn, type Way } from '@tocsin/api'
import type { Because, PlannedWay, Reached } from '../delivery/ways.ts'

/** Sentences that end up in the record and on screens, in one place so that they stay alike. */
export const NOBODY_ON_FILE =
  'Nobody is on file for this office. The sender must find a contact and call.'

/** Whose turn it is now: at that moment the mail is only made out. */
export function nextTurn(title: string): string {
  return `Next is ${title}, whose mail waits to go out`
}

const WAY_NAMES: Record<Way, string> = {
  call: 'a call by a person',
  sms: 'the SMS',
  voice: 'the call by a machine',
  fax: 'the fax',
}
const BECAUSE: Record<Because, string> = {
  now: 'at once',
  order: 'in its turn',
  hours: 'when the hours on file for it begin',
  severe: 'outside the hours on file for it, since this cannot wait for them',
}

/** When each way beside mail is used, where it is not all at once; begins with a stop between. */
export function wayWords(
  planned: readonly PlannedWay[],
  { ways, time_zone: zone }: Reached,
  at: Date,
): string {
  if (ways === null) return ''
  const said = planned.map(({ way, at: when, because }) => {
    const then = when > at ? ` at ${wallWords(when, zone ?? 'UTC')}` : ' now'
    return `${WAY_NAMES[way]}${then} (${BECAUSE[because]})`
  })
  return said.length === 0 ? '' : `; ${said.join(', ')}`
}

/** Such as `Mon 2026-10-05 07:00 there (America/Denver)`. */
function wallWords(at: Date, zone: string): string {
  const wall = new Date(shownIn(zone)(at.getTime()))
  const day = wall.toUTCString().slice(0, 3)
  return `${day} ${wall.toISOString().slice(0, 16).replace('T', ' ')} there (${zone})`
}

/**
 * Contacts of an office by what became of the newest mail to each: `asked` by one that was handed over and did not come back,
 * `returned` where the receiving side took it and refused it later.
 * `texted`: those whose number a gateway took a message to, besides.
 */
type Asked = {
  asked: number
  returned: number
  chain: number
  texted?: number
  notMe?: readonly number[]
}

/** Nobody is left to ask: how many were asked, whose mails came back, which were never taken, and what was not said. */
export function exhausted(
  { asked, returned, chain, texted = 0, notMe = [] }: Asked,
  told: boolean,
): string {
  const rest = chain - asked - returned
  const silent = told ? 'none said who acts' : 'none answered'
  const parts =
    asked >= chain
      ? [`Every contact on file was mailed and ${silent}`]
      : [
          ...(asked > 0 ? [`${countOf(asked, chain)} mailed and ${silent}`] : []),
          ...(returned > 0 ? [cameBack({ asked, returned, chain })] : []),
          ...(rest > 0 ? [neverTaken(asked + returned)] : []),
        ]
  if (texted > 0)
    parts.push(`a gateway took a message to the number of ${texted} of ${chain} and ${silent}`)
  if (notMe.length > 0)
    parts.push(`${notMe.length} of ${chain} said that they are not who is accountable`)
  const [first, ...others] = parts
  return `${[capitalised(first!), ...others].join('; ')}. The sender must call.`
}

function cameBack({ asked, returned, chain }: Asked): string {
  if (asked > 0)
    return returned === 1
      ? 'the mail to one more was taken and later refused by the receiving server'
      : `the mails to ${returned} more were taken and later refused by the receiving servers`
  if (returned < chain)
    return `of ${chain} contacts on file ${returned === 1 ? 'the mail to 1 was' : `the mails to ${returned} were`} taken and later refused by the receiving server`
  return chain === 1
    ? 'the mail to the only contact on file was taken and later refused by the receiving server'
    : 'the mails to all contacts on file were taken and later refused by the receiving servers'
}

function neverTaken(others: number): string {
  return others === 0
    ? 'no mail server took a mail to any contact of this office'
    : 'no mail server took a mail to the others'
}

function countOf(asked: number, chain: number): string {
  return `${asked} of ${chain} contacts on file ${asked === 1 ? 'was' : 'were'}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
