import {
  MATCH_FAULTS,
  MATCH_KINDS,
  PURPOSES,
  type MatchBudget,
  type MatchingTerms,
  type MatchKind,
} from '@tocsin/api'

const DAY_MS = 86_400_000
/** Bytes of a point, a tag, a proof, and of what a sealed box is longer than its content: as `@tocsin/psi` makes them. */
const POINT = 32
const TAG = 10
const PROOF = 64
const SEAL = 48

export type Step = 'table' | 'request' | 'reply' | 'hits'

/** The epoch that runs, from 0. */
export function epochAt(acceptedAt: Date, { epochDays }: MatchingTerms, now: Date): number {
  return Math.floor((now.getTime() - acceptedAt.getTime()) / (epochDays * DAY_MS))
}

/** When the epoch of this number ends: with the matching at the latest. */
export function endOfEpoch(acceptedAt: Date, terms: MatchingTerms, epoch: number): Date {
  const end = acceptedAt.getTime() + (epoch + 1) * terms.epochDays * DAY_MS
  return new Date(Math.min(end, Date.parse(terms.until)))
}

/** Bits of guesswork that so many answers leave of a kind. */
export function bitsLeft(kind: MatchKind, asked: number): number {
  return Math.max(0, MATCH_KINDS[kind].bits - Math.log2(Math.max(1, asked)))
}

/** What is left of the budget of a kind after so many rounds and questions of an epoch. */
export function toBudget(
  terms: MatchingTerms,
  kind: MatchKind,
  { asked, rounds }: { asked: number; rounds: number },
): MatchBudget {
  const most = Math.min(terms.queries, Math.floor(2 ** (MATCH_KINDS[kind].bits - terms.floorBits)))
  return {
    kind,
    asked,
    queriesLeft: Math.max(0, most - asked),
    roundsLeft: Math.max(0, terms.rounds - rounds),
    bitsLeft: bitsLeft(kind, asked),
  }
}

/** Whether so many answers leave the bits that were agreed. */
export function keepsFloor({ floorBits }: MatchingTerms, kind: MatchKind, asked: number): boolean {
  return bitsLeft(kind, asked) >= floorBits
}

/** Items and bytes that a message of a step has, by what was agreed. */
export function sizeOf(
  step: Step,
  { lane, askerSize, holderSize }: MatchingTerms,
): { count: number; bytes: number } {
  if (step === 'table') return { count: holderSize, bytes: holderSize * TAG }
  if (step === 'hits') return { count: holderSize, bytes: Math.ceil(holderSize / 8) + SEAL }
  const proof = step === 'reply' && lane === 'look-up' ? PROOF : 0
  return { count: askerSize, bytes: askerSize * POINT + proof }
}

/** Whether whoever proposes these terms says something in them beside what is matched. */
export function isInOwnWords({ purpose, platform }: MatchingTerms): boolean {
  return platform !== '' || !PURPOSES.some((one) => one === purpose)
}

/** The code that a fault begins with, without the words after it; nothing where it begins with none. */
export function codeOfFault(fault: string): string | undefined {
  return MATCH_FAULTS.find((code) => fault === code || fault.startsWith(`${code}:`))
}

/** Why these terms are none, and where; nothing for terms that are. */
export function faultOfTerms(
  terms: MatchingTerms,
  now: Date,
): { path: string; words: string } | undefined {
  const { lane, learns, askerSize, holderSize, kinds, platform, until } = terms
  const isPower = (size: number) => Number.isInteger(Math.log2(size))
  if (!isPower(askerSize)) return { path: 'askerSize', words: 'lists are padded to a power of two' }
  if (!isPower(holderSize))
    return { path: 'holderSize', words: 'lists are padded to a power of two' }
  if (lane === 'look-up' && learns === 'count')
    return { path: 'learns', words: 'a count alone is learnt in the bulk lane' }
  if (lane === 'look-up' && Math.max(askerSize, holderSize) > 1 << 17)
    return { path: 'lane', words: 'look-ups are for lists of at most 131,072' }
  if (platform === '' && kinds.some((kind) => kind === 'handle' || kind === 'account'))
    return { path: 'platform', words: 'say whose handles or accounts these are' }
  if (terms.queries < askerSize)
    return { path: 'queries', words: 'the budget does not hold one round' }
  if (kinds.some((kind) => !keepsFloor(terms, kind, askerSize)))
    return { path: 'floorBits', words: 'one round would leave fewer bits of guesswork than this' }
  const end = Date.parse(until)
  if (!(end > now.getTime()) || end > now.getTime() + 3 * 366 * DAY_MS)
    return { path: 'until', words: 'a matching ends within three years' }
  return undefined
}
