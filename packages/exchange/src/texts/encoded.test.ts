import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodedIn } from './encoded.ts'

const SAID = 'Please keep the pages of the county in mind.'
const bytes = Buffer.from(SAID)
const moved = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
  })
const backwards = (text: string): string => [...text].toReversed().join('')

test.each([
  ['base64', `For reference: ${bytes.toString('base64')}`],
  ['base64', `https://a.example/${bytes.toString('base64url')}`],
  ['base64', `Pin:\n${bytes.toString('base64').replaceAll(/(.{20})/g, '$1\n')}`],
  ['hexadecimal', bytes.toString('hex')],
  ['hexadecimal', `0x${bytes.toString('hex')}`],
  ['hexadecimal', [...bytes].map((byte) => byte.toString(16).toUpperCase()).join(' ')],
  ['hexadecimal', [...bytes].map((byte) => `\\x${byte.toString(16)}`).join('')],
  ['binary', [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join(' ')],
  ['percent signs', `https://a.example/q?text=${encodeURIComponent(SAID)}`],
  ['percent signs', [...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
  ['signs of a page', `&lt;p&gt;${SAID.replaceAll(' ', '&nbsp;')}`],
  ['letters moved by thirteen', `(rot13) ${moved(SAID)}`],
  ['letters that run backwards', backwards(SAID)],
  ['letters that run backwards', SAID.replaceAll(/\w+/g, backwards)],
  ['base64 of base64', Buffer.from(bytes.toString('base64')).toString('base64')],
  ['base64 of letters moved by thirteen', Buffer.from(moved(SAID)).toString('base64')],
])('words in %s are read: %s', (code, text) => {
  const found = encodedIn(text).find((one) => one.words.includes(SAID))
  expect(found?.code).toBe(code)
})

test.each([
  'https://files.county.example/elections/2026/notices/sample-ballot-of-precinct-nine.pdf',
  'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f',
  'bd2b1aaf7ef4f09be9f52ce2d8d599674d81aa9d6a4421696dc4d93dd0619d68',
  '192.0.2.1, 198.51.100.0/24 and 2001:db8::1',
  'The office answers 100% of calls, save 5% that come at noon.',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  SAID,
])('what is in no code, or comes out as no words, is left: %s', (text) => {
  expect(encodedIn(text)).toEqual([])
})

test('any text is read to its end, however long its runs are, and gives no words longer than itself', () => {
  const signs = fc.constantFrom(
    'a',
    'Z',
    '0',
    '1',
    '%',
    '4',
    '1',
    '&amp;',
    '/',
    '-',
    '=',
    ' ',
    '\n',
    '\\x',
    'eht ',
    'gur ',
  )
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 400 }), (parts) => {
      const text = parts.join('')
      for (const { words } of encodedIn(text)) expect(words.length).toBeLessThanOrEqual(text.length)
    }),
  )
  for (const run of ['ab', '41', '%41', '01', '\\x41', 'a-', '&amp;', 'gur ', 'eht\n', '\n'])
    expect(encodedIn(`ABCDEFGHIJKL${run.repeat(10_000)}!`).length).toBeLessThan(20_001)
  // Were each of these gone through from each other, it would take a quarter of an hour.
  expect(encodedIn(`ABCDEFGHIJKL${'\n'.repeat(400_000)}!`)).toEqual([])
})
