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
import { normalTimestamp } from '../timestamp.ts'
import type { OnDeviation } from './deviations.ts'
import { type EnvelopeFrame, readEnvelope } from './envelope-stream.ts'
import { type ClientFilters, withFilters } from './query.ts'
import type { RetryOptions } from './retry.ts'
import { sleep } from './retry.ts'
import {
  type Ask,
  type ClientCredentials,
  readText,
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

export function createTaxiiClient(options: TaxiiClientOptions) {
  const server = new URL(options.url)
  verifyScheme(server, options.allowHttp ?? false)
  const onDeviation = options.onDeviation ?? (() => {})
  const transport: TransportOptions = {
    ...TRANSPORT_DEFAULTS,
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    ...(options.userAgent !== undefined && { userAgent: options.userAgent }),
    ...(options.credentials && { credentials: options.credentials }),
    retry: { ...TRANSPORT_DEFAULTS.retry, ...options.retry },
    trusted: [server.origin, ...(options.trustedOrigins ?? [])],
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    onDeviation,
    signal: options.signal,
  }

  const open = async (ask: Ask): Promise<Response> => {
    verifyScheme(ask.url, options.allowHttp ?? false)
    const response = await send(transport, ask)
    const type = response.headers.get('content-type') ?? ''
    if (!/^application\/taxii\+json\b.*version=2\.1/i.test(type))
      onDeviation({
        code: 'content-type',
        url: ask.url.href,
        message: `Content-Type is "${type}", not ${TAXII_MEDIA_TYPE}; read as JSON`,
      })
    return response
  }
  const json = async <T>(ask: Ask): Promise<T> => toJson<T>(await open(ask))
  const listed = async <T>(ask: Ask): Promise<{ page: T; dates: PageDates }> => {
    const response = await open(ask)
    return { dates: datesOf(response, ask.url, onDeviation), page: await toJson<T>(response) }
  }

  return {
    /** Where the server answers discovery (section 4.1). */
    discoveryUrl: new URL('/taxii2/', server),
    async discovery(): Promise<Discovery> {
      const url = new URL('/taxii2/', server)
      const found = await json<Discovery>({ url })
      const roots = (found.api_roots ?? []).map((root) => toRoot(root, url, onDeviation))
      return {
        ...found,
        ...(found.default !== undefined && { default: toRoot(found.default, url, () => {}) }),
        ...(found.api_roots && { api_roots: roots }),
      }
    },
    async apiRoot(root: string): Promise<ApiRoot> {
      const url = below(root)
      return checkRoot(await json<ApiRoot>({ url }), url, onDeviation)
    },
    async collections(root: string): Promise<Collection[]> {
      const url = below(root, 'collections')
      const { collections = [] } = await json<{ collections?: Collection[] }>({ url })
      return collections.map((collection) => checkCollection(collection, url, onDeviation))
    },
    async collection(root: string, id: string): Promise<Collection> {
      const url = below(root, 'collections', id)
      return checkCollection(await json<Collection>({ url }), url, onDeviation)
    },
    /** Section 5.3. */
    manifest: (root: string, id: string, filters: ClientFilters = {}) =>
      listed<Manifest>({ url: withFilters(below(root, 'collections', id, 'manifest'), filters) }),
    /** Section 5.4, as the objects arrive: their texts one by one. */
    async objects(root: string, id: string, filters: ClientFilters = {}): Promise<ObjectStream> {
      const url = withFilters(below(root, 'collections', id, 'objects'), filters)
      return toStream(await open({ url }), url, onDeviation)
    },
    /** Section 5.6. */
    async object(
      root: string,
      id: string,
      object: string,
      filters: ClientFilters = {},
    ): Promise<ObjectStream> {
      const url = withFilters(below(root, 'collections', id, 'objects', object), filters)
      return toStream(await open({ url }), url, onDeviation)
    },
    /** Section 5.8. */
    versions: (root: string, id: string, object: string, filters: ClientFilters = {}) =>
      listed<Versions>({
        url: withFilters(below(root, 'collections', id, 'objects', object, 'versions'), filters),
      }),
    /** Section 5.5; `texts` are the objects' JSON, sent as they stand. */
    add: (root: string, id: string, texts: readonly string[]): Promise<Status> =>
      json<Status>({
        url: below(root, 'collections', id, 'objects'),
        method: 'POST',
        body: `{"objects":[${texts.join(',')}]}`,
      }),
    /** Section 5.7. */
    async remove(
      root: string,
      id: string,
      object: string,
      filters: Pick<ClientFilters, 'version' | 'specVersion'> = {},
    ): Promise<void> {
      const url = withFilters(below(root, 'collections', id, 'objects', object), filters)
      await (await send(transport, { url, method: 'DELETE' })).body?.cancel()
    },
    /** Section 4.3. */
    status: (root: string, id: string): Promise<Status> =>
      json<Status>({ url: below(root, 'status', id) }),
    /** Asks for a status until it is complete; throws TaxiiError `aborted` when the signal fires. */
    async settled(root: string, status: Status, everyMs = 1000): Promise<Status> {
      let current = status
      while (current.status !== 'complete') {
        await sleep(everyMs, options.signal)
        current = await json<Status>({ url: below(root, 'status', status.id) })
      }
      return current
    },
    onDeviation,
  }
}

function below(root: string, ...segments: string[]): URL {
  const base = new URL(root)
  const path = segments.map((segment) => `${encodeURIComponent(segment)}/`).join('')
  base.pathname = base.pathname.replace(/\/*$/, '/') + path
  base.search = ''
  return base
}

function verifyScheme(url: URL, allowHttp: boolean): void {
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && (allowHttp || isLoopback))) return
  throw new TaxiiError('bad-request', `${url.href}: TAXII needs https (section 8.5.1)`)
}

async function toJson<T>(response: Response): Promise<T> {
  const text = await readText(response, MAX_ANSWER)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T
  } catch (cause) {
    throw new TaxiiError('bad-response', `${response.url}: the answer is not JSON`, { cause })
  }
  throw new TaxiiError('bad-response', `${response.url}: the answer is no TAXII resource`)
}

async function toStream(
  response: Response,
  url: URL,
  onDeviation: OnDeviation,
): Promise<ObjectStream> {
  const body = response.body ?? new ReadableStream({ start: (controller) => controller.close() })
  return { dates: datesOf(response, url, onDeviation), objects: readEnvelope(body) }
}

function datesOf(response: Response, url: URL, onDeviation: OnDeviation): PageDates {
  const read = (end: 'First' | 'Last'): string | undefined => {
    const header = response.headers.get(`X-TAXII-Date-Added-${end}`)
    if (header === null) return undefined
    const normal = normalTimestamp(header)
    if (normal !== header)
      onDeviation({
        code: 'date-format',
        url: url.href,
        message: `X-TAXII-Date-Added-${end} "${header.slice(0, 60)}" has not six fractional digits`,
      })
    return normal ?? undefined
  }
  return { first: read('First'), last: read('Last') }
}

function toRoot(root: string, discovery: URL, onDeviation: OnDeviation): string {
  const report = (code: 'relative-api-root' | 'api-root-without-slash', message: string): void =>
    onDeviation({ code, url: discovery.href, message })
  if (!URL.canParse(root)) report('relative-api-root', `api_roots has "${root}"; read as relative`)
  if (!root.endsWith('/')) report('api-root-without-slash', `api_roots has "${root}"; slash added`)
  const url = new URL(root, discovery)
  url.pathname = url.pathname.replace(/\/*$/, '/')
  return url.href
}

function checkRoot(root: ApiRoot, url: URL, onDeviation: OnDeviation): ApiRoot {
  const versions = Array.isArray(root.versions) ? root.versions : []
  const bare = versions.filter((version) => /^(?:taxii-)?2\.1$/.test(version))
  const says = versions.some((version) => version.replaceAll(' ', '') === TAXII_MEDIA_TYPE)
  if (bare.length > 0)
    onDeviation({
      code: 'bare-version',
      url: url.href,
      message: `versions has "${bare[0]}"; read as ${TAXII_MEDIA_TYPE}`,
    })
  else if (!says)
    onDeviation({
      code: 'no-version',
      url: url.href,
      message: `versions does not name ${TAXII_MEDIA_TYPE}; tried all the same`,
    })
  return bare.length === 0
    ? { ...root, versions }
    : { ...root, versions: versions.map((v) => (bare.includes(v) ? TAXII_MEDIA_TYPE : v)) }
}

function checkCollection(collection: Collection, url: URL, onDeviation: OnDeviation): Collection {
  const { can_read: read, can_write: write } = collection
  if (typeof read === 'boolean' && typeof write === 'boolean') return collection
  onDeviation({
    code: 'rights-not-boolean',
    url: url.href,
    message: `collection ${collection.id}: can_read or can_write is no boolean; read as no right`,
  })
  return { ...collection, can_read: read === true, can_write: write === true }
}
