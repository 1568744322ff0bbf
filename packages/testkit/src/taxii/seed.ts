/**
 * Seed files: what a TAXII test server holds from the start, each object with the instant it was added. Two forms are
 * read: our own, and the data file of OASIS medallion.
 */
import type {
  Collection,
  Discovery,
  SeedCollection,
  SeedObject,
  SeedRoot,
  Status,
} from '@tocsin/taxii'
import { medallionRoots } from './medallion-seed.ts'
import { type Json, RIGHTS_DEFAULT, ROOT_DEFAULTS, toList, toRecord } from './seed-json.ts'

export type Seed = { discovery: Discovery; roots: SeedRoot[] }

/** Reads a seed file's text; throws Error naming what is wrong and where. */
export function parseSeed(text: string): Seed {
  const file = toRecord(JSON.parse(text), 'the seed')
  const roots = '/discovery' in file ? medallionRoots(file) : ownRoots(file)
  const paths = roots.map(({ path }) => `/${path}/`)
  const given = (file['discovery'] ?? file['/discovery'] ?? {}) as Partial<Discovery>
  const found = given.api_roots ? {} : { default: paths[0]!, api_roots: paths }
  return { discovery: { title: ROOT_DEFAULTS.title, ...found, ...given }, roots }
}

/** `{ discovery?, roots: [{ path, …, collections }] }`, or `{ collections }` below the root `api`. */
function ownRoots(file: Json): SeedRoot[] {
  if (!['roots', 'collections', 'statuses', 'discovery'].some((name) => name in file))
    throw new Error('seed: there must be roots, or collections, in it')
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
  return {
    ...RIGHTS_DEFAULT,
    ...(collection as Collection),
    objects: toList(objects, `${where}.objects`).map((item, i) => {
      const seed = toRecord(item, `${where}.objects[${i}]`)
      if (typeof seed['date_added'] !== 'string' || typeof seed['object'] !== 'object')
        throw new Error(`seed: ${where}.objects[${i}] needs date_added and object`)
      return seed as SeedObject
    }),
  }
}
