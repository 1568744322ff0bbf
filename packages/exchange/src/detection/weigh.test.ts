import type { NetworkDocument } from '@tocsin/api'
import { expect, test } from 'vitest'
import { headlineOf } from './headline.ts'
import { standingOf, weighFindings } from './weigh.ts'

const AT = '2026-10-12T06:00:00.000Z'

function network(more: Partial<NetworkDocument> = {}): NetworkDocument {
  return {
    version: 1,
    kind: 'network',
    id: `finding-${'0'.repeat(32)}`,
    trace: 'fused',
    summary: 'Accounts in step',
    score: 0.5,
    q: 0.001,
    started: AT,
    ended: '2026-10-14T06:00:00.000Z',
    members: ['a', 'b', 'c'].map((account) => ({
      account,
      score: 0.5,
      degree: 2,
      posts: 9,
      matched: 9,
    })),
    membersTotal: 3,
    edges: [],
    edgesTotal: 0,
    evidence: [],
    evidenceTotal: 0,
    timeline: { from: AT, binSeconds: 60, counts: [] },
    parameters: {
      trace: 'fused',
      window: 60,
      mode: 'pairs',
      minWeight: 3,
      minMembers: 3,
      seed: 1,
      maxAccountsPerObject: null,
    },
    caveats: [],
    ...more,
  }
}

const proof = (object: string, accounts: number, overall: number, more: object = {}) => ({
  object,
  accounts,
  posts: accounts,
  first: AT,
  last: AT,
  accountsOverall: overall,
  rows: [],
  rowsTotal: 0,
  ...more,
})

test('a headline says what few others used first, how many accounts, and when', () => {
  const evidence = [
    proof('vote', 3, 900, { trace: 'hashtag' }),
    proof('pollsclosed', 3, 4, { trace: 'hashtag' }),
    proof('https://www.sample.example/story', 3, 3, { trace: 'link' }),
  ]
  expect(headlineOf(network({ evidence, evidenceTotal: 9 }))).toBe(
    'sample.example/story, #pollsclosed and 7 more: 3 accounts, 12 – 14 Oct 2026',
  )
  expect(headlineOf(network({ membersTotal: 1 }))).toMatch(/: 1 account, 12/)
})

test('texts are quoted as they were posted, cut to a line, whatever marks stand in them', () => {
  const rows = [
    { account: 'a', at: AT, content: null, excerpt: `Polls\nare ${'closed '.repeat(30)}` },
  ]
  const told = headlineOf(
    network({ evidence: [proof('polls are closed', 3, 3, { trace: 'text', rows })] }),
  )
  expect(told).toMatch(/^“Polls are closed closed .*…”: 3 accounts, /)
  expect(told.length).toBeLessThan(120)
  expect(headlineOf(network({ evidence: [] }))).toMatch(/^No shared thing in the document: 3 acc/)
})

test('a post that is known by a number is told by its words, where the export has them', () => {
  const rows = [{ account: 'a', at: AT, content: null, excerpt: 'Polls are closed' }]
  const told = (more: object) =>
    headlineOf(network({ evidence: [proof('608933778', 3, 3, { trace: 'reshare', ...more })] }))
  expect(told({ rows })).toMatch(/^repeats of “Polls are closed”: 3 accounts/)
  expect(told({})).toMatch(/^repeats of 608933778: 3 accounts/)
})

test('nobody is told that a finding stands which does not say so itself', () => {
  expect(standingOf(network({ verdict: 'stands' }))).toBe('stands')
  expect(standingOf(network({ verdict: 'untested' }))).toBe('unclear')
  expect(standingOf(network({ verdict: 'a word to come' }))).toBe('unclear')
  expect(standingOf(network({ confidence: 0.99 }))).toBe('unclear')
  expect(standingOf(network({ q: 0.3 }))).toBe('chance')
})

test('what weighs is how sure times how closely how many did how much, and no number of a file breaks it', () => {
  const found = [
    network({ confidence: 1, things: 20 }),
    network({ confidence: 0.5, things: 20 }),
    network({ confidence: 1, things: 20, score: 1e308, membersTotal: 2 ** 30 }),
  ].map((document, i) => ({ id: `${i}`, run: `${i}`, document }))
  const places = weighFindings(found)
  expect(places.get('0')!.weight).toBeCloseTo(2 * places.get('1')!.weight)
  expect(Number.isFinite(places.get('2')!.weight)).toBe(true)
  expect(places.get('0')!.leader).toBe('0')
})
