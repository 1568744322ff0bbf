/** What lies in a collection: its objects, their versions and manifest, read, added and removed. */
import type { Manifest, Status, Versions } from '../resources.ts'
import { below } from './address.ts'
import { toManifest, toStatus, toVersions } from './answers.ts'
import type { Asking, ObjectStream, PageDates } from './asking.ts'
import { type ClientFilters, withFilters } from './query.ts'

/** The methods of a client on the objects of a collection; all throw TaxiiError. */
export function objectsOf({ request, json, listed, streamed }: Asking) {
  return {
    /** Section 5.3. */
    manifest: async (
      root: string,
      id: string,
      filters: ClientFilters = {},
    ): Promise<{ page: Manifest; dates: PageDates }> =>
      listed(withFilters(below(root, 'collections', id, 'manifest'), filters), toManifest),
    /** Section 5.4, as the objects arrive: their texts one by one. */
    objects: async (root: string, id: string, filters: ClientFilters = {}): Promise<ObjectStream> =>
      streamed(withFilters(below(root, 'collections', id, 'objects'), filters)),
    /** Section 5.6. */
    object: async (
      root: string,
      id: string,
      object: string,
      filters: ClientFilters = {},
    ): Promise<ObjectStream> =>
      streamed(withFilters(below(root, 'collections', id, 'objects', object), filters)),
    /** Section 5.8. */
    versions: async (
      root: string,
      id: string,
      object: string,
      filters: ClientFilters = {},
    ): Promise<{ page: Versions; dates: PageDates }> => {
      const url = below(root, 'collections', id, 'objects', object, 'versions')
      return listed(withFilters(url, filters), toVersions)
    },
    /**
     * Section 5.5: one POST, which must not be longer than the root's `max_content_length`; `texts` are the objects' JSON, sent
     * as they stand. The status counts what was taken and says why an object was not; where it is `pending`, `settled` waits.
     */
    async add(root: string, id: string, texts: readonly string[]): Promise<Status> {
      const url = below(root, 'collections', id, 'objects')
      const body = `{"objects":[${texts.join(',')}]}`
      return toStatus(await json({ url, method: 'POST', body }), url)
    },
    /** Section 5.7. */
    async remove(
      root: string,
      id: string,
      object: string,
      filters: Pick<ClientFilters, 'version' | 'specVersion'> = {},
    ): Promise<void> {
      const url = withFilters(below(root, 'collections', id, 'objects', object), filters)
      await (await request({ url, method: 'DELETE' })).body?.cancel()
    },
  }
}
