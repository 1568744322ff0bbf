/**
 * The ways in which a person may read a text: as it is written, and with what hides its words taken away: letters of other
 * scripts that look alike, letters set apart or broken over lines, digits in place of letters, marks of pages and mails,
 * and text that runs backwards. Cost: linear in the text for each.
 */
import { toPlainLetters } from '@tocsin/detect'
import { readTextBy, type Step } from './mapped.ts'
import { plainText } from './naming.ts'

const DIGITS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
}

/** Each way once, the plainest first. */
export function readingsOf(text: string): Set<string> {
  const plain = withoutGaps(plainText(readTextBy(withoutGaps(text), [...FORWARDS, ...MARKUP])))
  const latin = plain.replace(/[\p{L}\p{N}]+/gu, (word) =>
    /^[\x21-\x7e]*$/.test(word) ? word : toPlainLetters(word.toLowerCase()),
  )
  const whole = latin.replace(/(?<=\p{Ll})-?\r?\n(?=\p{Ll})/gu, '')
  const together = closed(latin)
  const unbroken = latin.replace(/\s*\n\s*/g, ' ')
  return new Set([
    plain,
    latin,
    whole,
    latin.replaceAll('_', ' '),
    unbroken,
    together,
    withoutDigits(together),
  ])
}

/** Long gaps say no more than short ones, and would be gone through again from each of their signs. */
function withoutGaps(text: string): string {
  return text.replace(/\s{3,}/g, (gap) => (gap.includes('\n') ? '\n\n' : '  '))
}

/** Text between the marks that turn its direction, as it is seen. */
export const FORWARDS: readonly Step[] = [
  [
    /[\u202e\u2067]([^\u202c\u2069]*)[\u202c\u2069]?/g,
    (_, turned) => [...turned!].toReversed().join(''),
  ],
]

/** Tags of pages. */
export const TAGS: readonly Step[] = [[/<\/?[a-z][^<>\n]{0,80}>/gi, '']]

/** Signs that pages write by their number. */
export const NUMBERED: readonly Step[] = [
  [
    /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi,
    (written, hex, decimal) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written!
    },
  ],
]

const MARKUP: readonly Step[] = [[/=\r?\n/g, ''], [/=20(?=\w)/g, ' '], ...TAGS, ...NUMBERED]

/** Letters that stand one by one joined to words, and what is set between the letters of a word taken out. */
function closed(text: string): string {
  return text
    .replace(/(?<![\p{L}\d])(?:\p{L}[ \n._*·-]){1,80}\p{L}\.?(?![\p{L}\d])/gu, (run) =>
      run.replace(/[ \n._*·-]/g, ''),
    )
    .replace(/(?<=\p{L})[_*~|^`·•\\/\u{2600}-\u{27bf}\u{1f300}-\u{1faff}-]{1,4}(?=\p{L})/gu, '')
}

function withoutDigits(text: string): string {
  return text.replace(/[\p{L}\d@$]+/gu, (word) =>
    /\p{L}/u.test(word) ? word.replace(/[0134578@$]/g, (sign) => DIGITS[sign]!) : word,
  )
}
