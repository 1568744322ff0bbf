/** Ways in which a person may read an identifier out of a text, the plainest first, each with the way back. Pure. */
import { fold } from '../texts/folding.ts'
import { type Mapped, readBy, type Step } from '../texts/mapped.ts'
import { DEFANGED } from '../texts/naming.ts'
import { TAGS } from '../texts/readings.ts'
import { LOOKALIKE_DIGITS, SPELLED } from '../texts/spelled.ts'

const AT: readonly Step[] = [
  [/\s{0,4}[[({<|*_-]{1,4}\s{0,4}(?:@|at|arroba|chez)\s{0,4}[\])}>|*_-]{1,4}\s{0,4}/gi, '@'],
  [/\s{0,4}(?:\bat[- ]sign\b|\bat the rate(?: of)?\b|\barroba\b)\s{0,4}/gi, '@'],
  [/(?<=[a-z\d])AT(?=[a-z\d-]+(?:DOT|\.)[a-z]{2})/g, '@'],
  [/(?<=[a-z\d])DOT(?=[a-z]{2})/g, '.'],
]
/** Words for signs, letters that digits stand for in such words, and what is set beside an at sign to be taken out again. */
const SIGNS: readonly Step[] = [
  [/(?<=[\p{L}\d])\s{1,3}(?:underscore|under score|guion bajo)\s{1,3}(?=[\p{L}\d])/giu, '_'],
  [/(?<=[\p{L}\d])\s{1,3}(?:hyphen|dash|guion)\s{1,3}(?=[\p{L}\d])/giu, '-'],
  [/(?<=\d)\s{1,3}(?:dot|point|punto)\s{1,3}(?=\d)/giu, '.'],
  [
    /\s{1,3}(?:period|point|punto)\s{1,3}(?=[\p{L}\d _-]{1,40}\b(?:at|at[ -]sign|arroba)\s[\p{L}\d _-]{1,40}\b(?:period|point|punto|dot)\s)/giu,
    '.',
  ],
  [/(?<![\p{L}\d])4t(?![\p{L}\d])/giu, 'at'],
  [/(?<![\p{L}\d])d0t(?![\p{L}\d])/giu, 'dot'],
  [
    /(?<![\p{L}\d])(?:c0m|0rg|n3t|g0v|3du)(?![\p{L}\d])/giu,
    (word) => LABEL_IN_DIGITS[word!.toLowerCase()]!,
  ],
  [/(?<=[\p{L}\d])\s{0,3}(?:\([^()\n@]{1,30}\)|\[[^[\]\n@]{3,30}\])\s{0,3}(?=@)/gu, ''],
  [/(?<=@)\s{0,3}(?:\([^()\n@]{1,30}\)|\[[^[\]\n@]{3,30}\])\s{0,3}(?=[\p{L}\d])/gu, ''],
]
const LABEL_IN_DIGITS: Readonly<Record<string, string>> = {
  c0m: 'com',
  '0rg': 'org',
  n3t: 'net',
  g0v: 'gov',
  '3du': 'edu',
}

/** A mailbox that stands backwards, as its last label tells. */
const BACKWARDS: Step = [
  /(?<![\p{L}\d.])(?:moc|gro|ten|vog|ude|ofni|su)\.[\p{L}\d.-]{1,60}@[\p{L}\d][\p{L}\d._%+-]{0,62}(?![\p{L}\d])/giu,
  (run) => [...run!].toReversed().join(''),
]

const PLAIN: readonly Step[] = [...SIGNS, ...DEFANGED, ...AT, BACKWARDS]

/** Signs one by one with the same between each two of them. */
const ALIKE_APART = /(?<![\p{L}\d])(\S)([ \t\n._*|~^`\\/-]{1,3})\S(?:\2\S){2,400}(?![\p{L}\d])/gu
/** The same with this and that between them. */
const APART = /(?<![\p{L}\d])(?:[\p{L}\d.@_+][ \t\n*|~^/\\-]{1,3}){2,120}[\p{L}\d](?![\p{L}\d])/gu

/** Each sign of a run in which the same `gap` stands between each two. */
function closeUp(run: string, gap: string): string {
  let out = ''
  for (let i = 0; i < run.length; i += gap.length) {
    const sign = String.fromCodePoint(run.codePointAt(i)!)
    out += sign
    i += sign.length
  }
  return out
}

const CLOSED: readonly Step[] = [
  [ALIKE_APART, (run, _first, gap) => closeUp(run!, gap!)],
  [APART, (run) => run!.replace(/[ \t\n*|~^/\\-]/g, '')],
]

/** Broken over lines, quoted or not; an at sign at the break needs no joining, and ends a list of accounts' lines. */
const JOINED: readonly Step[] = [
  [/(?<=[\p{L}\d._%+-])-?[ \t]{0,8}\r?\n[> \t]{0,8}(?=[\p{Ll}\d._%+-])/gu, ''],
]

const BARE: readonly Step[] = [[/[*`~|^"'“”‘’«»\\[\]{}<>]+/gu, '']]

const PRINTABLE = /^[\t\n\r\x20-\x7e\u00a0-\uffef]{6,}$/

/** Bytes as the text they are, where they are one. */
function toText(written: string, bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return PRINTABLE.test(text) && !text.includes('\ufffd') ? ` ${text} ` : written
}

const DECODED: readonly Step[] = [
  [
    /(?<![A-Za-z0-9+/_-])(?:[0-9a-f]{2}){8,}(?![A-Za-z0-9+/_=-])/gi,
    (run) => toText(run!, Buffer.from(run!, 'hex')),
  ],
  [
    /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{10,}={0,2}(?![A-Za-z0-9+/_=-])/g,
    (run) => toText(run!, Buffer.from(run!, 'base64')),
  ],
  [/=\r?\n/g, ''],
  [/=([2-7][0-9A-F])(?!\+)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex!, 16))],
  // Words of a query or of the name of a file.
  [/(?<=[\p{L}\d,])[+_](?=[\p{L}\d])/gu, ' '],
]

/** What a page does not show as text. */
const MARKUP: readonly Step[] = [[/<!--[^<>\n]{0,80}>/g, ''], ...TAGS]

/** Nothing in it is set apart, spelled or hidden: a name of an account, a domain, a word. */
const SIMPLE = /^[\w.@:/+-]*$/

/** Each way once. */
export function waysToRead(text: string): Mapped[] {
  const plain = fold(text)
  if (SIMPLE.test(plain.text)) return distinct([plain, readBy(plain, DECODED)])
  const whole = plain.text.includes('<') ? [plain, readBy(plain, MARKUP)] : [plain]
  const ways = whole.flatMap((one) => {
    const closed = readBy(one, CLOSED)
    return [
      one,
      readBy(one, PLAIN),
      readBy(closed, PLAIN),
      readBy(readBy(one, JOINED), [...PLAIN, ...CLOSED]),
      readBy(one, [...SIGNS, ...SPELLED, ...LOOKALIKE_DIGITS, ...PLAIN]),
      readBy(closed, [...SIGNS, ...SPELLED, ...LOOKALIKE_DIGITS, ...PLAIN]),
      readBy(one, [...BARE, ...PLAIN]),
      readBy(one, [...DECODED, ...PLAIN]),
    ]
  })
  return distinct(ways)
}

function distinct(ways: readonly Mapped[]): Mapped[] {
  return ways.filter(({ text }, i) => ways.findIndex((one) => one.text === text) === i)
}
