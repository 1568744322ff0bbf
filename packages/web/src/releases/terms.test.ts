import type { Group } from '@tocsin/api'
import { expect, test } from 'vitest'
import { GROUPS } from '../mock-api/people.ts'
import { missingTerms, termsFor, withChosen } from './terms.ts'

const wide: Group = {
  ...GROUPS[0]!,
  id: 'wide',
  legalBasis: 'Agreement of the wide group',
  maxTlp: 'green',
  purposes: ['public-warning', 'research'],
}
const narrow: Group = {
  ...GROUPS[0]!,
  id: 'narrow',
  legalBasis: 'Charter of the narrow group',
  maxTlp: 'amber+strict',
  purposes: ['platform-integrity', 'public-warning'],
}

test('basis, marking and purpose come from the chosen group, whatever was written under another', () => {
  const first = { ...termsFor(wide), basis: 'A basis typed by hand', tlp: 'clear' as const }
  expect(termsFor(narrow, first)).toEqual({
    groupId: 'narrow',
    tlp: 'amber+strict',
    pap: 'amber',
    purpose: 'platform-integrity',
    basis: 'Charter of the narrow group',
  })
})

test('what no charter speaks of is kept when the group changes', () => {
  const former = { ...termsFor(wide), pap: 'red' as const, expiresAt: '2026-12-01T00:00:00.000Z' }
  expect(termsFor(narrow, former)).toMatchObject({
    pap: 'red',
    expiresAt: '2026-12-01T00:00:00.000Z',
  })
})

test('a release names its title, its group and its basis before anybody can be shown', () => {
  expect(missingTerms(' ', undefined)).toEqual(['a title', 'a group'])
  expect(missingTerms('Title', { ...termsFor(wide), basis: ' ' })).toEqual(['the basis'])
  expect(missingTerms('Title', termsFor(wide))).toEqual([])
})

test('what was chosen stays in view once the charter allows it no more, and no other stands in its place', () => {
  const choices = [{ value: 'green', label: 'TLP:GREEN' }]
  expect(withChosen(choices, choices[0]!)).toEqual(choices)
  expect(
    withChosen(choices, { value: 'amber', label: 'TLP:AMBER' }).map(({ label }) => label),
  ).toEqual(['TLP:AMBER, which the charter does not allow now', 'TLP:GREEN'])
})
