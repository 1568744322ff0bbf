import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { composeText, paraphrase } from '../../traffic/text.ts'
import { addText, createTextIndex, groupNearDuplicates, groupOf } from './near-duplicates.ts'
import { jaccard, toShingleSet } from './shingles.ts'

describe('character shingles', () => {
  test('measure the true Jaccard similarity of two texts', () => {
    const naive = (text: string, k: number): Set<string> =>
      new Set(
        Array.from({ length: Math.max(0, text.length - k + 1) }, (_, i) => text.slice(i, i + k)),
      )
    assert(
      property(string({ maxLength: 60 }), string({ maxLength: 60 }), (a, b) => {
        const [x, y] = [naive(a, 5), naive(b, 5)]
        const both = [...x].filter((shingle) => y.has(shingle)).length
        const either = x.size + y.size - both
        expect(jaccard(toShingleSet(a), toShingleSet(b))).toBeCloseTo(
          either ? both / either : 0,
          10,
        )
      }),
    )
  })
})

describe('near-duplicate texts', () => {
  test('are joined when a word or two differ, in Latin, Cyrillic, Arabic and Han script', () => {
    const pairs = [
      [
        'the polling place at the old library moved to the school today',
        'The polling place at the old library moved to the school now'.toLowerCase(),
      ],
      [
        'избирательный участок в старой библиотеке сегодня переехал в школу',
        'избирательный участок в старой библиотеке сегодня переехал в школу!!',
      ],
      [
        'مركز الاقتراع في المكتبة القديمة انتقل اليوم إلى المدرسة',
        'مركز الاقتراع في المكتبة القديمة انتقل الآن إلى المدرسة',
      ],
      [
        '旧図書館の投票所は本日から学校の体育館に移りましたのでご注意ください',
        '旧図書館の投票所は本日から学校の体育館へ移りましたのでご注意ください',
      ],
    ]
    const { group } = groupNearDuplicates(pairs.flat(), { threshold: 0.6 })
    expect([...group]).toEqual([0, 0, 2, 2, 4, 4, 6, 6])
  })

  test('are found for more than 95 % of pairs at a similarity of 0.8, and never below the threshold', () => {
    const random = createRandom('recall')
    const texts: string[] = []
    for (let i = 0; i < 3000; i++) {
      const text = `${composeText(i)} ${composeText(i + 100_000)}`
      texts.push(text, paraphrase(text, i, random.float() * 0.12))
    }
    const { group } = groupNearDuplicates(texts)
    let near = 0
    let found = 0
    for (let i = 0; i < texts.length; i += 2) {
      const similarity = jaccard(toShingleSet(texts[i]!), toShingleSet(texts[i + 1]!))
      if (similarity >= 0.8) near++
      if (similarity >= 0.8 && group[i] === group[i + 1]) found++
    }
    expect(near).toBeGreaterThan(500)
    expect(found / near).toBeGreaterThan(0.95)
    const sizes = new Map<number, number>()
    for (const g of group) sizes.set(g, (sizes.get(g) ?? 0) + 1)
    expect([...sizes.values()].filter((size) => size > 2)).toHaveLength(0)
  })

  test('keep equal short texts together and different short texts apart', () => {
    const { group } = groupNearDuplicates(['vote now', 'vote now!', 'vote now'])
    expect([...group]).toEqual([0, 1, 0])
  })

  test('give the same groups whether they come at once or one by one', () => {
    const texts = Array.from({ length: 400 }, (_, i) => paraphrase(composeText(i % 40), i, 0.04))
    const index = createTextIndex()
    const numbers = texts.map((text) => addText(index, text))
    const { group } = groupNearDuplicates(texts)
    const first = (g: number): number => numbers.findIndex((number) => groupOf(index, number) === g)
    expect(numbers.map((number) => first(groupOf(index, number)))).toEqual([...group])
  })
})
