/** The filters that a cursor carries, so that a client which follows `next` need not repeat them. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ObjectQuery } from '../store.ts'
import { toMicros } from '../timestamp.ts'

type Filters = Omit<ObjectQuery, 'limit' | 'after'>

/** Longer filters are not carried: a cursor goes into an address. Only their hash is, and they must be repeated. */
const MAX_CARRIED = 600
const HASHED = '#'

const PARAMETERS = {
  addedAfter: 'added_after',
  ids: 'match[id]',
  types: 'match[type]',
  specVersions: 'match[spec_version]',
  versions: 'match[version]',
} as const satisfies Record<keyof Filters, string>

const NAMES = Object.keys(PARAMETERS) as (keyof Filters)[]

/** The same text for the same filters in any order; empty where there is none. */
export function packFilters(query: ObjectQuery): string {
  const values = NAMES.map((name) => inOrder(query, name))
  if (values.every((value, i) => value === (NAMES[i] === 'versions' ? PLAIN : null))) return ''
  const text = JSON.stringify(values)
  return text.length <= MAX_CARRIED ? text : HASHED + bytesToHex(sha256(utf8ToBytes(text)))
}

/**
 * What the page after is asked by: the carried filters and the limit asked for; null where one that is asked differs. A
 * later `added_after` than the carried one asks for a listing of its own: OpenCTI's connector keeps the `next` of its
 * last run beside it, and would read nothing from then on.
 */
export function unpackFilters(
  packed: string,
  asked: ObjectQuery,
  params: URLSearchParams,
): { query: ObjectQuery; isAnew: boolean } | null {
  if (packed.startsWith(HASHED))
    return packFilters(asked) === packed ? { query: asked, isAnew: false } : null
  const values: unknown[] = packed === '' ? [] : (JSON.parse(packed) as unknown[])
  const query: ObjectQuery = { limit: asked.limit, versions: LAST }
  let isAnew = false
  for (const [i, name] of NAMES.entries()) {
    const value = values[i] ?? (name === 'versions' ? PLAIN : null)
    const said = (params.has(PARAMETERS[name]) ? inOrder(asked, name) : value) as string | null
    if (said !== value && !(name === 'addedAfter' && isLater(said, value))) return null
    if (said !== value) {
      isAnew = true
      query.addedAfter = asked.addedAfter
    } else if (value !== null)
      Object.assign(query, { [name]: JSON.parse(value as string) as unknown })
  }
  return { query, isAnew }
}

/** Both are timestamps as JSON texts; null where there is none. */
function isLater(said: string | null, carried: unknown): boolean {
  const microsOf = (text: string): bigint => toMicros(JSON.parse(text) as string)
  return said !== null && (typeof carried !== 'string' || microsOf(said) > microsOf(carried))
}

const LAST = { first: false, last: true, exact: [] }
const PLAIN = JSON.stringify(LAST)

function inOrder(query: ObjectQuery, name: keyof Filters): string | null {
  const value = query[name]
  if (value === undefined) return null
  if (name !== 'versions') return JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
  const { versions } = query
  return JSON.stringify(
    versions === 'all' ? versions : { ...versions, exact: versions.exact.toSorted() },
  )
}
