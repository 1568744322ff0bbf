/** A part of a joint disclosure in tests: small accounts, large ones, and words that name both. */
import type { DisclosureDraft, DisclosurePack } from '@tocsin/api'

export const DAY = 86_400_000

const TERMS = {
  threshold: 5000,
  k: 5,
  researchTerms:
    'For research on influence operations alone. Nobody is named, nothing is passed on.',
}

export function draftOf(groupId: string, more: Partial<DisclosureDraft> = {}): DisclosureDraft {
  return {
    groupId,
    title: 'Accounts that worked together in August',
    purpose: 'platform-integrity',
    opensAt: '2026-10-03T12:00:00.000Z',
    ...TERMS,
    invited: [],
    ...more,
  }
}

/** A part with one large account, `small` small ones and a post of each. */
export function packOf(mark: string, small = 6): DisclosurePack {
  const accounts: DisclosurePack['accounts'] = [
    {
      id: `${mark}-big`,
      platform: mark,
      kind: 'page',
      handle: `${mark}_herald`,
      name: 'The Herald',
      followers: 20_000,
      created: '2018-03-01',
    },
    ...Array.from({ length: small }, (_, at) => ({
      id: `${mark}-${7000 + at}`,
      platform: mark,
      kind: 'account' as const,
      handle: `@${mark}_person${at}`,
      name: `Person ${at} of ${mark}`,
      followers: 10 + at,
      created: '2019-06-01',
      country: 'FR',
      language: 'en',
    })),
  ]
  return {
    accounts,
    posts: accounts.map(({ id }, at) => ({
      id: `${mark}-post-${at}`,
      account: id,
      at: `2026-08-19T10:1${at % 6}:00Z`,
      text: `Read what @${mark}_person0 says, and ${mark}_herald`,
      url: `https://${mark}.example/${mark}_person0/${at}`,
    })),
    reach: [{ what: 'People who followed a page', count: 3, from: '2026-08-01' }],
    spend: [{ currency: 'USD', amount: 60.5, ads: 2 }],
    attribution: [
      {
        actor: 'A network run from abroad',
        likelihood: 'likely',
        confidence: 'moderate',
        basis: `Shared infrastructure; ${mark}_person1 signed in from the same places`,
      },
    ],
    indicators: [{ kind: 'domain', value: `${mark}.example` }],
    corrections: [],
  }
}

export function toBody(pack: DisclosurePack) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(pack),
  }
}
