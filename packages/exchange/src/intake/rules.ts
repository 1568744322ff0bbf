import type { ReportKind } from '@tocsin/api'
import { randomInt } from 'node:crypto'

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
  return (host ?? plain.replace(/\s+/g, ' ')).replace(/^www\./, '').slice(0, 300)
}

/** Kinds of members that an office reports to: no office of government hands reports to a platform this way. */
export function takesReports(kind: string): boolean {
  return kind === 'agency' || kind === 'hub' || kind === 'office'
}
