/** Which endpoint a path names (section 3.1). Every path ends in a slash; an API root may be several segments long. */

export type Route =
  | { name: 'discovery' }
  | { name: 'root'; root: string }
  | { name: 'status'; root: string; id: string }
  | { name: 'collections'; root: string }
  | { name: 'collection' | 'manifest' | 'objects'; root: string; collection: string }
  | { name: 'object' | 'versions'; root: string; collection: string; object: string }

/** The methods of each endpoint, besides HEAD where there is GET. */
export const METHODS: Record<Route['name'], readonly string[]> = {
  discovery: ['GET'],
  root: ['GET'],
  status: ['GET'],
  collections: ['GET'],
  collection: ['GET'],
  manifest: ['GET'],
  objects: ['GET', 'POST'],
  object: ['GET', 'DELETE'],
  versions: ['GET'],
}

/** The endpoint of a path with its trailing slash, or null where there is none. */
export function routeOf(path: string): Route | null {
  if (path === '/taxii2/') return { name: 'discovery' }
  const segments = segmentsOf(path)
  if (!segments) return null
  const at = segments.findIndex((segment) => segment === 'collections' || segment === 'status')
  if (at < 0) return { name: 'root', root: segments.join('/') }
  const root = segments.slice(0, at).join('/')
  const [kind, id, list, object, versions, ...rest] = segments.slice(at)
  if (rest.length > 0) return null
  if (kind === 'status')
    return id !== undefined && list === undefined ? { name: 'status', root, id } : null
  if (id === undefined) return { name: 'collections', root }
  if (list === undefined) return { name: 'collection', root, collection: id }
  if (list === 'manifest' && object === undefined) return { name: 'manifest', root, collection: id }
  if (list !== 'objects') return null
  if (object === undefined) return { name: 'objects', root, collection: id }
  if (versions === undefined) return { name: 'object', root, collection: id, object }
  return versions === 'versions' ? { name: 'versions', root, collection: id, object } : null
}

function segmentsOf(path: string): string[] | null {
  if (!path.startsWith('/') || !path.endsWith('/')) return null
  try {
    const segments = path.slice(1, -1).split('/').map(decodeURIComponent)
    return segments.some((segment) => segment === '' || segment.includes('/')) && path !== '/'
      ? null
      : segments
  } catch {
    return null
  }
}
