import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSentences } from '../../bench/asking-sentences.ts'
import {
  EVASIONS,
  isFoundWhole,
  LABELS,
  PERSONS,
  seeded,
  sentenceWith,
} from '../../bench/persons.ts'
import { findInText } from './find-text.ts'
import { toDeclared } from './names.ts'

test('of identifiers of persons, in each way that hides them, at least 995 of 1000 are found whole', () => {
  const random = seeded(20261129)
  let [all, found] = [0, 0]
  for (const hide of Object.values(EVASIONS))
    for (const [kind, make] of Object.entries(PERSONS))
      for (let i = 0; i < 12; i++) {
        const hidden = hide(make(random), random)
        if (hidden === undefined) continue
        const { text, start } = sentenceWith(LABELS[kind] ?? '', hidden, random)
        all++
        if (isFoundWhole(text, start, hidden)) found++
      }
  expect(all).toBeGreaterThan(2500)
  expect(found / all).toBeGreaterThanOrEqual(0.995)
}, 60_000)

test('of sentences that inform and name nobody, at most one in a hundred is taken to name somebody', () => {
  const sentences = (['first', 'second', 'third'] as const).flatMap((set) => {
    const { plain, hard } = readSentences(set)
    return [...plain, ...hard]
  })
  const named = sentences.filter((text) => findInText(text).length > 0)
  expect(named.length).toBeLessThanOrEqual(0.01 * sentences.length)
}, 60_000)

test.each([
  ['jane.roe@example.com', 'mail:jane.roe@example.com'],
  ['j a n e . r o e @ e x a m p l e . c o m', 'mail:jane.roe@example.com'],
  ['jane dot roe at example dot com', 'mail:jane.roe@example.com'],
  ['jane&#46;roe&commat;example%2Ecom', 'mail:jane.roe@example.com'],
  ['ｊａｎｅ．ｒｏｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mail:jane.roe@example.com'],
  ['(202) 555-0134', 'phone:+12025550134'],
  ['two oh two, five five five, oh one three four', 'phone:+12025550134'],
  ['+44 20 7946 0958', 'phone:+442079460958'],
  ['12 Main Street, Springfield, OH 45501', 'postal:12mainstreetspringfieldoh45501'],
  ['@eagle_1776', 'account:eagle_1776'],
  ['@eagle\u200b_17\u00ad76', 'account:eagle_1776'],
  ['Jane Roe', 'name:janeroe'],
])('the same identifier has the same key however it is written: %s', (said, key) => {
  expect(findInText(`It was written by ${said} in May.`)).toMatchObject([{ key }])
})

test.each([
  'The report of 2026-10-01T10:00:00.000Z refers to note--311b2d2d-f010-4473-83ec-1edf84858f4c.',
  'It came from 192.0.2.7 and had the hash d41d8cd98f00b204e9800998ecf8427e.',
  'The site was seen at peacedata.net on 1 September 2020; 1,204 posts linked to it.',
  'CVE-2021-42574 was used in 14 counties between 10 and 12 March.',
])('what names nobody is let be: %s', (text) => {
  expect(findInText(text)).toEqual([])
})

test('lines of a list are one each, and no word beside an identifier is taken with it', () => {
  const shown = (text: string) => findInText(text).map(({ start, end }) => text.slice(start, end))
  expect(shown('@jane_roe\n@omar_poe\n@lena_doe')).toEqual(['@jane_roe', '@omar_poe', '@lena_doe'])
  expect(shown('a.roe@example.com\nb.roe@example.com')).toEqual([
    'a.roe@example.com',
    'b.roe@example.com',
  ])
  expect(shown('Write to a.roe@example.com, not to them.')).toEqual(['a.roe@example.com'])
})

test('a declared name is found in other letters, set apart, and with marks', () => {
  const names = toDeclared(['Nadia Example'])
  for (const said of [
    'nadia example',
    'N a d i a E x a m p l e',
    'Nаdiа\u200b Exаmple',
    'Nádia  Exâmple',
  ])
    expect(findInText(`By ${said}, they say`, names).map(({ key }) => key)).toEqual([
      'name:nadiaexample',
    ])
})

test.each([
  ['Иван Петров', 'Это написал Иван Петров в мае.'],
  ['Γιάννης Ρούσσος', 'Το έγραψε ο Γιάννης Ρούσσος τον Μάιο.'],
  ['王小明', '据王小明说,他们看见了。'],
  ['김철수', '그것은 김철수가 썼다.'],
])('a declared name is found in the letters in which it is written: %s', (name, text) => {
  const found = findInText(text, toDeclared([name]))
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([name])
})

test('of declared names the longer is found where one begins the other, and one without letters nowhere', () => {
  const text = 'By Jane Roe Smith; by Jane Roe - in May.'
  const found = findInText(text, toDeclared(['...', 'Jane Roe', ' - ', 'Jane Roe Smith']))
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Jane Roe Smith',
    'Jane Roe',
  ])
})

test.each([
  ['Call 202-555-0134--311b2d2d-f010-4473-83ec-1edf84858f4c now', 'phone:+12025550134'],
  ['Call 202.555.013.4 now', 'number:2025550134'],
  ['Number 078.05.112.0 was used', 'number:078051120'],
])('what only looks like an id or an address of the net is read: %s', (text, key) => {
  expect(findInText(text).map((one) => one.key)).toContain(key)
})

test('what is found in a long text that is full of it lies there once', () => {
  const text = Array.from({ length: 4000 }, (_, i) => `a${i}@example.com`).join(' ')
  const found = findInText(text)
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(text.split(' '))
}, 60_000)

test('what is found lies in the text, in its order, and nothing lies on another', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '@',
      ' at ',
      ' dot ',
      '.',
      '\n',
      '202',
      '555-01',
      '34',
      ' one ',
      'jane',
      '%40',
      '&#64;',
      '\u202e',
      '\u202c',
      '<b>',
      '_',
    ),
  )
  const property = fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join('')
    let done = 0
    for (const { start, end } of findInText(text)) {
      expect(start).toBeGreaterThanOrEqual(done)
      expect(end).toBeGreaterThan(start)
      done = end
    }
    expect(done).toBeLessThanOrEqual(text.length)
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
}, 60_000)

test.each([
  ' ',
  '\n',
  '-',
  'a.',
  '1.',
  'a ',
  '1 ',
  '@',
  'account ',
  'one ',
  '%41',
  'a\n',
  '12 main ',
  'a@a.',
  'A B ',
  'Aa Bb ',
  '1-',
  '12-a.',
])(
  'a long text is read to its end, of whatever it is made: %j',
  (part) => {
    const text = part.repeat(30_000 / part.length)
    const found = findInText(`${text} jane.roe@example.com`)
    expect(found.some(({ end }) => end === text.length + 21)).toBe(true)
  },
  60_000,
)
