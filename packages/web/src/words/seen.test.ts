import { expect, test } from 'vitest'
import { mayHide, toSeen, toSeenAll } from './seen.ts'

test('marks that turn the direction of text or are not seen are written out where they stand', () => {
  expect(toSeen('Franklin\u202eytnuoC')).toBe('Franklin[U+202E]ytnuoC')
  expect(toSeen('Plat\u200bform A\u2066')).toBe('Plat[U+200B]form A[U+2066]')
  expect(toSeen('\ufeffname\u00ad\u{e0041}')).toBe('[U+FEFF]name[U+00AD][U+E0041]')
})

test('a joiner between letters that need none is written out; in emoji and scripts that join it stays', () => {
  expect(toSeen('Plat\u200dform\u200cA')).toBe('Plat[U+200D]form[U+200C]A')
  for (const text of [
    '👩🏽\u200d💻',
    '🏳️\u200d🌈',
    'می\u200cخواهم',
    'क्\u200dष',
    'Ñandú, Zoë, 東京',
  ]) {
    expect(toSeen(text)).toBe(text)
  }
})

test('of a whole answer every text is shown so, and lines, numbers and what is absent stay', () => {
  const answer = {
    items: [{ subject: 'a\u202eb', text: 'one\ntwo\tthree', n: 1, gone: null }],
    open: true,
  }
  expect(toSeenAll(answer)).toEqual({
    items: [{ subject: 'a[U+202E]b', text: 'one\ntwo\tthree', n: 1, gone: null }],
    open: true,
  })
})

test.each([
  [
    'nothing of it, line ends and quotes',
    { a: 'one\ntwo', b: ['"', '\\'], c: 'Ñandú 東京' },
    false,
  ],
  ['a mark as it is', { a: 'a\u202eb' }, true],
  ['a joiner', { a: 'a\u200db' }, true],
  ['a control, which JSON escapes', { a: 'a\u0001b' }, true],
  ['a form feed, which has an escape of its own', { a: 'a\fb' }, true],
  ['a backspace, which has one too', { a: 'a\bb' }, true],
])('an answer is looked through where its text may hide something: %s', (_, answer, may) => {
  expect(mayHide(JSON.stringify(answer))).toBe(may)
})

test('a mark that was escaped though it need not be is found too', () => {
  const text = '{"a":"a\\u202eb"}'
  expect(mayHide(text)).toBe(true)
  expect(toSeenAll(JSON.parse(text))).toEqual({ a: 'a[U+202E]b' })
})
