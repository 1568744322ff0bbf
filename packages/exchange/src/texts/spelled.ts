/** Numbers in words, in digits, and signs that stand for others among digits. */
import type { Step } from './mapped.ts'

const ONES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['0', 'zero nought null nul cero'],
      ['1', 'one uno un eins'],
      ['2', 'two dos deux zwei'],
      ['3', 'three tres trois drei'],
      ['4', 'four cuatro quatre vier'],
      ['5', 'five cinco cinq funf fuenf'],
      ['6', 'six seis sechs'],
      ['7', 'seven siete sept sieben'],
      ['8', 'eight ocho huit acht'],
      ['9', 'nine nueve neuf neun'],
    ] as const
  ).flatMap(([digit, words]) => words.split(' ').map((word) => [word, digit] as const)),
)
const TEENS =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const ONE = `(?:${Object.keys(ONES).join('|')})`
const NUMBER = `(?:(?:${TENS.join('|')})(?:[ -]?${ONE})?|${TEENS.join('|')}|hundred|(?:double|triple)[ -]${ONE}|${ONE})`
const BETWEEN = String.raw`[\s,.;:/()\-_+]{1,4}`
/** Nothing between a word and a digit. */
const JOINED = String.raw`(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)`
/** Words for numbers, or digits, one after the other; with letters that are taken for digits. */
const RUN = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${NUMBER}|\d+)(?:(?:${BETWEEN}|${JOINED})(?:${NUMBER}|\d+|oh?(?=${BETWEEN}(?:${NUMBER}|\d))))+(?![\p{L}\d])`,
  'giu',
)
const WORD = new RegExp(`${NUMBER}|\\boh?\\b`, 'gi')

const NUMBERS_AND_SIGNS = new RegExp(
  String.raw`${NUMBER}|oh?|dash|hyphen|dot|point|punto|guion|[\d\s,.;:/()\-_+]`,
  'giu',
)

/** Nothing but digits, words for digits, and what stands between them; read once from left to right, since it is of anybody's making. */
export function isOnlyNumbers(text: string): boolean {
  return text.replaceAll(NUMBERS_AND_SIGNS, '') === ''
}

function toDigits(word: string): string {
  const said = word.toLowerCase()
  if (said === 'o' || said === 'oh') return '0'
  if (said === 'hundred') return '00'
  const times = /^(double|triple)[ -](.+)$/.exec(said)
  if (times) return ONES[times[2]!]!.repeat(times[1] === 'double' ? 2 : 3)
  const teen = TEENS.indexOf(said)
  if (teen >= 0) return String(10 + teen)
  const ten = TENS.findIndex((one) => said.startsWith(one))
  if (ten < 0) return ONES[said] ?? said
  const rest = said.slice(TENS[ten]!.length).replace(/^[ -]/, '')
  return `${2 + ten}${rest === '' ? '0' : ONES[rest]!}`
}

/** Words for digits in digits, where several follow each other, and nothing between them. */
export const SPELLED: readonly Step[] = [
  [RUN, (run) => (/\p{L}/u.test(run!) ? run!.replace(WORD, toDigits).replaceAll(/\D/g, '') : run!)],
]

/** Letters among digits that look like one. */
export const LOOKALIKE_DIGITS: readonly Step[] = [
  [/(?<=\d[-. ()]{0,2})[oO](?=[oOlI|]{0,3}[-. ()]{0,2}\d)|(?<=\d[oO]{0,3})[oO](?![\p{L}])/gu, '0'],
  [
    /(?<=\d[-. ()]{0,2})[lI|](?=[oOlI|]{0,3}[-. ()]{0,2}\d)|(?<=\d[lI|]{0,3})[lI|](?![\p{L}])/gu,
    '1',
  ],
]
