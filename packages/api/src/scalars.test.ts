import { expect, test } from 'vitest'
import { Compile } from 'typebox/compile'
import Type from 'typebox'
import { Instant, isEmail, isSharedMailDomain, Line, Prose } from './scalars.ts'

test('an address is one mailbox', () => {
  for (const one of ['clerk@county.example', "o'neil+vote@sub.county.example", 'root@localhost'])
    expect([one, isEmail(one)]).toEqual([one, true])
})

test('lists, names, remarks, quotes, spaces and broken domains are no address', () => {
  for (const one of [
    'jones,clerk@baldwin.example',
    '(note)clerk@baldwin.example',
    'clerk@baldwin.example;',
    'clerk@baldwin.example,other@else.example',
    'clerk@baldwin.example other@else.example',
    'Clerk <clerk@baldwin.example>',
    'office:clerk@baldwin.example',
    '"jones,clerk"@baldwin.example',
    'clerk@baldwin.example@else.example',
    'clerk@[192.0.2.1]',
    'clerk@-baldwin.example',
    'clerk@baldwin..example',
    '.clerk@baldwin.example',
    'clerk\u200b@baldwin.example',
    'clerk@baldwin.example\n',
    'clerk\\@baldwin.example',
    `${'x'.repeat(65)}@baldwin.example`,
  ])
    expect([one, isEmail(one)]).toEqual([one, false])
})

const BENT = [
  '\u202e',
  '\u2066',
  '\u200e',
  '\u061c',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\u{e0041}',
  '\u0085',
]
const BLANK = ['', ' ', '\u00a0\u2003', '\u2800', ' \u2800 ']
const JOINED = ['\u200d', '\u00ad', '\u3164', '\u180e']

test('a name or a subject holds no mark that bends it or is not seen, and says something', () => {
  const line = Compile(Line)
  for (const one of [
    'Baldwin County',
    'Zoë Ñandú',
    '郡選舉',
    'مقاطعة',
    'EXERCISE: a — b',
    '⚠️ Urgent',
  ])
    expect([one, line.Check(one)]).toEqual([one, true])
  for (const mark of [...BENT, ...JOINED])
    expect([mark, line.Check(`Baldwin${mark} County`)]).toEqual([mark, false])
  for (const empty of BLANK) expect([empty, line.Check(empty)]).toEqual([empty, false])
})

test('text of several lines may join letters and emoji, and is not bent', () => {
  const prose = Compile(Prose)
  expect(prose.Check('One\n\ttwo \u{1f469}\u200d\u{1f4bb} نمی\u200cخواهم')).toBe(true)
  for (const empty of [...BLANK, '\n', ' \n\t ', '\u200d', '\u3164 \u00ad\n'])
    expect([empty, prose.Check(empty)]).toEqual([empty, false])
  for (const mark of [...BENT, '\u001b', '\0'])
    expect([mark, prose.Check(`a${mark}b`)]).toEqual([mark, false])
})

test('the mail domain of an office is its own, also one that is called mail, and that of a provider is nobody’s', () => {
  for (const one of ['gmail.com', 'yahoo.co.uk', 'orange.fr', 'mac.com'])
    expect([one, isSharedMailDomain(one)]).toEqual([one, true])
  for (const one of [
    'county.example',
    'mail.county.example',
    'notgmail.com',
    'gmail.com.county.example',
  ])
    expect([one, isSharedMailDomain(one)]).toEqual([one, false])
})

test('an instant is a moment that there is, also where it may be left out', () => {
  const asked = Compile(Type.Object({ at: Type.Optional(Instant) }))
  for (const at of ['2026-11-03T20:00:00.000Z', '2028-02-29T00:00:00Z', '0001-01-01T00:00:00Z'])
    expect([at, asked.Check({ at })]).toEqual([at, true])
  for (const at of [
    '2026-13-01T00:00:00Z',
    '2027-02-29T00:00:00.000Z',
    '2026-01-01T25:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-03',
  ])
    expect([at, asked.Check({ at })]).toEqual([at, false])
  expect(asked.Check({})).toBe(true)
})
