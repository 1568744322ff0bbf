/**
 * Seed files: what a TAXII test server holds from the start, each object with the instant it was added. Two forms are
 * read: our own, and the data file of OASIS medallion, whose manifests hold the dates.
 */
import type {
  Collection,
  Discovery,
  SeedCollection,
  SeedObject,
  SeedRoot,
  Status,
} from '@tocsin/taxii'

export type Seed = { discovery: Discovery; roots: SeedRoot[] }

type Json = Record<string, unknown>

const MEDIA_TYPE = 'application/taxii+json;version=2.1'
const ROOT_DEFAULTS = {
  title: 'TAXII test server',
  versions: [MEDIA_TYPE],
  max_content_length: 104_857_600,
}

/** Reads a seed file's text; throws Error naming what is wrong and where. */
export function parseSeed(text: string): Seed {
  const file = toRecord(JSON.parse(text), 'the seed')
  const roots = '/discovery' in file ? medallionRoots(file) : ownRoots(file)
  const paths = roots.map(({ path }) => `/${path}/`)
  const given = (file['discovery'] ?? file['/discovery'] ?? {}) as Partial<Discovery>
  const discovery = { title: ROOT_DEFAULTS.title, default: paths[0]!, api_roots: paths, ...given }
  return { discovery, roots }
}

/** `{ discovery?, roots: [{ path, …, collections }] }`, or `{ collections }` below the root `api`. */
function ownRoots(file: Json): SeedRoot[] {
  const roots = file['roots'] ? toList(file['roots'], 'roots') : [{ ...file, path: 'api' }]
  return roots.map((entry, i) => {
    const { path, collections, statuses, ...info } = toRecord(entry, `roots[${i}]`)
    if (typeof path !== 'string') throw new Error(`seed: roots[${i}].path must be text`)
    return {
      ...ROOT_DEFAULTS,
      ...(file['roots'] ? info : {}),
      path: path.replace(/^\/+|\/+$/g, ''),
      collections: toList(collections ?? [], `${path}.collections`).map(ownCollection),
      statuses: toList(statuses ?? [], `${path}.statuses`) as Status[],
    }
  })
}

function ownCollection(entry: unknown, index: number): SeedCollection {
  const where = `collections[${index}]`
  const { objects = [], ...collection } = toRecord(entry, where)
  const rights = { can_read: true, can_write: true }
  return {
    ...rights,
    ...(collection as Collection),
    objects: toList(objects, `${where}.objects`).map((item, i) => {
      const seed = toRecord(item, `${where}.objects[${i}]`)
      if (typeof seed['date_added'] !== 'string' || typeof seed['object'] !== 'object')
        throw new Error(`seed: ${where}.objects[${i}] needs date_added and object`)
      return seed as SeedObject
    }),
  }
}

/** `{ "/discovery": …, NAME: { information, status, collections: [{ objects, manifest }] } }`. */
function medallionRoots(file: Json): SeedRoot[] {
  return Object.entries(file)
    .filter(([name, value]) => !name.startsWith('/') && hasCollections(value))
    .map(([path, value]) => {
      const { information, status, collections } = toRecord(value, path)
      return {
        ...ROOT_DEFAULTS,
        ...(information as object | undefined),
        path,
        collections: toList(collections ?? [], `${path}.collections`).map(medallionCollection),
        statuses: (status ?? []) as Status[],
      }
    })
}

function hasCollections(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'information' in value
}

type ManifestEntry = { id: string; date_added: string; version: string; media_type?: string }

function medallionCollection(entry: unknown, index: number): SeedCollection {
  const where = `collections[${index}]`
  const record = toRecord(entry, where)
  const { objects = [], manifest = [], responses: _responses, ...collection } = record
  const left = [...(toList(manifest, `${where}.manifest`) as ManifestEntry[])]
  const seeds = toList(objects, `${where}.objects`).map((item): SeedObject => {
    const object = toRecord(item, `${where}.objects`)
    const at = left.findIndex((candidate) => isEntryOf(candidate, object))
    const [found] = at < 0 ? [] : left.splice(at, 1)
    if (!found) throw new Error(`seed: ${where}: no manifest entry for ${String(object['id'])}`)
    const { date_added, version, media_type } = found
    return { date_added, version, object, ...(media_type !== undefined && { media_type }) }
  })
  return { ...(collection as Collection), objects: seeds }
}

function isEntryOf(entry: ManifestEntry, object: Json): boolean {
  if (entry.id !== object['id']) return false
  const version = object['modified'] ?? object['created']
  if (version !== undefined && Date.parse(entry.version) !== Date.parse(String(version)))
    return false
  const spec = entry.media_type?.split('version=')[1]
  const own = object['spec_version'] ?? ('created' in object ? '2.0' : '2.1')
  return spec === undefined || spec === own
}

function toRecord(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new Error(`seed: ${where} must be an object`)
}

function toList(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error(`seed: ${where} must be a list`)
}
