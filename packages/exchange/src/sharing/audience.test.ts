import type { MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import { decide } from '../policy/decide.ts'
import { loadPolicies } from '../policy/policies.ts'
import type { PolicyRelease } from '../policy/release-entity.ts'
import { judgeDraft } from './audience.ts'
import type { Candidate, Standing } from './standing.ts'
import { weigh } from './weigh.ts'

const NOW = new Date('2026-12-01T00:00:00.000Z')
const LATER = new Date('2027-12-01T00:00:00.000Z')
const GROUP = {
  id: 'group',
  purposes: ['election-security' as const],
  maxTlp: 'amber' as const,
  basis: 'Charter',
  expiresAt: LATER,
  markings: [],
  charter: 1,
  law: undefined,
  retentionDays: null,
}
const KINDS: MemberKind[] = ['agency', 'platform', 'office', 'campaign', 'researcher', 'hub']

function member(kind: MemberKind, active: boolean, i: number): Candidate {
  return { id: `${kind} ${active} ${i}`, name: `${kind} ${i}`, kind, active }
}

function standingOf(sender: MemberKind, candidates: Candidate[]): Standing {
  return {
    sender: member(sender, true, 0),
    senderBelongs: true,
    group: GROUP,
    candidates,
    relayed: new Map(),
    governmental: new Set(),
    awaited: new Set(),
  }
}

test.each(KINDS)(
  'what a %s sends is judged for each member as if it were asked about alone, named or not, active or not',
  (kind) => {
    const candidates = KINDS.flatMap((one) =>
      [true, false].flatMap((active) => [1, 2, 3].map((i) => member(one, active, i))),
    )
    const named = candidates.filter(({ id }) => id.endsWith('2')).map(({ id }) => id)
    const standing = standingOf(kind, candidates)
    const terms = {
      groupId: GROUP.id,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    }
    const facts = { message: undefined, attachesAdvisory: false, objectsHash: '' }
    const prepared = { ...weigh('Accounts', [], standing, new Map()), ...facts }
    const moment = { now: NOW, exercise: false, exit: 'api' as const }
    for (const narrowed of [named, []]) {
      const draft = { title: 'Accounts', terms: { ...terms, named: narrowed } }
      const { verdicts } = judgeDraft(draft, prepared, standing, moment, loadPolicies())
      const resource: PolicyRelease = {
        ...prepared,
        ...draft.terms,
        sender: standing.sender,
        group: GROUP,
        hasCandidates: true,
        asksForAction: false,
        exercise: false,
        recalled: false,
        expiresAt: undefined,
      }
      const alone = candidates.map((one) => {
        const principal = { ...one, groups: [GROUP.id] }
        const context = { ...moment, received: false }
        return decide({ principal, action: 'receive', resource, context }, loadPolicies())
      })
      expect(verdicts.map(({ member: { id } }) => id)).toEqual(candidates.map(({ id }) => id))
      expect(verdicts.map(({ allow, rule }) => [allow, rule])).toEqual(
        alone.map(({ allow, rule }) => [allow, rule]),
      )
    }
  },
)

test('words of a body of government are read for requests where a platform or campaign could hear them', () => {
  const askOf = (sender: MemberKind, to: MemberKind[]) =>
    weigh(
      'Please remove these accounts',
      [],
      standingOf(
        sender,
        to.map((kind, i) => member(kind, true, i)),
      ),
      new Map(),
    ).ask
  expect(askOf('agency', ['office', 'platform'])).toMatch(/remov/)
  expect(askOf('office', ['campaign'])).toMatch(/remov/)
  expect(askOf('agency', ['agency', 'office', 'researcher', 'hub'])).toBeUndefined()
  expect(askOf('platform', ['campaign'])).toBeUndefined()
})
