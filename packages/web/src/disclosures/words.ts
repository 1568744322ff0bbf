import type {
  CountOrFewer,
  Disclosure,
  DisclosureMember,
  DisclosureStanding,
  OwnPart,
} from '@tocsin/api'

export const STANDING_NAMES: Record<DisclosureStanding, string> = {
  asked: 'asked',
  agreed: 'agreed to the instant',
  alone: 'opens alone',
  declined: 'declined',
  left: 'left',
}

export const PART_NAMES: Record<OwnPart['state'], string> = {
  sealed: 'sealed',
  replaced: 'replaced',
  'taken-out': 'taken out',
  opened: 'open',
}

/** What all see of a member's part; nothing to those who are not told. */
export function partWords({ handedIn, version, missing }: DisclosureMember): string {
  if (version !== undefined) return missing ? 'missing' : 'open'
  if (handedIn === undefined) return '–'
  return handedIn ? 'handed in' : 'not yet'
}

/** A count, or in place that it is not given. */
export function countWords({ count, fewerThan }: CountOrFewer): string {
  return count === undefined ? `fewer than ${fewerThan}` : count.toLocaleString('en')
}

/** The instant at which the own part opens, if it does. */
export function ownInstant({
  standing,
  opensAt,
  ownOpensAt,
}: Pick<Disclosure, 'standing' | 'opensAt' | 'ownOpensAt'>): string | undefined {
  if (standing === 'alone') return ownOpensAt
  return standing === 'agreed' ? opensAt : undefined
}

/** Time until an instant as a clock that is read aloud: the largest two units, seconds in the last hour. */
export function untilWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return `${days} d ${hours} h`
  if (hours > 0) return `${hours} h ${minutes} min`
  return `${minutes} min ${seconds % 60} s`
}
