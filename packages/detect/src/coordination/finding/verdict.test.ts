import { expect, test } from 'vitest'
import type { EncodedActs } from '../../activity/read/encode.ts'
import type { NetworkFinding } from '../network-finding.ts'
import { tryAuthor, tryDeclared } from './openness.ts'
import {
  compareFindings,
  countThings,
  hasFewStrangers,
  judgeNetwork,
  toStandings,
} from './verdict.ts'

type Judged = Parameters<typeof judgeNetwork>[0]

const found: Judged = { q: 1e-6, confidence: 1, counterEvidence: [], traces: [] }
const RUN = { rate: 0.05, fewStrangers: false }
const on = (things: number) => ({ things: 50, thingsEach: things })
const holding = (explanation: NetworkFinding['counterEvidence'][number]['explanation']) => ({
  ...found,
  counterEvidence: [{ explanation, holds: true, detail: '' }],
})

test('a network stands only on three different things, and nobody is sure of one on two', () => {
  expect(judgeNetwork(found, on(3), RUN)).toMatchObject({ verdict: 'stands', confidence: 1 })
  expect(judgeNetwork(found, on(2), RUN)).toMatchObject({ verdict: 'untested', confidence: 0.5 })
})

test('what chance would do is said to be chance, however sure one minus q looks', () => {
  const judged = judgeNetwork({ ...found, q: 0.06, confidence: 0.94 }, on(9), RUN)
  expect(judged).toMatchObject({ verdict: 'chance', confidence: 0.29 })
  expect(judgeNetwork({ ...found, q: null, confidence: null }, on(9), RUN).verdict).toBe('untested')
})

test('what stands out of hardly any strangers is untested, not chance', () => {
  const unclear = { ...found, q: 0.56, confidence: 0.44 }
  expect(judgeNetwork(unclear, on(9), { ...RUN, fewStrangers: true })).toMatchObject({
    verdict: 'untested',
    confidence: 0.29,
  })
  const accounts = [12, 23, 24, 72]
  expect(accounts.map((all) => hasFewStrangers(12, all))).toEqual([true, true, false, false])
  expect(hasFewStrangers(4000, 7000)).toBe(false)
})

test('declared automation and followers of one author explain, a scheduler only where nobody shares words', () => {
  expect(judgeNetwork(holding('declared'), on(9), RUN)).toMatchObject({
    verdict: 'explained',
    explainedBy: 'declared',
  })
  expect(judgeNetwork(holding('one author'), on(9), RUN).verdict).toBe('explained')
  expect(judgeNetwork(holding('scheduler'), on(9), RUN).verdict).toBe('explained')
  const traces = [{ trace: 'text' as const, objects: 9, posts: 30, accounts: 5 }]
  expect(judgeNetwork({ ...holding('scheduler'), traces }, on(9), RUN).verdict).toBe('stands')
  for (const doubt of ['one tool', 'one source', 'common objects', 'few accounts'] as const)
    expect(judgeNetwork(holding(doubt), on(9), RUN).verdict).toBe('stands')
})

/** Rows of accounts 0 and 1 in step: `posts[k]` on `objects[k]`. */
function rowsOf(objects: number[], posts: number[], seconds: number[] = objects) {
  const account = Int32Array.from(objects.keys(), (k) => k % 2)
  const acts = { account, content: Int32Array.from(posts), time: Int32Array.from(seconds), tick: 1 }
  const stepped = { rows: Int32Array.from(objects.keys()), objects: Int32Array.from(objects) }
  return { acts: acts as unknown as EncodedActs['acts'], stepped }
}

test('the link, the headline and the tag of the same posts are one thing', () => {
  const { acts, stepped } = rowsOf([0, 0, 1, 1, 2, 2, 3, 3], [10, 11, 10, 11, 10, 11, 20, 21])
  expect(countThings(acts, stepped, [0, 1])).toEqual({ things: 2, thingsEach: 2 })
  // What two of five have in common says nothing of the five.
  expect(countThings(acts, stepped, [0, 1, 2, 3, 4]).thingsEach).toBe(0)
})

