import type { PublicReportKind } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { findInText } from '../masking/find-text.ts'

/** Hours in which a report must be answered: four where people may be in danger, else a day. */
export function answerBy(kind: PublicReportKind, receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + (kind === 'threat' ? 4 : 24) * 3_600_000)
}

/** Zero bits that the work for one report has to show: some ten thousand hashes, a second on an old phone. */
export const WORK_BITS = 14

/** Whether an answer is the work that a challenge asks for. */
export function isWorkFor(challenge: string, answer: string): boolean {
  const digest = createHash('sha256').update(`${challenge}:${answer}`).digest()
  return digest.readUInt32BE(0) >>> (32 - WORK_BITS) === 0
}

const MASKS = {
  mail: '[mail address]',
  phone: '[phone number]',
  id: '[number of a person]',
  postal: '[address]',
  account: '[account]',
  name: '[name]',
  number: '[number]',
} as const

/** A text in which a mask stands for each identifier of a person that is found, and how many there are; what is not found stays. */
export function maskPeople(text: string): { text: string; masked: number } {
  const found = findInText(text)
  let out = ''
  let done = 0
  for (const { start, end, kind } of found) {
    out += text.slice(done, start) + MASKS[kind]
    done = end
  }
  return { text: out + text.slice(done), masked: found.length }
}
