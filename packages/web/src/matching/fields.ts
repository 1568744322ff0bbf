import type { MatchingTerms, MatchKind } from '@tocsin/api'

/** The form of a proposal as it is filled in. */
export type Fields = {
  memberId: string
  own: 'asker' | 'holder'
  terms: Omit<MatchingTerms, 'until'> & { until: string }
  publicKey: string
}

const DAY_MS = 86_400_000

export function blankFields(now: number): Fields {
  return {
    memberId: '',
    own: 'asker',
    terms: {
      lane: 'bulk',
      learns: 'receiver',
      kinds: ['domain'],
      platform: '',
      askerSize: 1024,
      holderSize: 16_384,
      queries: 8192,
      rounds: 8,
      floorBits: 14,
      epochDays: 30,
      purpose: '',
      until: new Date(now + 90 * DAY_MS).toISOString().slice(0, 10),
    },
    publicKey: '',
  }
}

/** Powers of two that a list may be padded to. */
export function sizesFor(lane: MatchingTerms['lane']): number[] {
  const most = lane === 'look-up' ? 17 : 24
  return Array.from({ length: most - 3 }, (_, i) => 2 ** (i + 4))
}

/** Terms after a change, brought to what fits together: a count alone has one round an epoch, in the bulk lane. */
export function fit(terms: Fields['terms']): Fields['terms'] {
  const isCount = terms.learns === 'count'
  const lane = isCount ? 'bulk' : terms.lane
  const most = sizesFor(lane).at(-1)!
  return {
    ...terms,
    lane,
    rounds: isCount ? 1 : terms.rounds,
    askerSize: Math.min(terms.askerSize, most),
    holderSize: Math.min(terms.holderSize, most),
  }
}

/** The last instant of a day that was picked. */
export function endOfDay(day: string): string {
  return `${day}T23:59:59.000Z`
}

export function needsPlatform(kinds: readonly MatchKind[]): boolean {
  return kinds.some((kind) => kind === 'handle' || kind === 'account')
}
