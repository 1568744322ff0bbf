import type { Matching, MatchingTerms, MatchKind, MatchRound } from '@tocsin/api'

export const MATCHING_STATE_NAMES: Record<Matching['state'], string> = {
  proposed: 'proposed',
  'in-force': 'in force',
  declined: 'declined',
  withdrawn: 'taken back',
  ended: 'ended',
}

export const ROUND_STATE_NAMES: Record<MatchRound['state'], string> = {
  begun: 'begun',
  asked: 'waits for the holder’s command',
  answered: 'answered, not read yet',
  done: 'answered and read',
  refused: 'refused',
  abandoned: 'nobody went on with it',
}

export const KIND_NAMES: Record<MatchKind, string> = {
  domain: 'domains',
  url: 'URLs',
  ipv4: 'IPv4 addresses',
  ipv6: 'IPv6 addresses',
  email: 'e-mail addresses',
  phone: 'telephone numbers',
  handle: 'handles',
  account: 'account numbers',
  sha256: 'files by SHA-256',
}

export const LANE_NAMES: Record<MatchingTerms['lane'], string> = {
  'look-up': 'look-ups, each answer proven',
  bulk: 'bulk, for whole sets',
}

/** Who learns what, by the names of the two sides. */
export function learnsWords(
  learns: MatchingTerms['learns'],
  { asker, holder }: { asker: string; holder: string },
): string {
  if (learns === 'receiver')
    return `${asker} learns which of its items hit; ${holder} learns nothing`
  if (learns === 'both') return `both learn which hit; what ${holder} learns is what ${asker} says`
  return `${asker} learns how many hit and not which; ${holder} learns nothing`
}

/** A number of questions, as it is read. */
export function countWords(count: number): string {
  return count.toLocaleString('en')
}

export function bitsWords(bits: number): string {
  return `${bits.toFixed(1)} bits`
}
