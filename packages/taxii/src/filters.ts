/** URL query parameters (section 3.4), parsed strictly: what is malformed is a 400, what is unknown is ignored. */
import { TaxiiError } from './errors.ts'
import type { ObjectQuery, VersionFilter } from './store.ts'
import { normalTimestamp, versionKey } from './timestamp.ts'

/** The match fields an endpoint supports; its tables in section 5 name them. */
export type MatchField = 'id' | 'type' | 'version' | 'spec_version'

/** `default` stands in for a missing limit, `max` caps a larger one. */
export type PageLimits = { default: number; max: number }

/** The query, and the sealed cursor of `next` still unopened. */
export type ParsedFilters = { query: ObjectQuery; next: string | undefined }

const MAX_VALUES = 500
const MAX_NEXT = 1024

/** Parses the parameters an endpoint supports; throws TaxiiError `bad-filter`. */
export function toFilters(
  params: URLSearchParams,
  fields: readonly MatchField[],
  limits: PageLimits,
): ParsedFilters {
  const values = (field: MatchField): string[] | undefined =>
    fields.includes(field) ? listOf(params, `match[${field}]`) : undefined
  const query: ObjectQuery = {
    limit: limitOf(params, limits),
    versions: fields.includes('version') ? versionsOf(values('version')) : 'all',
  }
  const added = single(params, 'added_after')
  if (added !== undefined) query.addedAfter = timestampOf(added)
  const ids = values('id')
  if (ids) query.ids = ids
  const types = values('type')
  if (types) query.types = types
  const specVersions = values('spec_version')
  if (specVersions) query.specVersions = specVersions
  const next = single(params, 'next')
  if (next !== undefined && (next === '' || next.length > MAX_NEXT))
    throw new TaxiiError('bad-cursor', 'next is none of the values this server gave')
  return { query, next }
}

function single(params: URLSearchParams, name: string): string | undefined {
  const all = params.getAll(name)
  if (all.length > 1) throw new TaxiiError('bad-filter', `${name} may stand only once`)
  return all[0]
}

function limitOf(params: URLSearchParams, limits: PageLimits): number {
  const text = single(params, 'limit')
  if (text === undefined) return Math.min(limits.default, limits.max)
  if (!/^\d{1,20}$/.test(text) || Number(text) === 0)
    throw new TaxiiError('bad-filter', 'limit must be a whole number greater than zero')
  return Math.min(Number(text), limits.max)
}

function timestampOf(text: string): string {
  const normal = normalTimestamp(text)
  if (normal === null)
    throw new TaxiiError(
      'bad-filter',
      'added_after must be a UTC timestamp such as 2016-11-01T03:04:05.123456Z',
    )
  return normal
}

function listOf(params: URLSearchParams, name: string): string[] | undefined {
  const text = single(params, name)
  if (text === undefined) return undefined
  const values = text.split(',')
  if (values.includes('')) throw new TaxiiError('bad-filter', `${name} has an empty value`)
  // No database holds this character in a text, and no id, type or version has it.
  if (text.includes('\0')) throw new TaxiiError('bad-filter', `${name} has the character U+0000`)
  if (values.length > MAX_VALUES)
    throw new TaxiiError('bad-filter', `${name} has more than ${MAX_VALUES} values`)
  return values
}

function versionsOf(values: string[] | undefined): VersionFilter {
  if (!values) return { first: false, last: true, exact: [] }
  if (new Set(values).size < values.length)
    throw new TaxiiError('bad-filter', 'match[version] names a version twice')
  if (values.includes('all')) {
    if (values.length > 1)
      throw new TaxiiError('bad-filter', 'match[version]=all stands alone or not at all')
    return 'all'
  }
  const exact = values.filter((value) => value !== 'first' && value !== 'last')
  for (const value of exact)
    if (normalTimestamp(value) === null)
      throw new TaxiiError(
        'bad-filter',
        'match[version] takes all, first, last or UTC timestamps such as 2016-11-01T03:04:05.123Z',
      )
  return {
    first: values.includes('first'),
    last: values.includes('last'),
    exact: exact.map(versionKey),
  }
}
