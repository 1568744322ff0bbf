/** When what opens, and who is bound by which instant, over plain values. */
import type { DisclosureStanding, MemberKind } from '@tocsin/api'
import { isInstant } from '@tocsin/api'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'

const DAY_MS = 86_400_000
const LONGEST_MS = 366 * DAY_MS

export type Party = {
  id: string
  name: string
  kind: MemberKind
  state: DisclosureStanding
  handedIn: boolean
  acceptedOffer: number
  version: number | null
  missing: boolean
  ownOpensAt: Date | null
}

export function takesPart({ state }: Pick<Party, 'state'>): boolean {
  return state === 'agreed' || state === 'alone'
}

/** Whether it reads the disclosure before it opens. */
export function isAsked({ state }: Pick<Party, 'state'>): boolean {
  return state === 'asked' || takesPart({ state })
}

/** Whether a body of government and a platform or campaign were ever asked: that one has left is not for the other to learn. */
export function isAtGate(kinds: readonly MemberKind[]): boolean {
  return kinds.some(isGovernment) && kinds.some(isBehindGate)
}

/** The instant at which a member's part opens; nothing where it takes no part, or has opened or was missing. */
export function instantOf(party: Party, joint: Date): Date | undefined {
  if (!takesPart(party) || party.version !== null) return undefined
  return party.state === 'alone' ? party.ownOpensAt! : joint
}

/** Those whose instant has come. */
export function dueOf(parties: readonly Party[], joint: Date, now: Date): Party[] {
  return parties.filter((party) => {
    const at = instantOf(party, joint)
    return at !== undefined && at <= now
  })
}

/** Those whose yes another instant needs: all who are bound by the one that stands. */
export function votersOf(parties: readonly Party[]): Party[] {
  return parties.filter(({ state, version }) => state === 'agreed' && version === null)
}

/** Whether everybody who is bound by the joint instant has said yes to the offer of this number. */
export function isUnanimous(parties: readonly Party[], offer: number): boolean {
  return votersOf(parties).every(({ acceptedOffer }) => acceptedOffer === offer)
}

/** Why an instant is none that something can open at; nothing for one that is. */
export function faultOfInstant(text: string, now: Date): string | undefined {
  if (!isInstant(text)) return 'this is no point in time'
  const at = new Date(text)
  if (at <= now) return 'this instant has passed'
  if (at.getTime() > now.getTime() + LONGEST_MS) return 'it opens within a year'
  return undefined
}
