/**
 * How a column of times is written, decided from a sample, and the SQL that turns it into microseconds
 * since 1970 UTC (null where a value cannot be read). A time without a zone is taken as UTC.
 */
import { quoteText } from './database.ts'

export type TimeForm =
  | { readonly kind: 'native' }
  | { readonly kind: 'epoch'; readonly perSecond: 1 | 1e3 | 1e6 | 1e9 }
  | { readonly kind: 'iso' }
  | { readonly kind: 'pattern'; readonly pattern: string }

const NUMBER = /^[+-]?\d+(\.\d+)?$/
const ISO = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?( ?(Z|UTC|GMT|[+-]\d\d(:?\d\d)?))?)?$/i
const NAMED_ZONE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]{3,4}$/
const TWITTER = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d\d:\d\d:\d\d [+-]\d{4} \d{4}$/
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/\d{4} \d{1,2}:\d\d(:\d\d)?$/

/** Zone at the end of a written time; the groups that MIXED_ZONES compares. */
export const ZONE_PATTERN =
  '\\d:\\d\\d(?:[.,]\\d+)? ?(Z|UTC|GMT|[A-Z]{3,4}|[+-]\\d\\d(?::?\\d\\d)?)$'

/** The form most of `sample` is written in, or null where none fits. */
export function decideTimeForm(sample: readonly string[]): TimeForm | null {
  const fits = (pattern: RegExp) => sample.filter((text) => pattern.test(text)).length
  const forms: [number, () => TimeForm | null][] = [
    [fits(NUMBER), () => ({ kind: 'epoch', perSecond: decideUnit(sample.map(Number)) })],
    [fits(ISO), () => ({ kind: 'iso' })],
    [fits(NAMED_ZONE), () => ({ kind: 'pattern', pattern: '%Y-%m-%d %H:%M:%S %Z' })],
    [fits(TWITTER), () => ({ kind: 'pattern', pattern: '%a %b %d %H:%M:%S %z %Y' })],
    [fits(SLASHED), () => decideSlashed(sample)],
  ]
  const best = forms.reduce((x, y) => (y[0] > x[0] ? y : x))
  return best[0] === 0 ? null : best[1]()
}

/** Seconds up to the year 2100, then milliseconds, microseconds, nanoseconds. */
export function decideUnit(values: readonly number[]): 1 | 1e3 | 1e6 | 1e9 {
  const largest = values.reduce((most, value) => (value > most ? value : most), 0)
  if (largest < 4.2e9) return 1
  if (largest < 4.2e12) return 1e3
  return largest < 4.2e15 ? 1e6 : 1e9
}

/** Day and month told apart by any part above 12; null where the sample leaves it open. */
function decideSlashed(sample: readonly string[]): TimeForm | null {
  const parts = sample.map((text) => SLASHED.exec(text)).filter((match) => match !== null)
  const seconds = parts.some((match) => match[3] !== undefined) ? ':%S' : ''
  if (parts.some((match) => Number(match[1]) > 12))
    return { kind: 'pattern', pattern: `%d/%m/%Y %H:%M${seconds}` }
  if (parts.some((match) => Number(match[2]) > 12))
    return { kind: 'pattern', pattern: `%m/%d/%Y %H:%M${seconds}` }
  return null
}

/** SQL for microseconds since 1970 of the SQL expression `column`. */
export function toMicrosSql(form: TimeForm, column: string): string {
  switch (form.kind) {
    case 'native':
      return `epoch_us(${column})`
    case 'epoch':
      return form.perSecond === 1
        ? `try_cast(round(try_cast(${column} as double) * 1e6) as bigint)`
        : `try_cast(${column} as hugeint) * 1000000 // ${form.perSecond}::bigint`
    case 'iso':
      return `epoch_us(try_cast(${column} as timestamptz))`
    case 'pattern':
      return `epoch_us(try_strptime(${column}, ${quoteText(form.pattern)}))`
  }
}
