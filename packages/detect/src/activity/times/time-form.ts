/** How a column of times is written: decided from a sample, said by name, or unclear with the choices there are. */
import { NUMBER_FORMS, otherForms, UNIX_FORMS, unixForm, type NumberForm } from './numbers.ts'
import { dayAndMonth, isDotted, readWritten, type DayOrder } from './written.ts'

export type TimeForm =
  | { readonly kind: 'native' }
  | NumberForm
  /** Each number in the unit since 1970 that makes it a time of today, and in `rest` where none does. */
  | { readonly kind: 'by-size'; readonly rest: NumberForm }
  | { readonly kind: 'iso' }
  | { readonly kind: 'written'; readonly order: DayOrder | null }
  | { readonly kind: 'compact' }
  | { readonly kind: 'pattern'; readonly pattern: string }

/** A way to read the times that a person may choose: its name for `timeFormat`, and what it makes of an example. */
export type TimeChoice = {
  readonly format: string
  readonly words: string
  /** ISO 8601 UTC of the first example. */
  readonly reads: string
}

export type Decision =
  | { readonly form: TimeForm }
  | { readonly unclear: string; readonly choices: readonly TimeChoice[] }

export const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
const ISO =
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?$/i
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(\d{3})?)?(Z)?$/

/** Seconds below this count from a start of their own, as in an experiment; no program counts dates so low. */
export const SMALL = 36_526

/** Names that `timeFormat` knows beside strptime patterns. */
export const TIME_FORMATS: readonly string[] = [
  'iso',
  'day-first',
  'month-first',
  'compact',
  ...NUMBER_FORMS.map(({ name }) => name),
]

/** The form that a person named, or null where the name is neither known nor a strptime pattern. */
export function namedForm(format: string): TimeForm | null {
  if (format === 'iso' || format === 'compact') return { kind: format }
  if (format === 'day-first' || format === 'month-first') return { kind: 'written', order: format }
  const number = NUMBER_FORMS.find(({ name }) => name === format)
  return number ?? (format.includes('%') ? { kind: 'pattern', pattern: format } : null)
}

/** Decides from values of a column, in the order of the file. */
export function decideTimeForm(sample: readonly string[]): Decision {
  const numbers = sample.filter((text) => NUMBER.test(text))
  const written = sample.filter((text) => !NUMBER.test(text))
  if (numbers.length >= written.length) return decideNumbers(numbers)
  if (written.filter((text) => ISO.test(text)).length * 2 > written.length)
    return { form: { kind: 'iso' } }
  if (written.filter((text) => readCompact(text) !== null).length * 2 > written.length)
    return { form: { kind: 'compact' } }
  return decideWritten(written)
}

function decideNumbers(sample: readonly string[]): Decision {
  const values = sample.map(toNumber).sort((x, y) => x - y)
  const middle = values[Math.floor(values.length / 2)]!
  const text = sample.find((one) => toNumber(one) === middle)!
  const compact = readCompact(text)
  if (compact !== null && isDay(compact)) {
    const words = 'year, month, day and time as one number'
    const choices = [{ format: 'compact', words, reads: toInstant(compact) }]
    return { unclear: `"${text}" is no Unix time`, choices }
  }
  const form = unixForm(middle) ?? (middle < SMALL ? UNIX_FORMS[0]! : null)
  if (form !== null) return { form: { kind: 'by-size', rest: form } }
  const choices = [...otherForms(middle), ...NUMBER_FORMS.slice(0, 1)].map((one) =>
    toChoice(one.name, one.words, text),
  )
  return { unclear: `"${text}" is no Unix time from 2000 to 2100`, choices }
}

function decideWritten(sample: readonly string[]): Decision {
  const text = sample[0] ?? ''
  const unclear = `cannot tell how times are written from "${text.slice(0, 60)}"`
  const parts = sample.map(dayAndMonth).filter((both) => both !== null)
  const dayFirst = parts.some(([first]) => first > 12)
  const monthFirst = parts.some(([, second]) => second > 12)
  const dots = sample.some(isDotted)
  const order = dayFirst ? 'day-first' : monthFirst ? 'month-first' : null
  if (dayFirst && monthFirst && !dots)
    return { unclear: 'day and month change places in this column', choices: [] }
  const needsOrder = parts.length > 0 && order === null && !dots
  const readable = sample.filter((one) => readWritten(one, order ?? 'day-first') !== null)
  if (readable.length * 2 <= sample.length) return { unclear, choices: [] }
  if (!needsOrder) return { form: { kind: 'written', order } }
  const example = readable[0]!
  return {
    unclear: `cannot tell day from month in "${example.slice(0, 60)}", nor anywhere in this column`,
    choices: [
      toChoice('month-first', 'the month stands first', example),
      toChoice('day-first', 'the day stands first', example),
    ],
  }
}

/** Microseconds since 1970 of `text`; null where it is not written so, or the form is SQL's alone. */
export function readTime(form: TimeForm, text: string): number | null {
  switch (form.kind) {
    case 'number':
      return NUMBER.test(text) ? readNumber(form, text) : null
    case 'by-size':
      return NUMBER.test(text) ? readNumber(unixForm(toNumber(text)) ?? form.rest, text) : null
    case 'compact':
      return readCompact(text)
    case 'written':
      return readWritten(text, form.order)
    case 'iso':
      return readWritten(text, null)
    default:
      return null
  }
}

function readNumber({ perSecond, zero }: NumberForm, text: string): number {
  const value = toNumber(text)
  // A spreadsheet's day has too few digits for more than its seconds.
  if (perSecond < 1) return (Math.round(value / perSecond) + zero) * 1e6
  return Math.round((value / perSecond) * 1e6) + zero * 1e6
}

/** `20261005080156`, `20261005T080156Z`, `202610050801`, `20261005`. */
function readCompact(text: string): number | null {
  const match = COMPACT.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second, milli] = match
    .slice(1, 8)
    .map((digits) => Number(digits ?? 0))
  if (month! < 1 || month! > 12 || day! < 1 || day! > 31) return null
  if (hour! > 23 || minute! > 59 || second! > 60) return null
  if (new Date(Date.UTC(year!, month! - 1, day)).getUTCDate() !== day) return null
  return Date.UTC(year!, month! - 1, day, hour, minute, second, milli) * 1000
}

function isDay(micros: number): boolean {
  return micros >= Date.UTC(2000, 0) * 1000 && micros < Date.UTC(2100, 0) * 1000
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'))
}

function toChoice(format: string, words: string, example: string): TimeChoice {
  return { format, words, reads: toInstant(readTime(namedForm(format)!, example)) }
}

function toInstant(micros: number | null): string {
  const at = new Date(Math.round((micros ?? NaN) / 1000))
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('.000Z', 'Z')
}
