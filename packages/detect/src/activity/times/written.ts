/**
 * A time as people and programs write it, in microseconds since 1970 UTC: `01.10.2026 00:55`,
 * `10/1/2026, 12:55:01 AM`, `Thu, 01 Oct 2026 00:55:00 GMT`, `Thu Oct 01 00:55:00 +0000 2026`, `2026/10/01 00:55`,
 * and ISO 8601 in all its dress. Without a zone it is taken as UTC.
 */

/** Which of day and month stands first where both are numbers and no year does. */
export type DayOrder = 'day-first' | 'month-first'

const TIME =
  /(?:^|[\sT,]|(?<=\d)T)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([ap])\.? ?m\b\.?)?/i
const NUMERIC = /(?<!\d)(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})(?!\d)/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = new RegExp(`(?<![a-z])(${MONTHS.join('|')})[a-z]*\\.?(?![a-z])`, 'i')
const WEEKDAY = /(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?(?![a-z])/i
const OFFSET = /(?:UTC|GMT)? ?([+-])(\d\d):?(\d\d)?(?!\d)/i
const NAME = /(?<![a-z])([a-z]{1,4})(?![a-z])/i

/** Hours from UTC of the zones that exports name; names that two places share (CST, BST, IST) are left out. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
}
/** Null where it cannot be read, or where `order` is needed and absent. */
export function readWritten(raw: string, order: DayOrder | null): number | null {
  const text = raw.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  const time = TIME.exec(text)
  const date = time === null ? text : text.slice(0, time.index)
  const rest = time === null ? '' : text.slice(time.index + time[0].length)
  const day =
    readDay(date, order) ??
    readDay(rest, order) ??
    readDay(`${date} ${rest.replace(OFFSET, ' ')}`, order)
  if (day === null) return null
  const offset = readOffset(rest.replace(NUMERIC, ' '))
  const clock = time === null ? 0 : readClock(time)
  if (offset === null || clock === null) return null
  return day + clock - offset
}

/** First and second number of a date that has its year last; null for other dates. */
export function dayAndMonth(text: string): readonly [number, number] | null {
  const match = NUMERIC.exec(text)
  if (match === null || match[1]!.length > 2) return null
  return [Number(match[1]), Number(match[3])]
}

/** Whether a date is written with dots, which stand between day, month and year in that order. */
export function isDotted(text: string): boolean {
  return NUMERIC.exec(text)?.[2] === '.'
}

function readDay(text: string, order: DayOrder | null): number | null {
  const numeric = NUMERIC.exec(text)
  if (numeric !== null) {
    const [first, second, third] = [numeric[1]!, numeric[3]!, numeric[4]!]
    if (first.length === 4) return toDay(first, Number(second), Number(third))
    if (first.length > 2 || third.length === 3) return null
    const used = numeric[2] === '.' ? (order ?? 'day-first') : order
    if (used === null) return null
    return used === 'day-first'
      ? toDay(third, Number(second), Number(first))
      : toDay(third, Number(first), Number(second))
  }
  const month = MONTH.exec(text.replace(WEEKDAY, ' '))
  if (month === null) return null
  const numbers = text.match(/\d+/g) ?? []
  const year = numbers.find((digits) => digits.length === 4)
  const day = numbers.find((digits) => digits.length < 3)
  if (year === undefined || day === undefined) return null
  return toDay(year, MONTHS.indexOf(month[1]!.slice(0, 3).toLowerCase()) + 1, Number(day))
}

function toDay(yearText: string, month: number, day: number): number | null {
  const short = Number(yearText)
  const year = yearText.length > 2 ? short : short < 70 ? 2000 + short : 1900 + short
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() * 1000 : null
}

function readClock(time: RegExpExecArray): number | null {
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)]
  const half = time[5]?.toLowerCase()
  if (minute > 59 || second > 60 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12)))
    return null
  const full = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  const micros = Number((time[4] ?? '').slice(0, 6).padEnd(6, '0'))
  return (full * 3600 + minute * 60 + second) * 1e6 + micros
}

function readOffset(rest: string): number | null {
  const offset = OFFSET.exec(rest)
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return minutes > 18 * 60 ? null : (offset[1] === '-' ? -1 : 1) * minutes * 60e6
  }
  const name = zoneName(rest)
  if (name === null) return 0
  const hours = ZONES[name]
  return hours === undefined ? null : hours * 3600e6
}

function zoneName(rest: string): string | null {
  const name = NAME.exec(rest.replace(MONTH, ' ').replace(WEEKDAY, ' '))
  return name === null ? null : name[1]!.toUpperCase()
}
