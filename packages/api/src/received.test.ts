import { expect, test } from 'vitest'
import { toReceived } from './received.ts'

const id = (type: string, n: number) =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const RELEASE = '00000000-0000-4000-8000-00000000000f'
const AT = '2026-10-12T06:00:00.000Z'

const account = (n: number, login: string) => ({
  type: 'user-account',
  id: id('user-account', n),
  account_login: login,
  account_type: 'telegram',
})
const note = (n: number, abstract: string, content: string) => ({
  type: 'note',
  id: id('note', n),
  abstract,
  content,
})

test('a network that was received says what, how sure, who, when and what speaks against it, as its sender told it', () => {
  const dossier = toReceived(
    [
      { type: 'identity', id: id('identity', 1), name: 'Platform A' },
      account(1, 'a:one'),
      account(2, 'two'),
      {
        type: 'relationship',
        id: id('relationship', 1),
        source_ref: id('user-account', 1),
        target_ref: id('user-account', 2),
        description: '12 acts in step on 3 shared things',
      },
      {
        type: 'observed-data',
        id: id('observed-data', 1),
        first_observed: AT,
        last_observed: AT,
        number_observed: 24,
        object_refs: [id('user-account', 1), id('url', 1)],
      },
      {
        type: 'attack-pattern',
        id: id('attack-pattern', 1),
        name: 'Flood Existing Hashtag',
        external_references: [{ source_name: 'DISARM', external_id: 'T0049.002' }],
      },
      {
        type: 'grouping',
        id: id('grouping', 1),
        name: 'Network',
        description: 'Accounts in step',
        confidence: 93,
      },
      note(1, 'How this was found', 'Accounts that acted together.\nHow it stands: Stands.'),
      note(2, 'Degree of coordination of each account', 'a:one: 0.91, 8 of 9 acts in step'),
      note(3, 'Innocent explanations tried', 'scheduler: does not hold. No beat.'),
      { type: 'grouping', id: `grouping--${RELEASE}`, name: 'Terms of: Network' },
    ],
    RELEASE,
  )
  expect(dossier.subjects).toMatchObject([{ title: 'Network', confidence: 93 }])
  expect(dossier.verdict).toBe('Stands')
  expect(dossier.accounts).toMatchObject([
    { login: 'a:one', platform: 'telegram', words: '0.91, 8 of 9 acts in step' },
    { login: 'two' },
  ])
  expect(dossier.pairs).toEqual([{ a: 0, b: 1, weight: 12 }])
  expect(dossier.sighted).toMatchObject([{ times: 24, accounts: 1, first: AT }])
  expect(dossier.techniques).toMatchObject([
    { value: 'Flood Existing Hashtag', words: ['DISARM T0049.002'] },
  ])
  expect(dossier.notes.map(({ title }) => title)).toEqual([
    'How this was found',
    'Innocent explanations tried',
  ])
  expect(dossier.rest).toEqual([])
})

test('a list of indicators is told by its values, with what is said of each and until when', () => {
  const dossier = toReceived(
    [
      {
        type: 'indicator',
        id: id('indicator', 1),
        name: 'Lookalike',
        pattern: "[domain-name:value = 'it\\'s.example']",
        valid_until: AT,
      },
      {
        type: 'indicator',
        id: id('indicator', 2),
        pattern: "[ipv4-addr:value = '192.0.2.1' AND url:value = 'x']",
      },
      { type: 'domain-name', id: id('domain-name', 1), value: 'polls.example' },
      { type: 'file', id: id('file', 1), name: 'a.pdf', hashes: { 'SHA-256': 'ab' } },
      { type: 'course-of-action', id: id('course-of-action', 1), name: 'Block it' },
    ],
    RELEASE,
  )
  expect(dossier.indicators).toMatchObject([
    { kind: 'Domain', value: "it's.example", words: ['Lookalike'], until: AT },
    { kind: 'Pattern', value: "[ipv4-addr:value = '192.0.2.1' AND url:value = 'x']" },
  ])
  expect(dossier.things).toMatchObject([
    { kind: 'Domain', value: 'polls.example' },
    { kind: 'File', value: 'a.pdf', words: ['ab'] },
  ])
  expect(dossier.advice).toMatchObject([{ value: 'Block it' }])
})

test('what the dossier has no place for is counted by type, and what is no object is passed over', () => {
  const tool = { type: 'tool', id: id('tool', 1), name: 'x' }
  const { rest, subjects } = toReceived(
    [tool, { ...tool }, null, 'text', { type: 'note' }],
    RELEASE,
  )
  expect([rest, subjects]).toEqual([[['tool', 2]], []])
})
