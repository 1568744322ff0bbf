/** Who a case is for, over plain values. */
import type { CaseStanding, MemberKind } from '@tocsin/api'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'

/** A member that was ever invited to a case, and how it stands to it. */
export type Party = {
  id: string
  name: string
  kind: MemberKind
  active: boolean
  state: CaseStanding
  leads: boolean
}

export function isReading({ state }: Pick<Party, 'state'>): boolean {
  return state === 'invited' || state === 'joined'
}

/** Whether a body of government and a platform or campaign were ever invited: that one has left since is not for the other to learn. */
export function isAtGate(kinds: readonly MemberKind[]): boolean {
  return kinds.some(isGovernment) && kinds.some(isBehindGate)
}

/** Whether nobody leads the case who could act. */
export function isLeaderless(parties: readonly Party[]): boolean {
  return !parties.some(({ leads, state, active }) => leads && state === 'joined' && active)
}

/**
 * For whom what a member does or writes in a case is, frozen when it does: those who may read the case then, and of a platform or
 * campaign no body of government.
 */
export function hearersOf(
  { memberId, memberKind }: { memberId: string; memberKind: MemberKind },
  parties: readonly Party[],
): string[] {
  return parties
    .filter(isReading)
    .filter(({ id, kind }) => id === memberId || !(isBehindGate(memberKind) && isGovernment(kind)))
    .map(({ id }) => id)
}

/**
 * Who reads words that a member writes in a case, frozen when it writes them: as above, and of a body of government no platform or
 * campaign, for which its words pass the gate as a message first.
 */
export function readersOfWords(
  who: { memberId: string; memberKind: MemberKind },
  parties: readonly Party[],
): string[] {
  const hearers = hearersOf(who, parties)
  if (!isGovernment(who.memberKind)) return hearers
  return hearers.filter((id) => !isBehindGate(parties.find((one) => one.id === id)!.kind))
}

/** The name of a case that nobody named. */
export function nameOf(id: string, at: Date): string {
  return `Case of ${at.toISOString().slice(0, 10)}, ${id.slice(0, 8)}`
}
