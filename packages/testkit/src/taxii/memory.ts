import { type Caller, createMemoryStore, createTaxiiServer } from '@tocsin/taxii'
import { ask, type TaxiiHarness, type TestRights } from './harness.ts'

const ROOT = 'taxii2/hub'

/** The suite's harness over the memory store. */
export function createMemoryHarness(): TaxiiHarness {
  const rights = new Map<string, Partial<Record<string, TestRights>>>()
  const audience = new Map<string, readonly string[]>()
  const store = createMemoryStore<Caller>({
    discovery: { title: 'Hub', default: `/${ROOT}/`, api_roots: [`/${ROOT}/`] },
    roots: [
      {
        path: ROOT,
        title: 'Hub',
        versions: ['application/taxii+json;version=2.1'],
        max_content_length: 1_000_000,
      },
    ],
    rights: (caller, { id }) => toRights(rights.get(id)?.[caller.id] ?? 'read-write'),
    canSee: (caller, { id }) => audience.get(id)?.includes(caller.id) ?? true,
  })
  const handle = createTaxiiServer<Caller>({
    store,
    authenticate: async (request) => {
      const name = request.headers.get('authorization')?.replace('Bearer ', '')
      return name === 'a' || name === 'b' ? { id: name } : null
    },
  })
  const harness: TaxiiHarness = {
    handle,
    root: ROOT,
    authorization: { a: 'Bearer a', b: 'Bearer b' },
    rights: ['read-write', 'read', 'write', 'none', 'hidden'],
    oneInstant: true,
    collection: async (given = {}) => {
      const id = crypto.randomUUID()
      rights.set(id, given.rights ?? {})
      const title = `Collection ${id}`
      const objects = given.objects ?? []
      store.addCollection(ROOT, { id, title, can_read: true, can_write: true, objects })
      return id
    },
    show: async (collection, object, to) => {
      audience.set(object.id, to)
      const path = `collections/${collection}/objects/`
      await ask(harness, path, { method: 'POST', body: { objects: [object] } })
    },
    stop: async () => {},
  }
  return harness
}

function toRights(rights: TestRights): { canRead: boolean; canWrite: boolean } | null {
  if (rights === 'hidden') return null
  return {
    canRead: rights === 'read-write' || rights === 'read',
    canWrite: rights === 'read-write' || rights === 'write',
  }
}
