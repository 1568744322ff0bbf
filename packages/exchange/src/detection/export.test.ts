import type { NetworkDocument } from '@tocsin/api'
import { expect, test } from 'vitest'
import { exportFinding } from './export.ts'

const AT = '2026-10-12T06:00:00.000Z'
const finding = {
  summary: 'Accounts in step',
  members: ['=cmd()', 'b <b>'].map((account) => ({
    account,
    score: 0.5,
    degree: 1,
    posts: 3,
    matched: 2,
    q: 0.01,
    led: 1,
    followed: 0,
  })),
  membersTotal: 5,
  edges: [
    { a: 0, b: 1, weight: 3, objects: 2, meanLag: 12, first: AT, last: AT, q: null },
    { a: 0, b: 9, weight: 3, objects: 2, meanLag: 12, first: AT, last: AT, q: null },
  ],
  edgesTotal: 9,
  evidence: [
    {
      object: '#polls',
      accounts: 2,
      posts: 4,
      accountsOverall: 7,
      rows: [{ account: 'b <b>', at: AT, content: 'p1', excerpt: 'Polls, "closed"' }],
    },
    { object: 'bare', accounts: 2, posts: 2, accountsOverall: 2, rows: [] },
  ],
  evidenceTotal: 2,
} as unknown as NetworkDocument

test('accounts, pairs and posts are tables that no spreadsheet takes for formulas, and say in their last column what they lack', () => {
  expect(exportFinding(finding, 'accounts').text).toBe(
    'account,score,q,acted_with,posts_in_step,posts,led,followed,not_in_this_file\r\n' +
      "'=cmd(),0.5,0.01,1,2,3,1,0,3 of 5 accounts\r\nb <b>,0.5,0.01,1,2,3,1,0,3 of 5 accounts\r\n",
  )
  expect(exportFinding(finding, 'edges').text.split('\r\n')[1]).toBe(
    `'=cmd(),b <b>,3,2,12,,${AT},${AT},7 of 9 pairs`,
  )
  expect(exportFinding(finding, 'evidence').text.split('\r\n').slice(1, 3)).toEqual([
    `#polls,2,7,4,1,b <b>,${AT},p1,"Polls, ""closed""",`,
    'bare,2,2,2,0,,,,,',
  ])
})

test('a graph says what the document lacks, and joins no account that it does not hold', () => {
  const [graphml, gexf] = (['graphml', 'gexf'] as const).map((form) => exportFinding(finding, form))
  expect([graphml!.ending, gexf!.ending]).toEqual(['graphml', 'gexf'])
  for (const { text } of [graphml!, gexf!]) {
    expect(text).toContain('The document lacks 3 of 5 accounts and 7 of 9 pairs.')
    expect(text).toContain('b &lt;b&gt;')
    expect(text.match(/<edge id=/g)).toHaveLength(1)
  }
})
