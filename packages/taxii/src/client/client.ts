/** A TAXII 2.1 client: every resource and filter, tolerant of what servers are known to get wrong, and saying so. */
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
import {
  type Fields,
  toApiRoot,
  toCollection,
  toCollections,
  toDate,
  toDiscovery,
  toFields,
  toManifest,
  toStatus,
  toVersions,
} from './answers.ts'
import { chunksOf, readText } from './body.ts'
import type { OnDeviation } from './deviations.ts'
import { type EnvelopeFrame, readEnvelope } from './envelope-stream.ts'
import { printable } from './printable.ts'
import { type ClientFilters, withFilters } from './query.ts'
import { type RetryOptions, sleep } from './retry.ts'
import {
  type Ask,
  type ClientCredentials,
  send,
  TRANSPORT_DEFAULTS,
  type TransportOptions,
} from './transport.ts'

export type TaxiiClientOptions = {
  /** The server (`https://host/`), its discovery (`https://host/taxii2/`) or an API root. */
  url: string
  credentials?: ClientCredentials
  /** Further origins that may see the credentials, where API roots live elsewhere. */
  trustedOrigins?: readonly string[]
  /** Plain HTTP, which TAXII forbids (section 8.5.1), to other hosts than this one. */
  allowHttp?: boolean
  retry?: Partial<RetryOptions>
  /** How long to wait for an answer to begin, and then for each part of it; default 60,000. */
  timeoutMs?: number
  userAgent?: string
  fetch?: typeof globalThis.fetch
  onDeviation?: OnDeviation
  signal?: AbortSignal
}

/** The dates added of a page's ends; undefined where the server leaves the headers out. */
export type PageDates = { first: string | undefined; last: string | undefined }

/** Objects of a page as they arrive; `frame` resolves once they all have been read. */
export type ObjectStream = {
  objects: AsyncGenerator<string, EnvelopeFrame>
  dates: PageDates
}

const MAX_ANSWER = 256 * 1024 * 1024

export type TaxiiClient = ReturnType<typeof createTaxiiClient>

/**
 * A client of one server. In its methods `root` is the address of an API root as discovery gives it, `id` a collection's id
 * or alias. All throw TaxiiError. Throws TaxiiError `bad-request` where `url` is no address for TAXII.
 */
export function createTaxiiClient(options: TaxiiClientOptions) {
  const server = toUrl(options.url)
  // This machine is asked in the clear only where the user named it: no server may send its clients there.
  const verifyScheme = (url: URL): void => {
    const isPlain = options.allowHttp || (isLoopback(server) && isLoopback(url))
    if (url.protocol === 'https:' || (url.protocol === 'http:' && isPlain)) return
    throw new TaxiiError('bad-request', `${url.href}: TAXII needs https (section 8.5.1)`)
  }
  verifyScheme(server)
  const { signal, onDeviation = () => {} } = options
  const transport: TransportOptions = {
    ...TRANSPORT_DEFAULTS,
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    ...(options.userAgent !== undefined && { userAgent: options.userAgent }),
    ...(options.credentials && { credentials: options.credentials }),
    retry: { ...TRANSPORT_DEFAULTS.retry, ...options.retry },
    trusted: [server.origin, ...(options.trustedOrigins ?? [])],
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    onDeviation,
    signal,
  }
  const { timeoutMs } = transport

  const request = (ask: Ask): Promise<Response> => {
    verifyScheme(ask.url)
    return send(transport, ask)
  }
  const open = async (ask: Ask): Promise<Response> => {
    const response = await request(ask)
    const type = response.headers.get('content-type') ?? ''
    if (!/^application\/taxii\+json\b.*version=2\.1/i.test(type))
      onDeviation({
        code: 'content-type',
        url: ask.url.href,
        message: `Content-Type is "${printable(type)}", not ${TAXII_MEDIA_TYPE}; read as JSON`,
      })
    return response
  }
  const fieldsOf = async (response: Response, url: URL): Promise<Fields> =>
    toFields(await readText(response, MAX_ANSWER, { timeoutMs, signal }), url.href)
  const json = async (ask: Ask): Promise<Fields> => fieldsOf(await open(ask), ask.url)
  const datesOf = ({ headers }: Response, url: URL): PageDates => {
    const read = (end: 'First' | 'Last'): string | undefined =>
      toDate(headers.get(`X-TAXII-Date-Added-${end}`), url, onDeviation) ?? undefined
    return { first: read('First'), last: read('Last') }
  }
  const listed = async <T>(
    url: URL,
    toPage: (found: Fields, url: URL) => T,
  ): Promise<{ page: T; dates: PageDates }> => {
    const response = await open({ url })
    return { dates: datesOf(response, url), page: toPage(await fieldsOf(response, url), url) }
  }
  const streamed = async (url: URL): Promise<ObjectStream> => {
    const response = await open({ url })
    const objects = readEnvelope(chunksOf(response, { timeoutMs, signal }))
    return { dates: datesOf(response, url), objects }
  }

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
    ): Promise<{ page: Versions; dates: PageDates }> =>
      listed(
        withFilters(below(root, 'collections', id, 'objects', object, 'versions'), filters),
        toVersions,
      ),
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
    onDeviation,
  }
}

/** Where a resource of an API root is asked for; throws TaxiiError `bad-request` where the root is no URL. */
function below(root: string, ...segments: string[]): URL {
  const base = toUrl(root)
  const path = segments.map((segment) => `${encodeURIComponent(segment)}/`).join('')
  base.pathname = base.pathname.replace(/\/*$/, '/') + path
  base.search = ''
  return base
}

function toUrl(text: string): URL {
  if (!URL.canParse(text))
    throw new TaxiiError('bad-request', `${printable(text)} is no URL; begin it with https://`)
  const url = new URL(text)
  if (url.username === '' && url.password === '') return url
  throw new TaxiiError(
    'bad-request',
    `${url.host}: give user and password beside the URL, not in it`,
  )
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
