import type { Evidence, NetworkDocument } from './finding.ts'
import { expect, test } from 'vitest'
import { bestExplanation, byPeculiarity, mindChangers, strongestEvidence } from './finding-words.ts'

const AT = '2026-10-12T06:00:00.000Z'

const evidence = (object: string, accountsOverall: number, more: object = {}): Evidence => ({
  object,
  accounts: 20,
  posts: 24,
  first: AT,
  last: '2026-10-12T06:12:00.000Z',
  accountsOverall,
  rows: [],
  rowsTotal: 24,
  ...more,
})

const finding = (more: Partial<NetworkDocument> = {}) =>
  ({
    trace: 'hashtag',
    q: 0.00001,
    verdict: 'stands',
    membersTotal: 25,
    evidence: [evidence('#vote', 900), evidence('#pollsclosed', 20)],
    evidenceTotal: 2,
    chance: { pairs: 40, observed: 1204, expected: 3.2 },
    moments: [{ at: AT, seconds: 13, object: '#pollsclosed', accounts: 14, posts: 14 }],
    started: AT,
    ended: AT,
    caveats: ['A broadcast makes strangers use one hashtag in the same minute.'],
    counterEvidence: [{ explanation: 'scheduler', holds: false, detail: 'no fixed beat' }],
    ...more,
  }) as NetworkDocument

test('the three strongest pieces say what was done, by how many, when, who else did, and what chance gives', () => {
  expect(strongestEvidence(finding())).toEqual([
    '20 of these 25 accounts used the hashtag #pollsclosed in 24 posts, from 12 Oct 2026, 06:00:00 UTC, and within 12 min. In the whole export nobody else did.',
    'The most at once: 14 of them acted on one thing within 13 s from 12 Oct 2026, 06:00:00 UTC.',
    'Pairs of them were in step 1,204 times; chance gives 3.2 (false-discovery rate below 0.0001).',
  ])
  const { chance: _chance, moments: _moments, ...bare } = finding()
  expect(strongestEvidence(bare)[1]).toMatch(
    /#vote .*In the whole export 880 other accounts did\.$/,
  )
  expect(strongestEvidence({ ...bare, evidence: [] })).toEqual([])
})

test('a text is quoted as it was posted, and what few others shared comes first', () => {
  const rows = [{ account: 'a', at: AT, content: null, excerpt: 'Polls are closed' }]
  const text = evidence('polls are closed', 20, { trace: 'text', rows })
  expect(strongestEvidence(finding({ evidence: [text] }))[0]).toContain(
    'posted the text “Polls are closed” in 24 posts',
  )
  expect(byPeculiarity([evidence('common', 500), text]).map(({ object }) => object)).toEqual([
    'polls are closed',
    'common',
  ])
})

test('an innocent explanation is said to suffice only where the verdict says so, and what remains is said where none holds', () => {
  expect(bestExplanation(finding())).toBe(
    'None of the 1 that were tried holds. What remains: A broadcast makes strangers use one hashtag in the same minute.',
  )
  const holds = { explanation: 'scheduler', holds: true, detail: 'all on the minute' }
  expect(bestExplanation(finding({ counterEvidence: [holds] }))).toBe(
    'A scheduler: holds, and does not suffice. all on the minute.',
  )
  const explained = finding({
    verdict: 'explained',
    explainedBy: 'scheduler',
    counterEvidence: [holds],
  })
  expect(bestExplanation(explained)).toMatch(/^A scheduler: suffices\./)
  expect(mindChangers(explained)[0]).toMatch(/does not apply: a scheduler/)
  const { counterEvidence: _tried, ...old } = finding({ caveats: [] })
  expect(bestExplanation(old)).toBe('The document tells of none that was tried.')
})

test('what would turn a verdict is told of each', () => {
  expect(mindChangers(finding()).length).toBeGreaterThan(2)
  expect(mindChangers(finding({ verdict: 'chance', q: 0.4 })).join()).toContain('0.40')
  expect(mindChangers(finding({ verdict: 'untested', thingsEach: 2 })).join()).toContain(
    'shares 2 different things with two others, and 3 are needed',
  )
  expect(mindChangers(finding({ verdict: 'untested', q: null })).join()).toContain(
    'tests the timing',
  )
})
