/** The filters of section 3.4 as a client states them; lists are ORed, fields ANDed. */
export type ClientFilters = {
  /** Server time, six fractional digits; only objects added later. */
  addedAfter?: string
  limit?: number
  next?: string
  id?: string | readonly string[]
  type?: string | readonly string[]
  /** `last` where left out; or `first`, `all`, timestamps. */
  version?: string | readonly string[]
  specVersion?: string | readonly string[]
}

/** The address with the filters as its query. */
export function withFilters(url: URL, filters: ClientFilters): URL {
  const { addedAfter, limit, next, id, type, version, specVersion } = filters
  const result = new URL(url)
  const set = (name: string, value: string | number | readonly string[] | undefined): void => {
    if (value !== undefined) result.searchParams.set(name, [value].flat().join(','))
  }
  set('added_after', addedAfter)
  set('limit', limit)
  set('next', next)
  set('match[id]', id)
  set('match[type]', type)
  set('match[version]', version)
  set('match[spec_version]', specVersion)
  return result
}
