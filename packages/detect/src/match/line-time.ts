/** When a line was written, as logs say it. */

/** Milliseconds since 1970, and what had to be assumed for them. */
export type LineTime = {
  readonly at: number
  /** The line names no zone: UTC was taken. */
  readonly isZoneless: boolean
  /** The line names no year: the last one in which its day is not in the future was taken. */
  readonly isYearless: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY = 86_400_000
/** 2000 to 2100: other numbers are no times of logs. */
const FIRST = 946_684_800
const LAST = 4_102_444_800

/** Reads the text of a column of times; null where it is none. `now` is for lines without a year. */
export function readTime(text: string, now: number): LineTime | null {
  return (
    readIso(text) ??
    readUnix(text) ??
    readLogDate(text) ??
    readSyslog(text, now) ??
    readMailDate(text)
  )
}

/** The first time in the beginning of a line. */
export function findTime(line: string, now: number): LineTime | null {
  const start = line.slice(0, 200)
  for (const form of [ISO, LOG_DATE]) {
    const found = form.exec(start)?.[0]
    if (found !== undefined) return readTime(found, now)
  }
  return readSyslog(start, now) ?? readUnix(/^\d{10}(?:\.\d{1,9})?(?=\s)/.exec(start)?.[0] ?? '')
}

const ISO = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/
const LOG_DATE = /\d{1,2}[/-][A-Za-z]{3}[/-]\d{4}[: ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?/

function readIso(text: string): LineTime | null {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  )
  if (!found) return null
  const [, day, time, fraction = '0', zone] = found
  const offset = zone === undefined || zone === 'Z' ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2')
  const at = Date.parse(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`)
  return Number.isNaN(at) ? null : { at, isZoneless: zone === undefined, isYearless: false }
}

function readUnix(text: string): LineTime | null {
  const found = /^(\d{10}|\d{13}|\d{16})(\.\d{1,9})?$/.exec(text.trim())
  if (!found) return null
  const unit = { 10: 1, 13: 1000, 16: 1_000_000 }[found[1]!.length]!
  const seconds = Number(text) / unit
  if (seconds < FIRST || seconds > LAST) return null
  return { at: Math.floor(seconds * 1000), isZoneless: false, isYearless: false }
}

/** `10/Oct/2026:13:55:36 +0000` of web servers, `10-Oct-2026 13:55:36.123` of BIND. */
function readLogDate(text: string): LineTime | null {
  const found =
    /^(\d{1,2})[/-]([A-Za-z]{3})[/-](\d{4})[: ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: ([+-])(\d\d)(\d\d))?$/.exec(
      text.trim(),
    )
  if (!found) return null
  const [
    ,
    day,
    month = '',
    year,
    hour,
    minute,
    second,
    fraction = '0',
    sign,
    zoneHour,
    zoneMinute,
  ] = found
  const index = MONTHS.indexOf(month.toLowerCase())
  if (index < 0) return null
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = Date.UTC(
    Number(year),
    index,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  )
  const offset = sign === undefined ? 0 : (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000
  return {
    at: sign === '-' ? local + offset : local - offset,
    isZoneless: sign === undefined,
    isYearless: false,
  }
}

/** `Oct 10 13:55:36`, without a year (RFC 3164). */
function readSyslog(text: string, now: number): LineTime | null {
  const found = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?=\s|$)/.exec(text)
  const index = MONTHS.indexOf(found?.[1]?.toLowerCase() ?? '')
  if (!found || index < 0) return null
  const [day, hour, minute, second] = found.slice(2).map(Number) as [number, number, number, number]
  const year = new Date(now).getUTCFullYear()
  const at = Date.UTC(year, index, day, hour, minute, second)
  const before = Date.UTC(year - 1, index, day, hour, minute, second)
  return { at: at > now + DAY ? before : at, isZoneless: true, isYearless: true }
}

/** `Sat, 10 Oct 2026 13:55:36 +0200` of mails (RFC 5322, 3.3). */
function readMailDate(text: string): LineTime | null {
  const found =
    /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|GMT|UT|UTC|Z))?/.exec(
      text.trim(),
    )
  if (!found) return null
  const hasZone = /(?:[+-]\d{4}|[A-Z])$/.test(found[0])
  const at = Date.parse(hasZone ? found[0] : `${found[0]} +0000`)
  return Number.isNaN(at) ? null : { at, isZoneless: !hasZone, isYearless: false }
}
