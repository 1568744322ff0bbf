import type { NetworkDocument } from '@tocsin/api'
import { expect, test } from 'vitest'
import { toDossier } from './dossier.ts'
import { renderDossier } from './dossier-pdf.ts'

const AT = '2026-10-12T06:00:00.000Z'
const finding = (accounts: number, more: object = {}) =>
  ({
    kind: 'network',
    id: 'finding-1',
    summary: 'Accounts in step',
    trace: 'hashtag',
    q: 0.00001,
    confidence: 0.97,
    verdict: 'stands',
    members: Array.from({ length: Math.min(accounts, 5000) }, (_, at) => ({
      account: `account_${at}`,
      score: 1 / (at + 1),
      degree: 3,
      posts: 9,
      matched: 4,
    })),
    membersTotal: accounts,
    edges: [],
    edgesTotal: 12,
    evidence: Array.from({ length: 40 }, (_, at) => ({
      object: `#tag${at}`,
      accounts: 4,
      posts: 9,
      first: AT,
      last: AT,
      accountsOverall: 4 + at,
      rows: Array.from({ length: 9 }, () => ({ account: 'account_1', at: AT, content: null })),
      rowsTotal: 9,
    })),
    evidenceTotal: 55,
    timeline: { from: AT, binSeconds: 60, counts: Array.from({ length: 600 }, (_, at) => at % 7) },
    counterEvidence: [{ explanation: 'scheduler', holds: false, detail: 'no fixed beat' }],
    caveats: ['A broadcast makes strangers use one hashtag.'],
    started: AT,
    ended: AT,
    ...more,
  }) as unknown as NetworkDocument
const FACTS = { tlp: 'amber', member: 'Lab', at: new Date(AT), exercise: false } as const
const pdfOf = async (one: NetworkDocument) =>
  Buffer.from(await renderDossier({ ...FACTS, finding: one })).toString('latin1')

test('a dossier on paper leads with the verdict and counts whatever it leaves out', () => {
  const { verdict, before, after, timeline } = toDossier(finding(7000))
  expect(verdict).toMatch(/^Stands; sure to 0.97 of 1/)
  expect(before.map(({ heading }) => heading)).toEqual([
    'Strongest evidence',
    'The innocent explanation that fits best',
    'What would change our mind',
    'Before you conclude',
  ])
  const [things, accounts] = after
  expect(things!.texts[0]).toBe('12 things of 55 that they shared, each with at most 4 posts.')
  expect(things!.list![0]).toMatch(/^#tag0: 9 posts by 4 accounts .*; 5 more posts not here$/)
  expect(accounts!.list).toHaveLength(200)
  expect(accounts!.texts[0]).toBe(
    '200 of 7,000 accounts, those most in step first. 6,800 are not on these pages, 2,000 of which the document itself does not hold.',
  )
  expect(timeline.counts.length).toBeLessThanOrEqual(120)
  expect(timeline.words).toContain('One bar is 5 min.')
  expect(toDossier(finding(3)).after[1]!.texts[0]).toBe(
    '3 of 3 accounts, those most in step first.',
  )
})

test('it is a tagged PDF with title and language, of as many pages as it takes', async () => {
  for (const accounts of [2, 7000]) {
    const pdf = await pdfOf(finding(accounts))
    for (const sign of [
      '/StructTreeRoot',
      '/Lang (en)',
      '/Figure',
      '<pdfuaid:part>1</pdfuaid:part>',
    ])
      expect([accounts, sign, pdf.includes(sign)]).toEqual([accounts, sign, true])
    const { length: pages } = pdf.match(/\/Type \/Page\b/g)!
    expect(pages > 1).toBe(true)
    expect(pages).toBeLessThan(20)
  }
})

test('an imported document with times that no calendar has, long lines and signs of every script is a file all the same', async () => {
  const odd = finding(2, {
    started: 'never',
    summary: `${'x'.repeat(5000)}\u202E投票🗳`,
    timeline: { from: 'never', binSeconds: 1e300, counts: [0, 3, 2_147_483_647] },
    evidence: [
      { object: '\u0000投票', accounts: 0, posts: 0, first: 'x', last: 'y', accountsOverall: 0, rows: [], rowsTotal: 0 }, // prettier-ignore
    ],
    moments: [{ at: 'z', seconds: 1, object: 'a', accounts: 2, posts: 2 }],
    momentsTotal: 1,
  })
  expect(await pdfOf(odd)).toMatch(/^%PDF-1.7/)
  expect(await pdfOf(finding(2, { members: [], evidence: [], timeline: { from: AT, binSeconds: 60, counts: [] } }))).toMatch(/^%PDF-1.7/) // prettier-ignore
})

test('a post that says nothing but the shared text is named by time and account alone', () => {
  const thing = {
    object: 'Polls close at noon',
    accounts: 2,
    posts: 2,
    first: AT,
    last: AT,
    accountsOverall: 2,
    rows: [
      { account: 'one', at: AT, content: null, excerpt: 'Polls  close at NOON' },
      { account: 'two', at: AT, content: null, excerpt: 'Polls close at noon, they say' },
    ],
    rowsTotal: 2,
  }
  const { after } = toDossier(finding(4, { trace: 'text', evidence: [thing], evidenceTotal: 1 }))
  expect(after[0]!.list![0]).toMatch(
    /12 Oct 2026, 06:00:00 UTC, one \/ 12 Oct 2026, 06:00:00 UTC, two: Polls close at noon, they say$/,
  )
})
