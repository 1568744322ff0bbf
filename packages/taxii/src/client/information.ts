/** What a server says of itself: discovery, API roots, collections, and how far it is with what was sent. */
import { TaxiiError } from '../errors.ts'
import type { ApiRoot, Collection, Discovery, Status } from '../resources.ts'
import { below } from './address.ts'
import { toApiRoot, toCollection, toCollections, toDiscovery, toStatus } from './answers.ts'
import type { Asking } from './asking.ts'
import { sleep } from './retry.ts'

/** The methods of a client that read information resources; all throw TaxiiError. */
export function informationOf({ server, signal, json, onDeviation }: Asking) {
  const status = async (root: string, id: string): Promise<Status> => {
    const url = below(root, 'status', id)
    return toStatus(await json({ url }), url)
  }
  return {
    /** Where the server answers discovery (section 4.1). */
    discoveryUrl: new URL('/taxii2/', server),
    /** Section 4.1; its `api_roots` are absolute addresses, whatever the server wrote. */
    async discovery(): Promise<Discovery> {
      const url = new URL('/taxii2/', server)
      return toDiscovery(await json({ url }), url, onDeviation)
    },
    /** Section 4.2. */
    async apiRoot(root: string): Promise<ApiRoot> {
      const url = below(root)
      return toApiRoot(await json({ url }), url, onDeviation)
    },
    /** Section 5.1. */
    async collections(root: string): Promise<Collection[]> {
      const url = below(root, 'collections')
      return toCollections(await json({ url }), url, onDeviation)
    },
    /** Section 5.2. */
    async collection(root: string, id: string): Promise<Collection> {
      const url = below(root, 'collections', id)
      return toCollection(await json({ url }), url, onDeviation)
    },
    /** Section 4.3. */
    status,
    /** Asks for a status until it is complete; throws TaxiiError `aborted` when the signal fires. */
    async settled(root: string, first: Status, everyMs = 1000): Promise<Status> {
      let current = first
      while (current.status !== 'complete') {
        await sleep(everyMs, signal).catch((cause: unknown) => {
          throw new TaxiiError('aborted', `${root}: aborted while waiting for a status`, { cause })
        })
        current = await status(root, first.id)
      }
      return current
    },
  }
}
