/**
 * What a server answered as the resource it should be: known deviations are put right and told, anything that could not be
 * used is a TaxiiError `bad-response` that says what and where.
 */
import { TaxiiError } from '../errors.ts'
import {
  type ApiRoot,
  type Collection,
  type Discovery,
  type Manifest,
  type Status,
  TAXII_MEDIA_TYPE,
  type Versions,
} from '../resources.ts'
import { fromMicros, normalTimestamp, toMicros } from '../timestamp.ts'
import type { OnDeviation } from './deviations.ts'
import { printable } from './printable.ts'

export type Fields = Record<string, unknown>

/** The JSON object that a resource is, and every STIX object too; `where` is for the error. */
export function toFields(text: string, where: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new TaxiiError('bad-response', `${where}: the answer is not JSON`, { cause })
  }
  if (isObject(value)) return value
  throw new TaxiiError('bad-response', `${where}: the answer is no JSON object`)
}

/** API roots as absolute URLs with their last slash. */
export function toDiscovery(found: Fields, url: URL, onDeviation: OnDeviation): Discovery {
  const { default: first } = found
  const roots = toList(found, 'api_roots', isString, url)
  if (first !== undefined && !isString(first)) throw wrong(url, 'default', 'no text')
  return {
    ...(found as Discovery),
    ...(first !== undefined && { default: toRootUrl(first, url, () => {}) }),
    ...(roots && { api_roots: roots.map((root) => toRootUrl(root, url, onDeviation)) }),
  }
}

function toRootUrl(root: string, discovery: URL, onDeviation: OnDeviation): string {
  const report = (code: 'relative-api-root' | 'api-root-without-slash', done: string): void =>
    onDeviation({
      code,
      url: discovery.href,
      message: `api_roots has "${printable(root)}"; ${done}`,
    })
  if (!URL.canParse(root, discovery)) throw wrong(discovery, 'api_roots', 'no address')
  if (!URL.canParse(root)) report('relative-api-root', 'read as relative')
  if (!root.endsWith('/')) report('api-root-without-slash', 'slash added')
  const url = new URL(root, discovery)
  url.pathname = url.pathname.replace(/\/*$/, '/')
  return url.href
}

/** A root whose versions name TAXII 2.1 as the specification does, where the server names it at all. */
export function toApiRoot(found: Fields, url: URL, onDeviation: OnDeviation): ApiRoot {
  const versions = toList(found, 'versions', isString, url) ?? []
  const bare = versions.find((version) => isBare(version))
  const says = versions.some((version) => version.replaceAll(' ', '') === TAXII_MEDIA_TYPE)
  if (bare !== undefined)
    onDeviation({
      code: 'bare-version',
      url: url.href,
      message: `versions has "${bare}"; read as ${TAXII_MEDIA_TYPE}`,
    })
  else if (!says)
    onDeviation({
      code: 'no-version',
      url: url.href,
      message: `versions does not name ${TAXII_MEDIA_TYPE}; tried all the same`,
    })
  return {
    ...(found as ApiRoot),
    versions: versions.map((version) => (isBare(version) ? TAXII_MEDIA_TYPE : version)),
  }
}

function isBare(version: string): boolean {
  return /^(?:taxii-)?2\.1$/.test(version)
}

export function toCollections(found: Fields, url: URL, onDeviation: OnDeviation): Collection[] {
  const collections = toList(found, 'collections', isObject, url) ?? []
  return collections.map((collection) => toCollection(collection, url, onDeviation))
}

/** A collection whose rights are booleans; what is no boolean is no right. */
export function toCollection(found: Fields, url: URL, onDeviation: OnDeviation): Collection {
  const { id, can_read: read, can_write: write } = found
  if (!isString(id)) throw wrong(url, 'id', 'no text')
  const collection = found as Collection
  if (typeof read === 'boolean' && typeof write === 'boolean') return collection
  onDeviation({
    code: 'rights-not-boolean',
    url: url.href,
    message: `collection ${printable(id)}: can_read or can_write is no boolean; read as no right`,
  })
  return { ...collection, can_read: read === true, can_write: write === true }
}

export function toManifest(found: Fields, url: URL): Manifest {
  const isRecord = (item: unknown): item is Fields =>
    isObject(item) && [item['id'], item['date_added'], item['version']].every(isString)
  toList(found, 'objects', isRecord, url)
  return found as Manifest
}

export function toVersions(found: Fields, url: URL): Versions {
  toList(found, 'versions', isString, url)
  return found as Versions
}

export function toStatus(found: Fields, url: URL): Status {
  for (const name of ['id', 'status']) if (!isString(found[name])) throw wrong(url, name, 'no text')
  return found as Status
}

/** Dates of a page's ends. */
export function toDate(header: string | null, url: URL, onDeviation: OnDeviation): string | null {
  const normal = header === null ? null : (normalTimestamp(header) ?? fromOffset(header))
  if (normal !== header)
    onDeviation({
      code: 'date-format',
      url: url.href,
      message: `X-TAXII-Date-Added "${printable(header ?? '')}" is not of the form YYYY-MM-DDThh:mm:ss.ssssssZ`,
    })
  return normal
}

/** A time with an offset in hours and minutes (RFC 3339) as UTC; null for anything else. */
function fromOffset(text: string): string | null {
  const [, local, sign, hours, minutes] = /^(.{19,29})([+-])(\d\d):?(\d\d)$/.exec(text) ?? []
  const normal = local === undefined ? null : normalTimestamp(`${local}Z`)
  if (normal === null) return null
  const offset = BigInt(Number(hours) * 60 + Number(minutes)) * 60_000_000n
  return fromMicros(sign === '-' ? toMicros(normal) + offset : toMicros(normal) - offset)
}

/** A list that may be left out; `null` for it is read as left out. */
function toList<T>(
  found: Fields,
  name: string,
  isItem: (item: unknown) => item is T,
  url: URL,
): T[] | undefined {
  const list = found[name] ?? undefined
  if (list === undefined) return undefined
  if (!Array.isArray(list)) throw wrong(url, name, 'no list')
  if (!list.every(isItem)) throw wrong(url, name, 'a list of something else')
  return list
}

function wrong(url: URL, name: string, is: string): TaxiiError {
  return new TaxiiError('bad-response', `${url.href}: "${name}" is ${is}`)
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
