/**
 * Identifiers of persons who do not exist, and ways to write them so that a machine does not find them while a person still
 * reads them. All from a seed: other seeds give others.
 */

import { findInText } from '../src/masking/find-text.ts'

/** Numbers from 0 to below 1: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const digits = (random: Random, count: number, first = '0123456789'): string =>
  pick(random, [...first]) +
  Array.from({ length: count - 1 }, () => Math.floor(random() * 10)).join('')

const GIVEN = ['jane', 'maria', 'omar', 'lena', 'peter', 'grace', 'tomas', 'ines', 'walter', 'noor']
const FAMILY = ['doe', 'roe', 'miller', 'okafor', 'larsson', 'delgado', 'novak', 'quinn', 'webber']
const HOSTS = ['example', 'mailbox-host', 'countynews', 'inbox', 'fastpost', 'riverside-paper']
const TLDS = ['com', 'org', 'net', 'us', 'gov', 'co.uk', 'io', 'info']
const STREETS = ['Maple', 'Main', 'Old Mill', 'Washington', 'Cedar', 'Fourth', 'Lake View']
const KINDS_OF_STREET = ['Street', 'Avenue', 'Road', 'Blvd', 'Lane', 'Drive', 'Ct', 'St']

/** Of each kind one; what says of which kind it is stands before it, after `LABELS`. */
export const PERSONS: Readonly<Record<string, (random: Random) => string>> = {
  mail: (r) =>
    `${pick(r, GIVEN)}${pick(r, ['.', '_', ''])}${pick(r, FAMILY)}${pick(r, ['', digits(r, 2)])}@${pick(r, HOSTS)}.${pick(r, TLDS)}`,
  phone: (r) => {
    const [a, b, c] = [digits(r, 3, '23456789'), digits(r, 3, '23456789'), digits(r, 4)]
    return pick(r, [`(${a}) ${b}-${c}`, `${a}-${b}-${c}`, `+1 ${a} ${b} ${c}`, `${a}.${b}.${c}`])
  },
  handle: (r) =>
    `@${pick(r, GIVEN)}${pick(r, ['_', '', '.'])}${pick(r, FAMILY)}${pick(r, ['', digits(r, 2)])}`,
  ssn: (r) => `${digits(r, 3, '12345')}-${digits(r, 2)}-${digits(r, 4)}`,
  passport: (r) => `${pick(r, ['A', 'C', 'X', ''])}${digits(r, 8, '123456789')}`,
  licence: (r) => `${pick(r, ['D', 'S', 'M'])}${digits(r, 3)}-${digits(r, 4)}-${digits(r, 4)}`,
  voter: (r) => `${digits(r, 9, '123456789')}`,
  postal: (r) =>
    `${digits(r, 3, '123456789')} ${pick(r, STREETS)} ${pick(r, KINDS_OF_STREET)}, Springfield, OH ${digits(r, 5, '4')}`,
}

/** What says of which kind an identifier is, where it does not show. */
export const LABELS: Readonly<Record<string, string>> = {
  passport: 'passport ',
  licence: "driver's license ",
  voter: 'voter ID ',
}

const ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
  A: 'А',
  B: 'В',
  C: 'С',
  D: 'Ꭰ',
  M: 'М',
  S: 'Ѕ',
  X: 'Х',
}
const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const each = (text: string, change: (sign: string) => string): string =>
  [...text].map(change).join('')
const some = (random: Random, share: number, text: string, change: (sign: string) => string) =>
  each(text, (sign) => (random() < share ? change(sign) : sign))
const between = (text: string, gap: () => string): string =>
  [...text].reduce((a, b) => `${a}${gap()}${b}`)
