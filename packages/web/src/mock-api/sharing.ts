import type { Release, ReleaseDraft, ReleaseSummary, Terms, Verdict } from '@tocsin/api'
import { GROUPS, idOf, MEMBERS } from './people.ts'

const TERMS: Terms = {
  groupId: idOf(101),
  tlp: 'amber',
  pap: 'green',
  purpose: 'platform-integrity',
  basis: 'Charter of 1 September 2026',
}

export const OBJECTS: { type: string; id: string; [name: string]: unknown }[] = [
  { type: 'identity', id: 'identity--00000000-0000-4000-8000-000000000001', name: 'Chirper' },
  ...Array.from({ length: 12 }, (_, index) => ({
    type: 'user-account',
    id: `user-account--00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    account_login: `voter_voice_${1000 + index * 7}`,
  })),
  {
    type: 'grouping',
    id: 'grouping--00000000-0000-4000-8000-000000000009',
    name: '64 accounts used the same hashtags within 60 seconds of each other',
    context: 'suspicious-activity',
  },
  {
    type: 'note',
    id: 'note--00000000-0000-4000-8000-000000000010',
    content: '#pollsclosed0: 64 accounts, 300 posts',
  },
]

export function verdictsOf(terms: Terms): Verdict[] {
  const group = GROUPS.find((one) => one.id === terms.groupId)
  return MEMBERS.map((member) => {
    const belongs = group?.members.some((one) => one.id === member.id) ?? false
    return {
      member,
      allow: belongs,
      rule: belongs ? 'tlp-amber' : 'charter-membership',
      reason: belongs
        ? 'TLP:AMBER goes to members of the group, for themselves and their clients who need to know'
        : 'this member does not belong to the group',
    }
  })
}

export function makeRelease(id: string, draft: ReleaseDraft, from = MEMBERS[2]!): Release {
  const verdicts = verdictsOf(draft.terms)
  const group = GROUPS.find((one) => one.id === draft.terms.groupId)!
  return {
    summary: {
      id,
      title: draft.title,
      from,
      group: { id: group.id, name: group.name },
      terms: draft.terms,
      objectCount: draft.objects.length,
      releasedAt: '2026-10-20T14:02:11.000Z',
      awaitsMyAnswer: false,
      logIndex: 77,
    },
    recipients: verdicts
      .filter((verdict) => verdict.allow)
      .map(({ member, rule, reason }, i) => ({ member, rule, reason, logIndex: 78 + i })),
    refusals: verdicts.filter((verdict) => !verdict.allow),
  }
}

const first = makeRelease(idOf(501), {
  title: 'Network of 64 accounts pushing false closing times',
  terms: TERMS,
  objects: OBJECTS,
})
const second = makeRelease(
  idOf(502),
  { title: 'Domains that imitate county pages', terms: { ...TERMS, tlp: 'red' }, objects: OBJECTS },
  MEMBERS[3]!,
)
second.summary.recalledAt = '2026-10-20T15:00:00.000Z'
second.summary.recallReason = 'Two of the domains belong to a county after all.'
second.summary.awaitsMyAnswer = true
second.recipients[0]!.readAt = '2026-10-20T14:20:00.000Z'
second.recipients[0]!.recallAnswer = 'deleted'
second.recipients[0]!.recallAnsweredAt = '2026-10-20T15:10:00.000Z'

export const RELEASES = new Map<string, Release>([
  [first.summary.id, first],
  [second.summary.id, second],
])

export function summaries(): ReleaseSummary[] {
  return [...RELEASES.values()].map((release) => release.summary).toReversed()
}
