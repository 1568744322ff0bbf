import { sureWords, type Network } from '@tocsin/api'
import { expect, test } from 'vitest'
import { describeWish, explanationOf, STANDING_TONES, toChanges, toUndo } from './triage.ts'
import { toTriageSearch } from './triage-search.ts'

const AT = '2026-10-20T12:00:00.000Z'
const ID = '00000000-0000-0000-0000-000000000001'

const network = (more: Partial<Network> = {}): Network => ({
  id: ID,
  kind: 'network',
  title: 'Accounts in step',
  headline: '#pollsclosed: 36 accounts, 20 Oct 2026',
  trace: 'fused',
  accounts: 36,
  score: 0.5,
  standing: 'stands',
  alsoBy: [],
  folded: 0,
  state: 'new',
  chosen: 'new',
  releases: 0,
  version: 3,
  earlier: [],
  firstAt: AT,
  lastAt: AT,
  foundAt: AT,
  ...more,
})

test('an undo puts back what was said, who had it and the note, over the version that the change made', () => {
  const before = [
    network({
      state: 'shared',
      chosen: 'looking',
      note: 'Seen twice',
      assignee: { id: ID, name: 'A' },
    }),
  ]
  expect(toChanges(before, { state: 'benign' })).toEqual([{ id: ID, version: 3, state: 'benign' }])
  expect(toUndo(before, [{ id: ID, version: 4 }])).toEqual([
    { id: ID, version: 4, state: 'looking', assignee: ID, note: 'Seen twice' },
  ])
  expect(toUndo([network()], [{ id: ID, version: 4 }])).toEqual([
    { id: ID, version: 4, state: 'new', assignee: null, note: null },
  ])
})

test('what explains a network is named, how sure anybody is says of what, and nothing that is suspicious, doubtful or explained is green', () => {
  expect(explanationOf(network())).toBeUndefined()
  expect(explanationOf(network({ standing: 'explained', explainedBy: 'scheduler' }))).toBe(
    'A scheduler',
  )
  expect(sureWords('stands', 0.9)).toBe('sure to 0.90 of 1 that they acted as one')
  expect(sureWords('explained', 0.17)).toBe('sure to 0.17 of 1 that they acted as one all the same')
  expect(Object.values(STANDING_TONES)).not.toContain('good')
})

test('what was done is told in a sentence', () => {
  const nameOf = () => 'Analyst of the night'
  expect(describeWish([network()], { state: 'benign' }, nameOf)).toBe(
    '“#pollsclosed: 36 accounts, 20 Oct 2026” is now: benign.',
  )
  expect(describeWish([network(), network()], { assignee: ID }, nameOf)).toBe(
    'Analyst of the night has 2 networks now.',
  )
})

test('an address asks for what the list can answer, and what it cannot ask is left out', () => {
  const asked = { tab: 'benign', standing: 'stands', assignee: 'none', run: ID, words: ' polls ' }
  expect(toTriageSearch(asked)).toEqual({ ...asked, words: 'polls' })
  expect(toTriageSearch({ tab: 'x', standing: 1, assignee: "'", run: 'x', words: '' })).toEqual({})
})
