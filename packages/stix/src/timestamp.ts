/** The STIX timestamp type (STIX 2.1, 2.16): RFC 3339, always UTC with `Z`, fraction of any length. */
import { StixError } from './errors.ts'
import { reading } from './reading.ts'

const MAX_LENGTH = 64
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A Date (or milliseconds since the epoch) as `YYYY-MM-DDTHH:MM:SS.mmmZ`. Throws `bad-timestamp` out of years 0-9999. */
export function toTimestamp(time: Date | number): string {
  const ms = reading({}, () => (time instanceof Date ? time.getTime() : time))
  if (!(typeof ms === 'number' && ms >= -62167219200000 && ms <= 253402300799999))
    throw new StixError('bad-timestamp', 'not a time between the years 0 and 9999')
  return new Date(ms).toISOString()
}

/** Whether the text is a STIX timestamp that names a real instant; second 60 is taken only where leap seconds fall. */
export function isTimestamp(text: string): boolean {
  if (typeof text !== 'string') return false
  const length = text.length
  if (length < 20 || length > MAX_LENGTH || !isPunctuated(text, length)) return false
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  const year = two(text, 0) * 100 + two(text, 2)
  if (!(year >= 0 && month >= 1 && month <= 12 && hour <= 23 && minute <= 59 && second <= 60))
    return false
  if (second === 60 && (hour !== 23 || minute !== 59)) return false
  if (!(day >= 1 && day <= daysIn(year, month))) return false
  for (let i = 20; i < length - 1; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** The marks between the numbers: `-`, `-`, `T`, `:`, `:`, then `Z`, or `.` and at least one digit and `Z`. */
function isPunctuated(text: string, length: number): boolean {
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(length - 1) === 90 &&
    (length === 20 || (length > 21 && text.charCodeAt(19) === 46))
  )
}

/** Two digits at `at` as a number, NaN if they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function daysIn(year: number, month: number): number {
  if (month === 2 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return 28
  return DAYS[month - 1] ?? 0
}

/** Milliseconds since the epoch (fraction cut to whole milliseconds). Throws `bad-timestamp`. */
export function fromTimestamp(text: string): number {
  if (!isTimestamp(text)) throw new StixError('bad-timestamp', 'not a STIX timestamp')
  const leap = text.slice(17, 19) === '60' ? 1000 : 0
  const whole = Date.parse(`${text.slice(0, 17)}${leap > 0 ? '59' : text.slice(17, 19)}Z`) + leap
  return whole + Number(fraction(text).padEnd(3, '0').slice(0, 3))
}

/**
 * Order of two valid timestamps, to the last digit of their fractions: negative, zero or positive.
 * `…00Z`, `…00.0Z` and `…00.000Z` are the same instant. Throws StixError `bad-timestamp` for what is no string.
 */
export function compareTimestamps(a: string, b: string): number {
  if (typeof a !== 'string' || typeof b !== 'string')
    throw new StixError('bad-timestamp', 'a timestamp is a string')
  if (a.length === b.length) return a < b ? -1 : a > b ? 1 : 0
  const wholeA = a.slice(0, 19)
  const wholeB = b.slice(0, 19)
  if (wholeA !== wholeB) return wholeA < wholeB ? -1 : 1
  const width = Math.max(a.length, b.length)
  const restA = fraction(a).padEnd(width, '0')
  const restB = fraction(b).padEnd(width, '0')
  return restA < restB ? -1 : restA > restB ? 1 : 0
}

function fraction(text: string): string {
  return text.length > 20 ? text.slice(20, -1) : ''
}
