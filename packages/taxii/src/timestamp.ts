/**
 * TAXII timestamps (section 2): RFC 3339 in UTC with six fractional digits, `2016-11-01T03:04:05.123456Z`.
 * Text of that one shape sorts as time does, so the package compares text and never loses microseconds.
 */

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The timestamp with exactly `digits` fractional digits (cut, not rounded), or null where it is none. */
export function normalTimestamp(text: string, digits = 6): string | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const days = isLeap(Number(year)) && month === '02' ? 29 : DAYS[Number(month) - 1]
  if (!days || Number(day) < 1 || Number(day) > days) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return `${text.slice(0, 19)}.${fraction.padEnd(digits, '0').slice(0, digits)}Z`
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/**
 * An object version as text that sorts by age, whatever precision its producer wrote: nine fractional
 * digits for a timestamp, the text itself for anything else.
 */
export function versionKey(version: string): string {
  return normalTimestamp(version, 9) ?? version
}

/** Microseconds since 1970 as a TAXII timestamp. */
export function fromMicros(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
  const millis = Number((micros - fraction) / 1000n)
  return `${new Date(millis).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}Z`
}

/** A TAXII timestamp as microseconds since 1970; throws RangeError where it is none. */
export function toMicros(timestamp: string): bigint {
  const normal = normalTimestamp(timestamp)
  if (normal === null) throw new RangeError(`not a timestamp: ${timestamp.slice(0, 60)}`)
  return BigInt(Date.parse(`${normal.slice(0, 19)}Z`)) * 1000n + BigInt(normal.slice(20, 26))
}

/** A clock reading in milliseconds as a TAXII timestamp. */
export function fromMillis(millis: number): string {
  return fromMicros(BigInt(Math.round(millis * 1000)))
}
