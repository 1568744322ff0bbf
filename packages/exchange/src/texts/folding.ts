/**
 * Every sign in the plain one that it looks like, with the way back: compatibility forms, letters and digits of other
 * scripts, signs in circles, what pages and links write by number, and no marks that are not seen. Cost: linear.
 */
import { toPlainLetters } from '@tocsin/detect'
import { asWritten, type Mapped, readBy, type Step } from './mapped.ts'
import { DOTS } from './naming.ts'
import { FORWARDS, NUMBERED } from './readings.ts'

/** Signs that pages write by their name, as far as identifiers are made or hidden with them. */
const BY_NAME: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  sol: '/',
  colon: ':',
  plus: '+',
  lowbar: '_',
  num: '#',
  amp: '&',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  rsqb: ']',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
}

/** Bytes of UTF-8 that a link writes as `%40`; what is none stays as it is written. */
function fromPercent(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

const codePoint = (hex: string): string => {
  const code = Number.parseInt(hex, 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** What pages and links write in another way than by the sign itself. */
export const ESCAPED: readonly Step[] = [
  ...NUMBERED,
  [/&([a-z]{2,6});/gi, (written, name) => BY_NAME[name!.toLowerCase()] ?? written!],
  [/(?:%[0-9a-f]{2})+/gi, (written) => fromPercent(written!)],
  [
    /\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi,
    (written, braced, four, two) => codePoint((braced ?? four ?? two)!) || written!,
  ],
]

/** An `a` in a circle that stands alone is an at sign; among others in circles it is a letter. */
const CIRCLED_AT: Step = [/(?<![\u24b6-\u24e9])[\u24b6\u24d0](?![\u24b6-\u24e9])/g, '@']

/** First sign of each row of letters or digits that no compatibility form takes out of its circle or square, and what it stands for. */
const ROWS = [
  [0x1f150, 26, 'a'],
  [0x1f170, 26, 'a'],
  [0x1f1e6, 26, 'a'],
  [0x2776, 9, '1'],
  [0x2780, 9, '1'],
  [0x278a, 9, '1'],
] as const
const ENCLOSED =
  /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}\u2776-\u277e\u2780-\u2792]/gu

function fromRow(sign: string): string {
  const code = sign.codePointAt(0)!
  const row = ROWS.find(([first, length]) => code >= first && code < first + length)
  return row ? String.fromCodePoint(row[2].charCodeAt(0) + code - row[0]) : sign
}

const UNSEEN = /(?:\p{Cf}|\p{M}|\u115f|\u1160|\u3164|\uffa0)+/gu
const DASHES = /[\p{Pd}\u2212\u02d7\u00ad]/gu

/** The digit that a digit of any script is: they stand in rows of ten. */
function toDigit(sign: string): string {
  let zero = sign.codePointAt(0)!
  const code = zero
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

/** Some letters look like one only while they are capitals. */
function toLetters(sign: string): string {
  const plain = toPlainLetters(sign.toLowerCase())
  return /^[\0-\x7f]*$/.test(plain) ? plain : toPlainLetters(sign)
}

const LOOKS: readonly Step[] = [
  CIRCLED_AT,
  [ENCLOSED, (sign) => fromRow(sign!)],
  [/[^\0-\x7f]/gu, (sign) => sign!.normalize('NFKC').normalize('NFD')],
  [UNSEEN, ''],
  [/[\u2800\u3000]/g, ' '],
  [DASHES, '-'],
  [/[^\0-\x7f]/gu, (sign) => (/\p{Nd}/u.test(sign!) ? toDigit(sign!) : sign!)],
  [/[^\0-\x7f]/gu, (sign) => (/\p{L}/u.test(sign!) ? toLetters(sign!) : sign!)],
  [DOTS, (dot) => (/^\s|\s$/.test(dot!) ? ' . ' : '.')],
]

/** Long gaps say no more than short ones. */
const GAPS: readonly Step[] = [
  [/[^\S\n]{3,}/g, '  '],
  [/\n{3,}/g, '\n\n'],
  [/(?:[^\S\n]{0,2}\n){3,}/g, '\n\n'],
]

/** A text as it looks. */
export function fold(text: string): Mapped {
  const written = asWritten(text)
  // Escaped once more, as a page in a link, is read too.
  const plain = readBy(written, [...FORWARDS, ...ESCAPED, ...ESCAPED])
  return readBy(/[^\0-\x7f]/.test(plain.text) ? readBy(plain, LOOKS) : plain, GAPS)
}