test('accounts declare themselves in their posts or by name, and silence without a column is no sign', () => {
  const { acts, stepped } = rowsOf([0, 0, 1, 1], [0, 1, 2, 3])
  const encoded = (names: string[], texts: string[]) =>
    ({
      acts,
      accountNames: names,
      contentText: (post: number) => texts[post],
    }) as unknown as EncodedActs
  const tried = (names: string[], texts: string[]) =>
    tryDeclared(encoded(names, texts), stepped.rows, [0, 1])
  const plain = ['one', 'two', 'three', 'four']
  expect(tried(['ann', 'talbot'], plain)).toEqual([])
  expect(tried(['city_bot', 'townnewsbot'], plain)[0]!.holds).toBe(true)
  const marked = plain.map((text) => `${text} [automated]`)
  expect(tried(['ann', 'ben'], marked)[0]!.holds).toBe(true)
  const repeated = marked.map((text) => `RT @x: ${text}`)
  expect(tried(['ann', 'ben'], repeated)).toEqual([])
})

test('followers of one author repeat him without haste; a ring that does it within seconds is not excused', () => {
  const holds = (step: number, author: (post: number) => string) => {
    const { acts, stepped } = rowsOf(
      [0, 0, 1, 1, 2, 2],
      [0, 1, 2, 3, 4, 5],
      [0, step, 0, step, 0, step],
    )
    return tryAuthor({ acts } as unknown as EncodedActs, stepped, author)[0]?.holds
  }
  expect(holds(90, () => 'hall')).toBe(true)
  expect(holds(5, () => 'hall')).toBe(false)
  expect(holds(90, (post) => `author ${post >> 1}`)).toBe(false)
  expect(holds(90, () => '')).toBeUndefined()
})

test('findings come by verdict, then by how sure, then by weight', () => {
  const one = (id: string, verdict: NetworkFinding['verdict'], confidence: number, things = 5) =>
    ({ id, verdict, confidence, score: 0.5, membersTotal: 5, things }) as NetworkFinding
  const sorted = [
    one('chance', 'chance', 0.29),
    one('explained', 'explained', 0.25),
    one('light', 'stands', 1),
    one('doubtful', 'stands', 0.67, 900),
    one('heavy', 'stands', 1, 900),
  ].sort(compareFindings)
  expect(sorted.map(({ id }) => id)).toEqual(['heavy', 'light', 'doubtful', 'explained', 'chance'])
})

test('an account has the verdict of its network, and without one is untested or within chance', () => {
  const scores = new Map(
    [0.001, 0.001, 0.2, 0.001].map((q, k) => [`a${k}`, { network: 'n', score: 0.8, q }] as const),
  )
  const finding = (member: string, verdict: string, explainedBy: string | null) =>
    ({
      members: [{ account: member }],
      verdict,
      explainedBy,
      confidence: 0.9,
    }) as unknown as NetworkFinding
  const findings = [finding('a0', 'stands', null), finding('a3', 'explained', 'declared')]
  const standings = toStandings(scores, findings, 0.05)
  expect([...standings.values()].map(({ verdict }) => verdict)).toEqual([
    'stands',
    'untested',
    'chance',
    'explained',
  ])
  expect(standings.get('a3')).toMatchObject({ explainedBy: 'declared', score: 0.2 })
  const unclear = { ...finding('a2', 'untested', null), q: 0.2 }
  expect(toStandings(scores, [unclear], 0.05).get('a2')).toMatchObject({
    verdict: 'untested',
    confidence: 0.29,
  })
})

test('an account that met nobody twice is untested, not cleared by chance', () => {
  const scores = new Map([
    ['alone', { network: '', score: 0.1, q: 1 }],
    ['among others', { network: 'weak-1', score: 0.1, q: 1 }],
  ])
  const verdicts = [...toStandings(scores, [], 0.05).values()].map(({ verdict }) => verdict)
  expect(verdicts).toEqual(['untested', 'chance'])
})
