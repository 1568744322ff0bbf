import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalText } from './normal-text.ts'
import { NormalTexts } from './normal-texts.ts'

const PIECES = [
  'RT @',
  'rt @',
  'http://',
  'https://t.co/x',
  'hhttp',
  'HTTPS://É',
  '@',
  '@anna',
  '_',
  '#',
  'Straße',
  'ΟΔΟΣ',
  'İ',
  'и\u0306',
  'Привет',
  '你好世界',
  '한국어',
  '\u1112\u1161\u11ab',
  'ｆｕｌｌ',
  '＠',
  '：',
  '…',
  '⩴',
  '½',
  'ﬁ',
  '😀',
  '🏽',
  '🄰',
  '❤\ufe0f',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\t',
  '\ud83d',
  '\udc00',
  'e\u0301',
  'ｶﾞ',
  'a long run of plain words',
  'ЕЩЁ немного слов',
]

test('texts get the same number exactly when their normal forms are equal, and the name is that form', () => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }))
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const numbers = new NormalTexts()
      for (const one of texts) {
        const normal = normalText(one)
        const number = numbers.number(one)
        expect(number < 0 ? null : numbers.name(number)).toBe(normal)
      }
      const distinct = new Set(texts.map((one) => normalText(one)).filter((one) => one !== null))
      expect(numbers.size).toBe(distinct.size)
    }),
    { numRuns: 3000 },
  )
})

test('every unit of the first plane folds as it does in a text', () => {
  const texts = new NormalTexts()
  for (let unit = 0; unit < 1 << 16; unit++) {
    const text = `sixteen letters of text ${String.fromCharCode(unit)}x`
    expect(texts.name(texts.number(text))).toBe(normalText(text))
  }
})
