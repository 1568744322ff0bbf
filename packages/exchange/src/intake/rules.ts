import type { MemberKind, PartyKind, ReportKind } from '@tocsin/api'
import { randomInt } from 'node:crypto'
import { beginningOf } from '../texts/beginning.ts'

/** Hours in which a report must be answered: where machines or people are in danger one, else four. */
const HOURS: Partial<Record<ReportKind, number>> = {
  intrusion: 1,
  threat: 1,
  ddos: 1,
  ransomware: 1,
}

export function answerBy(kind: ReportKind, receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + (HOURS[kind] ?? 4) * 3_600_000)
}

/** Signs of a reference: none that sounds or looks like another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference to be said on the telephone, such as `R-7K3M-29QX`. */
export function newReference(): string {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `R-${group()}-${group()}`
}

/** What two reports of the same thing have in common: the host of an address on the net, else the words in small letters. */
export function whereKey(where: string): string {
  const plain = where.trim().toLowerCase().replace(/^hxxp/, 'http').replaceAll('[.]', '.')
  const host = /^(?:https?:\/\/)?(?:[^/@\s]+@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[:/?#\s]|$)/.exec(
    plain,
  )?.[1]
  return beginningOf((host ?? plain.replace(/\s+/g, ' ')).replace(/^www\./, ''), 300)
}

/**
 * Whether a member may report to another by its own people: to hubs; a body of government also to bodies of government. Nobody of
 * government hands reports to a platform or campaign this way, and none of those is led to hand one to government.
 */
export function mayReportTo(from: MemberKind, to: MemberKind): boolean {
  return to === 'hub' || (isGovernment(from) && isGovernment(to))
}

/** Whether a party may report to whoever told it: to a hub, and where it is no office of government, to a platform or researcher too. */
export function mayPartyReportTo(party: PartyKind, finder: MemberKind): boolean {
  return (
    finder === 'hub' || (party !== 'office' && (finder === 'platform' || finder === 'researcher'))
  )
}

function isGovernment(kind: MemberKind): boolean {
  return kind === 'agency' || kind === 'office'
}

/**
 * Whether an office may report to a member: no office of government hands reports to a platform this way, and nobody is promised an
 * answer where nobody is who could give one.
 */
export function takesReports({ kind, answers }: { kind: string; answers: boolean }): boolean {
  return answers && (kind === 'agency' || kind === 'hub' || kind === 'office')
}
