import type { AuditAct } from '@tocsin/api'
import { expect, test } from 'vitest'
import {
  describeDoer,
  describeFilter,
  describeParties,
  describeStatement,
  KIND_CHOICES,
  messageOf,
} from './words.ts'

const ACT: AuditAct = {
  index: 7,
  kind: 'release.created',
  at: '2026-10-01T12:00:00.000Z',
  subject: 'release:11111111-2222-3333-4444-555555555555',
  by: { member: 'Agency', person: { id: '1', name: 'Analyst' } },
  parties: ['Agency', 'Platform A'],
  partiesTotal: 2,
  named: [],
}

test('who did an act is told as the record has it: a person, a key, an office, the clock', () => {
  expect(describeDoer(ACT.by)).toBe('Analyst of Agency')
  expect(describeDoer({ ...ACT.by, key: 'k' })).toBe('Analyst, by a key of Agency')
  expect(describeDoer({ member: 'Agency' })).toBe('a machine of Agency')
  expect(describeDoer({ other: 'clock' })).toBe('the clock')
  expect(describeDoer({ other: 'office 39049, clerk' })).toBe('office 39049, clerk')
})

test('parties beyond those that are named are counted', () => {
  expect(describeParties(ACT)).toBe('Agency, Platform A')
  expect(describeParties({ ...ACT, partiesTotal: 40 })).toBe('Agency, Platform A and 38 more')
})

test('a statement is told by its sentence or its facts, and one that is closed by nothing', () => {
  const toText = (statement: object) =>
    describeStatement({ ...ACT, statement: JSON.stringify({ ...statement, by: 'clock' }) })
  expect(toText({ statement: 'It was released', release: 'x' })).toBe('It was released')
  expect(toText({ person: 'x', roles: ['auditor', 'clerk'] })).toBe(
    'person: x; roles: auditor, clerk',
  )
  expect(describeStatement(ACT)).toBeUndefined()
})

test('a statement names members, persons and groups, and keeps the id of what has no name', () => {
  const [group, member, gone] = [1, 2, 3].map((n) => `${n}0000000-0000-4000-8000-000000000000`)
  const named = [
    { id: group!, name: 'Integrity circle' },
    { id: member!, name: 'Platform A' },
  ]
  const toText = (statement: object) =>
    describeStatement({
      ...ACT,
      subject: `group:${group}`,
      named,
      statement: JSON.stringify(statement),
    })
  expect(toText({ group, member })).toBe('group: Integrity circle; member: Platform A')
  expect(toText({ about: `member:${member}`, seen: [member, gone], by: 'clock' })).toBe(
    `about: member:Platform A; seen: Platform A, ${gone}`,
  )
  expect(toText({ proposedBy: { member, person: gone }, charter: 2 })).toBe(
    `proposedBy: member Platform A, person ${gone}; charter: 2`,
  )
  expect(toText({ statement: 'Version 2 of the charter was adopted', group })).toBe(
    'Integrity circle: Version 2 of the charter was adopted',
  )
})

test('only a message of a body of government can be opened', () => {
  expect(messageOf(ACT)).toBeUndefined()
  expect(messageOf({ ...ACT, messageType: 'advisory' })).toBe(
    '11111111-2222-3333-4444-555555555555',
  )
  expect(messageOf({ ...ACT, messageType: 'advisory', subject: 'message:1' })).toBeUndefined()
})

test('what was searched for is said in words, and each kind that can be chosen has a name', () => {
  expect(describeFilter({})).toBe('everything')
  expect(describeFilter({ from: '2026-10-01T00:00:00.000Z', member: 'A', kind: 'refusal' })).toBe(
    'from 2026-10-01, member “A”, Refused by a rule',
  )
  expect(KIND_CHOICES.filter(({ label, value }) => label === value)).toEqual([])
})
