import { expect, test } from 'vitest'
import { createRandom } from '../../random/random.ts'
import { readWords } from './words.ts'

/** Words by patterns alone, as the requirement says them. */
function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/^rt @[\w.-]+:?/, '')
    .replace(/https?:\/\/\S+|[@＠][\w.-]+/g, ' ')
  return (plain.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).flatMap((word) =>
    word.length > 4 && /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/.test(word)
      ? Array.from({ length: word.length - 3 }, (_, k) => word.slice(k, k + 4))
      : [word],
  )
}

/** As `readWords`, with a string for every word. */
function numberWords(texts: readonly string[]) {
  const numbers = new Map<string, number>()
  const rows = texts.map((text) =>
    [...new Set(wordsOf(text))].map((word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size)
      return numbers.get(word)!
    }),
  )
  const posting = Array.from(numbers, () => 0)
  for (const number of rows.flat()) posting[number]!++
  return { rows, posting }
}

const PARTS = [
  ['a', 'h', 'z9', '_', '-', '.', ' ', ':', '\u00a0', '\u2028', '\n', 'é', 'e\u0301', '１２', '٣'],
  ['http', 'https://', 'http:// ', 'https://x.example/b', 'xhttps://q', 'ht'],
  ['@', '＠', '@ab.c-d', '@日本', 'RT @x: ', 'rt @'],
  [
    'İ',
    'ΟΔΟΣ ',
    '한국어',
    '日本語テキスト',
    'ไทยภาษา',
    '漢字',
    '𝐀𝐁',
    '😀',
    '\ud83d',
    '\udc00',
    '日𠀀本𠀁語',
  ],
].flat()

test('words are what a text says without links, addressees and the mark of a reshare, in any script', () => {
  const { float } = createRandom('words')
  const some = (): string => PARTS[Math.floor(float() * PARTS.length)]!
  const texts = Array.from({ length: 20_000 }, () =>
    Array.from({ length: Math.floor(float() * 12) }, some).join(''),
  )
  texts.push('日'.repeat(3000), `${'a'.repeat(1999)}😀b`, '😀'.repeat(1500))
  const read = readWords(texts.length, (post) => texts[post]!)
  const { rows, posting } = numberWords(texts)
  expect(texts.map((_, k) => [...read.word.subarray(read.start[k], read.start[k + 1])])).toEqual(
    rows,
  )
  expect([...read.posting]).toEqual(posting)
})
