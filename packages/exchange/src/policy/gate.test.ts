import { MESSAGE_TYPES, PURPOSES, type MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import { type PolicyMessage, type PolicyRelease } from './release-entity.ts'
import { loadPolicies } from './policies.ts'
import { decideTelling } from './telling.ts'

const policies = loadPolicies()
const NOW = new Date('2026-10-01T12:00:00.000Z')
const [BEFORE, LATER] = [new Date('2026-01-01'), new Date('2027-01-01')]
const KINDS: MemberKind[] = ['agency', 'platform', 'office', 'campaign', 'researcher', 'hub']
const GOVERNMENT: MemberKind[] = ['agency', 'office']
const GATED: MemberKind[] = ['platform', 'campaign']

const whole: PolicyMessage = {
  type: 'notice-of-information',
  hasNexus: true,
  authority: { from: BEFORE, until: LATER },
  hasReference: false,
  namesThings: false,
  carriesThings: false,
  hasProse: true,
  personsReviewed: true,
  approved: true,
}

function ask(from: MemberKind, to: MemberKind, changes: Partial<PolicyRelease> = {}, now = NOW) {
  return decide(
    {
      principal: { id: 'to', kind: to, active: true, groups: ['group'] },
      action: 'receive',
      resource: {
        sender: { id: 'from', kind: from, active: true },
        group: { id: 'group', purposes: [...PURPOSES], maxTlp: 'red', expiresAt: LATER },
        tlp: 'amber',
        pap: 'amber',
        purpose: 'public-warning',
        named: [],
        objectTlp: null,
        relayTlp: null,
        observableTlp: null,
        relaysGovernment: false,
        partyFirst: false,
        hasCandidates: true,
        asksForAction: false,
        message: whole,
        attachesAdvisory: false,
        exercise: false,
        recalled: false,
        expiresAt: undefined,
        ...changes,
      },
      context: { now, exit: 'api', exercise: false, received: false },
    },
    policies,
  )
}

test.each<[string, Partial<PolicyRelease>]>([
  ['message-needs-type', { message: undefined }],
  ['message-needs-nexus', { message: { ...whole, hasNexus: false } }],
  ['message-needs-authority', { message: { ...whole, authority: undefined } }],
  ['authority-lapsed', { message: { ...whole, authority: { from: BEFORE, until: NOW } } }],
  ['authority-lapsed', { message: { ...whole, authority: { from: LATER, until: LATER } } }],
  ['advisory-names-nothing', { message: { ...whole, type: 'advisory', namesThings: true } }],
  ['advisory-names-nothing', { message: { ...whole, type: 'advisory', carriesThings: true } }],
  ['legal-process-by-paper', { message: { ...whole, type: 'legal-process', hasProse: false } }],
  ['legal-process-by-paper', { message: { ...whole, type: 'legal-process', hasReference: true } }],
  ['advisory-not-attached', { attachesAdvisory: true }],
  ['persons-not-reviewed', { message: { ...whole, personsReviewed: false } }],
  ['message-needs-second', { message: { ...whole, approved: false } }],
])('%s stops what government tells a platform or campaign, and nothing else', (rule, changes) => {
  for (const from of KINDS) {
    for (const to of KINDS.filter((kind) => kind !== from)) {
      const isAtGate = GOVERNMENT.includes(from) && GATED.includes(to)
      const { allow, rule: by } = ask(from, to, changes)
      expect([from, to, allow, by === rule]).toEqual([from, to, !isAtGate, isAtGate])
    }
  }
})

test('a lower version in which words are flagged goes to nobody without a second person, whoever sends it; with one, or without such words, as any', () => {
  for (const from of KINDS)
    for (const to of KINDS.filter((kind) => kind !== from)) {
      const ruleOf = (flagged: boolean, approved: boolean) =>
        ask(from, to, { tearLine: { flagged, approved } }, new Date('2026-12-01')).rule
      expect([from, to, ruleOf(true, false)]).toEqual([from, to, 'tear-line-needs-second'])
      expect([ruleOf(true, true), ruleOf(false, false)]).toEqual(['tlp-amber', 'tlp-amber'])
    }
})

test('what a government body brought first goes to no platform or campaign by the hand of a hub or a researcher', () => {
  for (const from of KINDS)
    for (const to of KINDS.filter((kind) => kind !== from)) {
      const isStopped = ['hub', 'researcher'].includes(from) && GATED.includes(to)
      const { rule } = ask(from, to, { relaysGovernment: true })
      expect([from, to, rule === 'government-not-relayed']).toEqual([from, to, isStopped])
    }
})

test.each(MESSAGE_TYPES)('a %s that states all of it passes the gate', (type) => {
  const paper = { hasReference: true, hasProse: false }
  const message = { ...whole, type, ...(type === 'legal-process' ? paper : {}) }
  for (const from of GOVERNMENT)
    for (const to of GATED) expect(ask(from, to, { message }).rule).toBe('tlp-amber')
})

test('authority holds from its first instant until its last, to the millisecond', () => {
  const at = (from: number, until: number) =>
    ask('agency', 'platform', {
      message: {
        ...whole,
        authority: { from: new Date(NOW.getTime() + from), until: new Date(NOW.getTime() + until) },
      },
    }).allow
  expect([at(0, 1), at(1, 2), at(-1, 0)]).toEqual([true, false, false])
})

test('words that follow pass the same gate: none asks a platform or campaign to act, none ties an advisory to a page', () => {
  const tell = (holder: MemberKind, said: object, from: MemberKind = 'agency') =>
    decideTelling(
      {
        holder: { kind: holder, active: true },
        sender: { kind: from, active: true },
        asksForAction: false,
        attachesAdvisory: false,
        ...said,
        context: { now: NOW, exit: 'api', exercise: false },
      },
      policies,
    ).rule
  expect(tell('platform', {})).toBe('holder-told')
  for (const kind of GATED)
    expect(tell(kind, { asksForAction: true })).toBe('government-asks-nothing')
  expect(tell('platform', { attachesAdvisory: true })).toBe('advisory-not-attached')
  expect(tell('campaign', { attachesAdvisory: true })).toBe('advisory-not-attached')
  expect(tell('office', { attachesAdvisory: true, asksForAction: true })).toBe('holder-told')
  expect(tell('platform', { attachesAdvisory: true }, 'platform')).toBe('holder-told')
})
