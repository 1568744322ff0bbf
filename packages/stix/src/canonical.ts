/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one JSON value, so that it can be hashed or signed.
 * Keys sorted by UTF-16 code units, numbers in the ECMAScript form, no white space, no Unicode normalisation.
 * Cost: O(n log k) for n characters and k keys in the widest object.
 */
import { StixError } from './errors.ts'
import { reading } from './reading.ts'

/** Deeper values are refused, because a stack overflow cannot be told from a cycle. */
const MAX_DEPTH = 2000
/** More values than this are likelier a bomb of shared references than data. */
const MAX_VALUES = 2_000_000

/**
 * The canonical text of a JSON value. A property whose value is `undefined` is absent, as in `JSON.stringify`.
 * Throws StixError: `not-json` (NaN, Infinity, bigint, function, symbol, undefined in a list),
 * `lone-surrogate` (RFC 8785, 3.2.2.2 demands I-JSON), `too-deep` (also any cycle), `too-complex` (more than two million
 * values), `unreadable` (a getter or a proxy that throws).
 */
export function canonicalize(value: unknown): string {
  return reading({}, () => write(value, 0, { values: 0 }))
}

/** How many values have been written. */
type Count = {
  values: number
}

function write(value: unknown, depth: number, count: Count): string {
  if (++count.values > MAX_VALUES)
    throw new StixError('too-complex', `more than ${MAX_VALUES} values`)
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      if (!Number.isFinite(value)) throw new StixError('not-json', `${value} has no JSON form`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth >= MAX_DEPTH)
        throw new StixError('too-deep', `more than ${MAX_DEPTH} levels, or a cycle`)
      return Array.isArray(value)
        ? writeList(value, depth, count)
        : writeObject(value, depth, count)
    default:
      throw new StixError('not-json', `a ${typeof value} has no JSON form`)
  }
}

function writeList(list: readonly unknown[], depth: number, count: Count): string {
  let out = '['
  for (let i = 0; i < list.length; i++) out += (i > 0 ? ',' : '') + write(list[i], depth + 1, count)
  return out + ']'
}

function writeObject(object: object, depth: number, count: Count): string {
  const record = object as Record<string, unknown>
  let out = '{'
  for (const key of Object.keys(record).sort()) {
    const value = record[key]
    if (value === undefined) continue
    out += (out.length > 1 ? ',' : '') + quote(key) + ':' + write(value, depth + 1, count)
  }
  return out + '}'
}

function quote(text: string): string {
  if (!text.isWellFormed())
    throw new StixError('lone-surrogate', 'a string holds half of a surrogate pair')
  return JSON.stringify(text)
}