const isWord = (sign: string): boolean => /[A-Za-z\d]/.test(sign)
const shift = (upper: number, lower: number, zero: number) => (sign: string) => {
  const code = sign.codePointAt(0)!
  if (/[A-Z]/.test(sign)) return String.fromCodePoint(upper + code - 65)
  if (/[a-z]/.test(sign)) return String.fromCodePoint(lower + code - 97)
  return /\d/.test(sign) ? String.fromCodePoint(zero + code - 48) : sign
}
const hex = (sign: string, width = 2) => sign.codePointAt(0)!.toString(16).padStart(width, '0')

/** Each gives undefined for what it cannot hide. */
export const EVASIONS: Readonly<
  Record<string, (text: string, random: Random) => string | undefined>
> = {
  'as it is': (text) => text,
  'letters of other scripts': (text, r) => some(r, 0.7, text, (sign) => ALIKE[sign] ?? sign),
  'zero width': (text, r) =>
    between(text, () => pick(r, ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', ''])),
  'soft hyphens': (text, r) => between(text, () => (r() < 0.4 ? '\u00ad' : '')),
  'letters set apart': (text) =>
    /\s/.test(text) ? between(text.replaceAll(' ', ''), () => ' ') : between(text, () => ' '),
  'set apart by signs': (text, r) => {
    const sign = pick(r, ['-', '*', '_', '|'])
    return text.includes(sign) || /\s/.test(text) ? undefined : between(text, () => sign)
  },
  'at and dot in words': (text) =>
    /.@.*\./.test(text) ? text.replaceAll('.', ' dot ').replace('@', ' at ') : undefined,
  'at and dot in brackets': (text, r) => {
    if (!/.@.*\./.test(text)) return undefined
    const [open, close] = pick(r, [
      ['[', ']'],
      ['(', ')'],
      ['{', '}'],
    ] as const)
    return text.replaceAll('.', `${open}dot${close}`).replace('@', ` ${open}at${close} `)
  },
  defanged: (text) =>
    /.@.*\./.test(text) ? text.replaceAll('.', '[.]').replace('@', '[@]') : undefined,
  'digits in words': (text) =>
    /\d{3}/.test(text)
      ? each(text, (s) => (/\d/.test(s) ? ` ${WORDS[Number(s)]} ` : s)).trim()
      : undefined,
  'some digits in words': (text, r) =>
    /^[^@A-Za-z]*\d{3}[^@A-Za-z]*$/.test(text)
      ? some(r, 0.4, text, (s) => (/\d/.test(s) ? ` ${WORDS[Number(s)]} ` : s)).trim()
      : undefined,
  'full width': (text) =>
    each(text, (sign) =>
      /[!-~]/.test(sign) ? String.fromCodePoint(sign.codePointAt(0)! + 0xfee0) : sign,
    ),
  'mathematical letters': (text) => each(text, shift(0x1d5d4, 0x1d5ee, 0x1d7ec)),
  'in circles': (text) =>
    each(text, (sign) =>
      /\d/.test(sign)
        ? sign === '0'
          ? '⓪'
          : String.fromCodePoint(0x2460 + Number(sign) - 1)
        : shift(0x24b6, 0x24d0, 48)(sign),
    ),
  'small capitals and raised digits': (text) =>
    each(
      text,
      (sign) =>
        ({ a: 'ᴀ', e: 'ᴇ', o: 'ᴏ', m: 'ᴍ', t: 'ᴛ', 1: '¹', 2: '²', 3: '³', 4: '⁴' })[sign] ?? sign,
    ),
  'digits of other scripts': (text, r) =>
    /\d{2}/.test(text)
      ? each(
          text,
          ((zero) => (s: string) => (/\d/.test(s) ? String.fromCodePoint(zero + Number(s)) : s))(
            pick(r, [0x660, 0x6f0, 0x966, 0xe50]),
          ),
        )
      : undefined,
  keycaps: (text) =>
    /\d{3}/.test(text) ? each(text, (s) => (/\d/.test(s) ? `${s}\ufe0f\u20e3` : s)) : undefined,
  'entities of pages': (text, r) =>
    some(r, 0.8, text, (sign) => (r() < 0.5 ? `&#${sign.codePointAt(0)!};` : `&#x${hex(sign)};`)),
  'entities by name': (text) =>
    /[@.+_]/.test(text)
      ? text
          .replaceAll('@', '&commat;')
          .replaceAll('.', '&period;')
          .replaceAll('+', '&plus;')
          .replaceAll('_', '&lowbar;')
      : undefined,
  'percent of links': (text, r) => some(r, 0.8, text, (sign) => `%${hex(sign)}`),
  'percent twice': (text) => each(text, (sign) => (isWord(sign) ? sign : `%25${hex(sign)}`)),
  'escapes of programs': (text, r) => some(r, 0.6, text, (sign) => `\\u${hex(sign, 4)}`),
  'turned round': (text) => `\u202e${[...text].toReversed().join('')}\u202c`,
  'marks of direction': (text, r) =>
    between(text, () => pick(r, ['\u200e', '\u200f', '\u202a', '\u2066', ''])),
  'broken over lines': (text, r) => {
    const at = 3 + Math.floor(r() * (text.length - 5))
    return `${text.slice(0, at)}\n${text.slice(at)}`
  },
  'combining marks': (text, r) =>
    each(text, (sign) =>
      isWord(sign) && r() < 0.6 ? sign + pick(r, ['\u0301', '\u0323', '\u0336', '\u0308']) : sign,
    ),
  accents: (text) =>
    each(text, (sign) => ({ a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ů', n: 'ñ' })[sign] ?? sign),
  'mixed separators': (text, r) =>
    /^[^@A-Za-z]*\d{3}[^@A-Za-z]*$/.test(text)
      ? text.replace(/[^\d+]+/g, () =>
          pick(r, [' / ', '·', ' – ', '..', '_', ' ~ ', ') ', ',', ' | ']),
        )
      : undefined,
  'no separators': (text) =>
    /^[^@A-Za-z]*\d{3}[^@A-Za-z]*$/.test(text) ? text.replaceAll(/[^\d+]/g, '') : undefined,
  'capitals mixed': (text, r) => some(r, 0.5, text, (sign) => sign.toUpperCase()),
  emphasis: (text, r) =>
    /[@]/.test(text)
      ? text.replace(/[A-Za-z]{3,}/g, (word) => (r() < 0.7 ? `**${word}**` : word))
      : undefined,
  'tags of pages': (text, r) =>
    some(r, 0.3, text, (sign) => (isWord(sign) ? `<b>${sign}</b>` : sign)),
  'quoted printable': (text) =>
    each(text, (sign) => (/[@.\-+ ]/.test(sign) ? `=${hex(sign).toUpperCase()}` : sign)),
  'wide spaces': (text, r) =>
    /\s/.test(text)
      ? text.replaceAll(' ', () => pick(r, ['\u00a0', '\u2003', '\u3000', '\u2800', '\t']))
      : between(text, () => '\u2009'),
  base64: (text) => Buffer.from(text).toString('base64'),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
}

const BEFORE = [
  'It was written by',
  'The mail names',
  'They also gave',
  'Contact of the writer:',
  'Reached under',
  'See',
]
const AFTER = [
  'which was seen in May.',
  'in the second week.',
  '(from the leak).',
  'and two others.',
  '',
]

/** A sentence that holds `said`. */
export function sentenceWith(
  label: string,
  said: string,
  random: Random,
): { text: string; start: number } {
  const before = `${pick(random, BEFORE)} ${label}`
  const after = pick(random, AFTER)
  return { text: `${before}${said}${after === '' ? '' : ` ${after}`}`, start: before.length }
}

/** Whether what is left of an identifier, beside what was found, has at most two letters or digits. */
export function isFoundWhole(text: string, start: number, said: string): boolean {
  const found = findInText(text)
  let left = ''
  for (let i = start; i < start + said.length; i++)
    if (!found.some((one) => one.start <= i && i < one.end)) left += text[i]
  return left.replaceAll(/[^\p{L}\p{N}]/gu, '').length <= 2
}
