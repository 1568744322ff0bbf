/**
 * The data files of OASIS medallion, the reference TAXII server: `{ "/discovery": …, NAME: { information, status,
 * collections } }`. Both of its forms are read: lists of statuses and collections with the dates in a manifest beside the
 * objects, and maps by id with the dates in `__meta` inside each object.
 */
import type { Collection, SeedCollection, SeedObject, SeedRoot, Status } from '@tocsin/taxii'
import { type Json, RIGHTS_DEFAULT, ROOT_DEFAULTS, toList, toRecord } from './seed-json.ts'

type ManifestEntry = { id: string; date_added: string; version: string; media_type?: string }

/** The API roots of a parsed data file; throws Error naming what is wrong and where. */
export function medallionRoots(file: Json): SeedRoot[] {
  return Object.entries(file)
    .filter(([name, value]) => !name.startsWith('/') && isRoot(value))
    .map(([path, value]) => {
      const { information, status, collections } = toRecord(value, path)
      return {
        ...ROOT_DEFAULTS,
        ...(information as object | undefined),
        path,
        collections: toEntries(collections, `${path}.collections`).map(toCollection),
        statuses: toEntries(status, `${path}.status`) as Status[],
      }
    })
}

function isRoot(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'information' in value
}

/** A list as it stands, or a map by id as the list of its values, each with its id. */
function toEntries(value: unknown, where: string): Json[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.map((entry, i) => toRecord(entry, `${where}[${i}]`))
  return Object.entries(toRecord(value, where)).map(([id, entry]) => ({
    ...toRecord(entry, `${where}.${id}`),
    id,
  }))
}

function toCollection(record: Json): SeedCollection {
  const where = `collection ${String(record['id'])}`
  const { objects, manifest, responses: _responses, ...collection } = record
  const items = toList(objects ?? [], `${where}: objects`).map((item) => toRecord(item, where))
  const seeds =
    manifest === undefined
      ? items.map((item) => fromMeta(item, where))
      : fromManifest(items, toList(manifest, `${where}: manifest`), where)
  return { ...RIGHTS_DEFAULT, ...(collection as Collection), objects: seeds }
}

function fromMeta({ __meta: meta, ...object }: Json, where: string): SeedObject {
  const given = toRecord(meta, `${where}: __meta of ${String(object['id'])}`)
  if (typeof given['date_added'] !== 'string')
    throw new Error(`seed: ${where}: __meta of ${String(object['id'])} needs date_added`)
  const mediaType = given['media_type']
  return {
    date_added: given['date_added'],
    object,
    ...(typeof mediaType === 'string' && { media_type: mediaType }),
  }
}

/**
 * In the manifest's order, which settles who comes first of one date. An object that the manifest does not list was never
 * served, and a record without an object has nothing to serve: both are left out.
 */
function fromManifest(items: Json[], manifest: unknown[], where: string): SeedObject[] {
  const left = [...items]
  return manifest
    .flatMap((entry, i) => toManifestEntries(toRecord(entry, `${where}: manifest[${i}]`)))
    .flatMap((entry) => {
      const exact = left.findIndex((object) => isOf(entry, object) && isOfSpec(entry, object))
      const at = exact < 0 ? left.findIndex((object) => isOf(entry, object)) : exact
      const { date_added, version, media_type } = entry
      const found = at < 0 ? [] : left.splice(at, 1)
      return found.map((object) => ({
        date_added,
        version,
        object,
        ...(media_type !== undefined && { media_type }),
      }))
    })
}

/** The manifests of TAXII 2.0 list the versions of an object in one entry. */
function toManifestEntries(entry: Json): ManifestEntry[] {
  const { versions, media_types: mediaTypes, ...rest } = entry
  const [mediaType] = Array.isArray(mediaTypes) ? mediaTypes : []
  const common = { ...(mediaType !== undefined && { media_type: mediaType }), ...rest }
  const each = Array.isArray(versions) ? versions : [entry['version']]
  return each.map((version) => ({ ...common, version }) as ManifestEntry)
}

function isOf(entry: ManifestEntry, object: Json): boolean {
  if (entry.id !== object['id']) return false
  const version = object['modified'] ?? object['created']
  return version === undefined || Date.parse(entry.version) === Date.parse(String(version))
}

function isOfSpec(entry: ManifestEntry, object: Json): boolean {
  const spec = entry.media_type?.split('version=')[1]
  const own = object['spec_version'] ?? ('created' in object ? '2.0' : '2.1')
  return spec === undefined || spec === own
}
