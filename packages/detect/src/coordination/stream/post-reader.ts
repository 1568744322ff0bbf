/**
 * JSON lines to posts: the roles of the fields are said, or guessed from the first line; a field inside a
 * field is written with dots. Times are numbers since 1970 (seconds to nanoseconds) or ISO 8601; one without
 * a zone is UTC.
 */
import { DetectError, type DetectErrorPlace } from '../../errors.ts'
import { guessPreset, ROLES, type ColumnMapping } from '../../activity/presets/presets.ts'
import { decideUnit } from '../../activity/read/times.ts'
import type { StreamPost } from './stream-change.ts'

const ISO = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?( ?(Z|UTC|[+-]\d\d(:?\d\d)?))?)?$/i
const ZONED = /(Z|UTC|[T ]\d\d:\d\d.*[+-]\d\d(:?\d\d)?)$/i
/** Seconds since 1970 of the year 2100, as in tables. */
const LATEST = 4_102_444_800
/** Longer names and ids are somebody's mistake, and would be kept for as long as the history. */
const LONGEST_NAME = 2048

export type PostReader = (line: string, place: DetectErrorPlace) => StreamPost

/**
 * A reader of lines, one post each. The reader throws DetectError with its place: MALFORMED, COLUMNS_NEEDED,
 * NULL_VALUE, BAD_TIME or TIME_OUT_OF_RANGE; a later line can be read all the same.
 */
export function createPostReader(given: ColumnMapping = {}): PostReader {
  let mapping: ColumnMapping | null = null
  return (line, place) => {
    const record = parseRecord(line, place)
    mapping ??= resolveMapping(record, given, place)
    const fields = Object.fromEntries(
      ROLES.flatMap((role) => {
        const name = mapping![role]
        const value = name === undefined ? null : toText(fieldOf(record, name))
        return value === null ? [] : [[role, value]]
      }),
    )
    const { account, time, ...rest } = fields
    if (!account)
      throw new DetectError('NULL_VALUE', 'no account', { ...place, column: mapping.account })
    const at = { ...place, column: mapping.time }
    for (const [role, value] of [
      ['account', account],
      ['content', rest['content'] ?? ''],
    ] as const)
      if (value.length > LONGEST_NAME)
        throw new DetectError('MALFORMED', `longer than ${LONGEST_NAME} characters`, {
          ...place,
          column: mapping[role],
        })
    return { account, time: toSeconds(time, at), ...rest }
  }
}

function parseRecord(line: string, place: DetectErrorPlace): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new DetectError('MALFORMED', (cause as Error).message, place, { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new DetectError('MALFORMED', 'not a JSON object', place)
}

function resolveMapping(
  record: Record<string, unknown>,
  given: ColumnMapping,
  place: DetectErrorPlace,
): ColumnMapping {
  const names = fieldNames(record)
  const mapping = given.object === undefined ? { ...guessPreset(names)?.mapping, ...given } : given
  const needed = (['account', 'time'] as const).filter((role) => mapping[role] === undefined)
  if (needed.length === 0) return mapping
  throw new DetectError(
    'COLUMNS_NEEDED',
    `say which field is the ${needed.join(' and ')} (--columns account=…,time=…,text=…, or object=… in place of text); the fields are: ${names.slice(0, 60).join(', ')}`,
    place,
  )
}

/** Names of fields, with dots for those inside others. */
function fieldNames(record: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && prefix.length < 200
      ? [prefix + name, ...fieldNames(value as Record<string, unknown>, `${prefix}${name}.`)]
      : [prefix + name],
  )
}

function fieldOf(record: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name]
  let value: unknown = record
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null
    value = (value as Record<string, unknown>)[part]
  }
  return value
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}

function toSeconds(text: string | undefined, place: DetectErrorPlace): number {
  if (text === undefined) throw new DetectError('NULL_VALUE', 'no time', place)
  const number = Number(text)
  const seconds = Number.isFinite(number)
    ? number / decideUnit([number])
    : ISO.test(text)
      ? Date.parse(ZONED.test(text) ? text : `${text}${text.includes(':') ? 'Z' : ''}`) / 1000
      : NaN
  if (Number.isNaN(seconds))
    throw new DetectError('BAD_TIME', `cannot read "${text.slice(0, 60)}" as a time`, place)
  if (seconds < 0 || seconds >= LATEST)
    throw new DetectError('TIME_OUT_OF_RANGE', `${text.slice(0, 60)} is not in 1970 to 2100`, place)
  return seconds
}
