import { expect, test } from 'vitest'
import { namesAwaited } from './awaited.ts'

const AWAITED = new Set(['quillwort-hall.net', 'xn--quilwort-hall-3mi.net'])
const isNamed = (words: string) => namesAwaited(words, [], AWAITED)

test('a name is found by itself, below another label, and with dots at its ends; another name is not', () => {
  const written = [
    'quillwort-hall.net',
    'x.Quillwort-Hall.net.',
    '..quillwort-hall.net..a',
    '-_quillwort-hall.net_',
  ]
  expect(written.map(isNamed)).toEqual([true, true, true, true])
  const others = [
    'quillwort-hall.network',
    'my-quillwort-hall.net',
    'quillwort-hall',
    'quillwort-hall.net.example',
    '',
  ]
  expect(others.map(isNamed)).toEqual([false, false, false, false, false])
})

test('texts of one sign over and over are read to their end', () => {
  const long = [
    'a',
    'a.',
    '.',
    '-',
    '_',
    '\\',
    '%41',
    '%',
    '[',
    ' ',
    '&#',
    '\u0444.',
    '\u200b',
    '. ',
    ' dot ',
    '[.',
  ]
  for (const sign of long) {
    const words = sign.repeat(300_000)
    expect(isNamed(`${words} quillwort-hall.net`)).toBe(true)
    expect(namesAwaited('', [{ type: 'note', id: 'note--1', content: words }], AWAITED)).toBe(false)
  }
})
