/** Asking one server: its answer as fields, as a page with the dates of its ends, or as a stream of objects. */
import { TAXII_MEDIA_TYPE } from '../resources.ts'
import { toUrl, verifyScheme } from './address.ts'
import { type Fields, toDate, toFields } from './answers.ts'
import { chunksOf, readText } from './body.ts'
import type { OnDeviation } from './deviations.ts'
import { type EnvelopeFrame, readEnvelope } from './envelope-stream.ts'
import { printable } from './printable.ts'
import type { RetryOptions } from './retry.ts'
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

/** One server and the ways to ask it. All throw TaxiiError. */
export type Asking = {
  server: URL
  signal: AbortSignal | undefined
  onDeviation: OnDeviation
  /** The answer as it came. */
  request(ask: Ask): Promise<Response>
  json(ask: Ask): Promise<Fields>
  listed<T>(
    url: URL,
    toPage: (found: Fields, url: URL) => T,
  ): Promise<{ page: T; dates: PageDates }>
  streamed(url: URL): Promise<ObjectStream>
}

const MAX_ANSWER = 256 * 1024 * 1024

/** Throws TaxiiError `bad-request` where `options.url` is no address for TAXII. */
export function createAsking(options: TaxiiClientOptions): Asking {
  const server = toUrl(options.url)
  verifyScheme(server, server, options.allowHttp ?? false)
  const transport = toTransport(options, server)
  const { timeoutMs, signal, onDeviation } = transport

  const request = async (ask: Ask): Promise<Response> => {
    verifyScheme(ask.url, server, options.allowHttp ?? false)
    return send(transport, ask)
  }
  const open = async (ask: Ask): Promise<Response> => {
    const response = await request(ask)
    verifyType(response, ask.url, onDeviation)
    return response
  }
  const fieldsOf = async (response: Response, url: URL): Promise<Fields> =>
    toFields(await readText(response, MAX_ANSWER, { timeoutMs, signal }), url.href)

  return {
    server,
    signal,
    onDeviation,
    request,
    json: async (ask) => fieldsOf(await open(ask), ask.url),
    listed: async (url, toPage) => {
      const response = await open({ url })
      const dates = datesOf(response, url, onDeviation)
      return { dates, page: toPage(await fieldsOf(response, url), url) }
    },
    streamed: async (url) => {
      const response = await open({ url })
      const objects = readEnvelope(chunksOf(response, { timeoutMs, signal }))
      return { dates: datesOf(response, url, onDeviation), objects }
    },
  }
}

function toTransport(options: TaxiiClientOptions, server: URL): TransportOptions {
  return {
    ...TRANSPORT_DEFAULTS,
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    ...(options.userAgent !== undefined && { userAgent: options.userAgent }),
    ...(options.credentials && { credentials: options.credentials }),
    retry: { ...TRANSPORT_DEFAULTS.retry, ...options.retry },
    trusted: [server.origin, ...(options.trustedOrigins ?? [])],
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    onDeviation: options.onDeviation ?? (() => {}),
    signal: options.signal,
  }
}

function verifyType({ headers }: Response, url: URL, onDeviation: OnDeviation): void {
  const type = headers.get('content-type') ?? ''
  if (/^application\/taxii\+json\b.*version=2\.1/i.test(type)) return
  onDeviation({
    code: 'content-type',
    url: url.href,
    message: `Content-Type is "${printable(type)}", not ${TAXII_MEDIA_TYPE}; read as JSON`,
  })
}

function datesOf({ headers }: Response, url: URL, onDeviation: OnDeviation): PageDates {
  const read = (end: 'First' | 'Last'): string | undefined =>
    toDate(headers.get(`X-TAXII-Date-Added-${end}`), url, onDeviation) ?? undefined
  return { first: read('First'), last: read('Last') }
}
