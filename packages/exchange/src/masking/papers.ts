/** Numbers of papers, days of birth, and other long numbers. Pure. */
import { digitsOf, lettersOf, type Pattern } from './kinds.ts'

const raw = String.raw
const SOCIAL = raw`(?:ssn|social(?: security)?)(?: (?:number|no\.?|#))?`
/** What stands before the last four digits of a social security number. */
const LAST_FOUR = raw`\b(?:${SOCIAL}\s{1,3}(?:is\s)?(?:ending|ends|end)(?:\s(?:in|with|on))?|last\s(?:four|4)(?:\sdigits)?(?:\sof)?(?:\s(?:the|his|her|their|my))?\s${SOCIAL})[\s:#=]{0,4}(?:(?:is|are|was|were)\s)?`
/** What stands before a day of birth. */
export const BORN = raw`\b(?:dob|d\.o\.b\.?|date of birth|birth ?da(?:te|y)|born|fecha de nacimiento|nacid[oa])[\s:=#"']{0,4}(?:(?:is|was|on|es|el)\s)?`
const MONTH = raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`
const DAY = raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\s{0,2}\d{1,2}[/.-]\s{0,2}(?:\d{4}|\d{2})|${MONTH}\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d{2}|\d{1,2}(?:st|nd|rd|th)?\s${MONTH},?\s(?:19|20)\d{2})`

/** Whether the check digits of ISO 13616 are right. */
function isIban(written: string): boolean {
  const letters = written.replaceAll(' ', '').toUpperCase()
  const digits = `${letters.slice(4)}${letters.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.codePointAt(0)! - 55),
  )
  return BigInt(digits) % 97n === 1n
}

const ID_WORDS = raw`(?:ssn|social security|social|itin|passport|driver'?s? licen[cs]e|licen[cs]e|dl|voter|registration|registrant|vuid|state id|national id|identity card|id card|id|identification|badge|employee|account|member)`
const NUMBER_WORDS = raw`(?:\s{0,4}(?:registration|registrant|reg|card|id|no|nr|num|number|numbers|is|was|of|:|#|=|\.|-)){0,6}`

/** Years behind a word of a sentence. */
const YEARS = /^(?:for|in|of|by|to|and|or|the|on|at|as) (?:19|20)\d{2}[-. ](?:19|20)\d{2}$/i

export const IDS: readonly Pattern[] = [
  {
    kind: 'id',
    pattern: new RegExp(
      raw`(?<!\d)(?!000|666)\d{3}[\s().,\-/_*|:~·•]{1,4}\d{2}[\s().,\-/_*|:~·•]{1,4}\d{4}(?!\d)`,
      'gu',
    ),
    toKey: ([written]) => digitsOf(written),
  },
  {
    kind: 'id',
    pattern: /(?<![\p{L}\d_-])\p{L}{1,3}[-. ]?\d{3,4}(?:[-. ]\d{3,6}){1,3}(?![\p{L}\d])/gu,
    toKey: ([written]) => (YEARS.test(written) ? undefined : lettersOf(written)),
  },
  {
    kind: 'id',
    pattern:
      /(?<![\p{L}\d_-])(?:(?:\p{L}{1,2}|\p{L}[ -])\d{6,13}|\p{L}{2,3}-\d{7,13})(?![\p{L}\d])/gu,
    toKey: ([written]) => lettersOf(written),
  },
  {
    kind: 'id',
    pattern: new RegExp(
      raw`(?<=\b${ID_WORDS}\b${NUMBER_WORDS}\s{0,4})(?=[\p{L}\d-]*\d[\p{L}\d-]*\d)[\p{L}\d](?:[\p{L}\d-]{4,24})(?![\p{L}\d])`,
      'giu',
    ),
    toKey: ([written]) => (digitsOf(written).length >= 4 ? lettersOf(written) : undefined),
  },
  {
    kind: 'id',
    pattern: new RegExp(raw`(?=\d{4}(?!\d))(?<=${LAST_FOUR})\d{4}(?!\d)`, 'giu'),
    toKey: ([written]) => written,
  },
  {
    kind: 'id',
    pattern: new RegExp(raw`(?=\d|${MONTH}\s)(?<=${BORN})${DAY}(?!\d)`, 'giu'),
    toKey: ([written]) => lettersOf(written),
  },
  {
    kind: 'id',
    pattern: new RegExp(
      raw`(?<=\b(?:[Pp]lates?|PLATES?|[Pp]lacas?|[Tt]ag)\b${NUMBER_WORDS}\s{0,4})(?=[\p{L}\d]*[ -]?[\p{L}]*\d)[A-Z\d]{2,4}(?:[ -]?[A-Z\d]{1,6}){1,2}(?![\p{L}\d])`,
      'gu',
    ),
    toKey: ([written]) => lettersOf(written),
  },
  {
    // Of a vehicle (ISO 3779).
    kind: 'id',
    pattern: /(?<=\bVIN\b[\s:#]{0,4})[A-HJ-NPR-Z\d]{17}(?![\p{L}\d])/giu,
    toKey: ([written]) => written.toLowerCase(),
  },
  {
    kind: 'id',
    pattern: /(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![A-Z\d])/gi,
    toKey: ([written]) => (isIban(written) ? lettersOf(written) : undefined),
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\d])(?<!\d[.,])\d{7,20}(?![\p{L}\d])(?![.,]\d)/gu,
    toKey: ([written]) => written,
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\d.,])\d{1,4}(?:[ \-._/]\d{1,5}){2,7}(?![\p{L}\d])(?![.,]\d)/gu,
    toKey: ([written]) => {
      const { length } = digitsOf(written)
      return length >= 9 && length <= 20 ? digitsOf(written) : undefined
    },
  },
]
