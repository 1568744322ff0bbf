import { array, assert, asyncProperty, constantFrom, double, integer, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearWords } from './near-words.ts'

const text = array(constantFrom('vote', 'poll', 'river', 'gym', 'school', 'moved', 'on', 'the'), {
  minLength: 1,
  maxLength: 6,
}).map((words) => words.join(' '))

describe('texts whose words overlap', () => {
  test('are all found and no others, whatever is asked for', async () => {
    const timed = array(tuple(text, integer({ min: 0, max: 50 })), { minLength: 1, maxLength: 14 })
    await assert(
      asyncProperty(timed, double({ min: 0.1, max: 1, noNaN: true }), async (given, least) => {
        const ordered = given.toSorted(([, a], [, b]) => a - b)
        const texts = ordered.map(([one]) => one)
        const from = Float64Array.from(ordered, ([, at]) => at)
        const near = await nearWords({ texts, from, until: from.map((at) => at + 20) }, least)
        const found = [...near.first].map((a, k) => [a, near.second[k]!] as const)
        expect(found.toSorted(byNumber)).toEqual(allPairs(texts, from, least))
      }),
    )
  })

  test('are told by rare words more than by usual ones, and endings do not matter', async () => {
    const usual = Array.from({ length: 40 }, (_, k) => `the road to town number${k} is long`)
    const texts = [
      ...usual,
      'polling machines crashed near the harbour',
      'the harbour machine crashes polling',
    ]
    const zero = new Float64Array(texts.length)
    const near = await nearWords({ texts, from: zero, until: zero }, 0.3)
    const rare = [...near.first].findIndex((a, k) => a === 40 && near.second[k] === 41)
    expect(rare).toBeGreaterThanOrEqual(0)
    expect(near.likeness[rare]).toBeGreaterThan(0.6)
  })

  test('are found in scripts without spaces', async () => {
    const texts = [
      '旧図書館の投票所は学校に移りました',
      '投票所は旧図書館から学校の体育館へ移った',
      '今日の天気はとても良い',
    ]
    const zero = new Float64Array(3)
    const near = await nearWords({ texts, from: zero, until: zero }, 0.1)
    expect([...near.first, ...near.second]).toEqual([0, 1])
  })
})

const byNumber = (a: readonly number[], b: readonly number[]) => a[0]! - b[0]! || a[1]! - b[1]!

/** Every pair by the definition. */
function allPairs(texts: readonly string[], from: Float64Array, least: number): [number, number][] {
  const words = texts.map((one) => new Set(one.split(' ')))
  const weight = (word: string) =>
    Math.log2((texts.length + 1) / words.filter((set) => set.has(word)).length)
  const sum = (some: Iterable<string>) => [...some].reduce((total, word) => total + weight(word), 0)
  const pairs: [number, number][] = []
  for (let a = 0; a < texts.length; a++)
    for (let b = a + 1; b < texts.length; b++) {
      const both = sum([...words[a]!].filter((word) => words[b]!.has(word)))
      const likeness = both / sum(new Set([...words[a]!, ...words[b]!]))
      if (likeness >= least && from[b]! - from[a]! <= 20) pairs.push([a, b])
    }
  return pairs
}
