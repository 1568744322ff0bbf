/** The server under examination: what is known of it before the rules are tried, and a way to ask it anything. */
import { readText } from '../client/body.ts'
import { type ClientCredentials, authorizationOf, reasonOf } from '../client/transport.ts'
import { TaxiiError } from '../errors.ts'
import { TAXII_MEDIA_TYPE } from '../resources.ts'
import type { Json } from './json.ts'
import { envelopeOf, freshIndicator, freshObservable } from './samples.ts'

export type Reply = { url: string; status: number; headers: Headers; text: string; json: Json }

type AskOptions = {
  method?: string
  body?: string
  /** Replaces or, with null, leaves out a header. */
  headers?: Record<string, string | null>
}

export type Subject = {
  discoveryUrl: string
  discovery: Reply
  /** The API root examined, with its trailing slash. */
  root: string
  rootReply: Reply
  collections: Json[]
  /** A collection with objects that may be read. */
  readable: { url: string; collection: Json; manifest: Json[] } | undefined
  /** A collection that may be read and written, if writing is permitted. */
  writable: { url: string; collection: Json } | undefined
  ask: (url: string, options?: AskOptions) => Promise<Reply>
}

export type CheckOptions = {
  /** The server, its discovery or one of its API roots. */
  url: string
  credentials?: ClientCredentials
  /** Examine this API root instead of the default one. */
  root?: string
  /** Examine this collection instead of the first that fits. */
  collection?: string
  /** Permit the rules that add and delete objects of their own. */
  write?: boolean
  fetch?: typeof globalThis.fetch
  signal?: AbortSignal
}

const MAX_ANSWER = 64 * 1024 * 1024
const TIMEOUT_MS = 30_000

/** Looks the server over; throws TaxiiError where it can not even be asked. */
export async function meet(options: CheckOptions): Promise<Subject> {
  verifyUrl(options.url)
  const ask = createAsk(options)
  const discoveryUrl = new URL('/taxii2/', options.url).href
  const discovery = await ask(discoveryUrl)
  if (discovery.status === 401)
    throw new TaxiiError(
      'unauthorized',
      `${discoveryUrl}: ${options.credentials ? 'the credentials are not accepted' : 'asks for credentials, and none are given'}`,
    )
  const root = chooseRoot(options, discovery.json, discoveryUrl)
  const rootReply = await ask(root)
  const listed: Json = (await ask(`${root}collections/`)).json?.collections
  const collections: Json[] = (Array.isArray(listed) ? listed : []).filter(
    (entry: Json) =>
      options.collection === undefined ||
      entry?.id === options.collection ||
      entry?.alias === options.collection,
  )
  const urlOf = (collection: Json): string => `${root}collections/${collection?.id}/`
  const open = collections.find((entry) => entry?.can_read === true && entry?.can_write === true)
  const writable = options.write && open ? { url: urlOf(open), collection: open } : undefined
  const filled = await firstFilled(ask, collections, urlOf)
  const readable = filled ?? (writable && (await fill(ask, writable, urlOf)))
  return { discoveryUrl, discovery, root, rootReply, collections, readable, writable, ask }
}

/** Plain HTTP may be examined: that it is no HTTPS is one of the rules. */
function verifyUrl(text: string): void {
  const protocol = URL.canParse(text) ? new URL(text).protocol : null
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new TaxiiError(
      'bad-request',
      `${text.slice(0, 200)} is no URL of http or https, and TAXII speaks nothing else`,
    )
}

function chooseRoot(options: CheckOptions, discovery: Json, discoveryUrl: string): string {
  const given = new URL(options.url)
  const isRoot = given.pathname !== '/' && given.pathname.replace(/\/*$/, '/') !== '/taxii2/'
  const roots: unknown = discovery?.api_roots
  const first: unknown = Array.isArray(roots) ? roots[0] : undefined
  const root = options.root ?? (isRoot ? given.href : (discovery?.default ?? first))
  if (typeof root !== 'string' || !URL.canParse(root, discoveryUrl))
    throw new TaxiiError('bad-response', `${discoveryUrl} names no API root; give one`)
  const url = new URL(root, discoveryUrl)
  verifyUrl(url.href)
  url.pathname = url.pathname.replace(/\/*$/, '/')
  return url.href
}

async function firstFilled(
  ask: Subject['ask'],
  collections: Json[],
  urlOf: (collection: Json) => string,
): Promise<Subject['readable']> {
  for (const collection of collections) {
    if (collection?.can_read !== true) continue
    const { json } = await ask(`${urlOf(collection)}manifest/?limit=20`)
    if (Array.isArray(json?.objects) && json.objects.length > 0)
      return { url: urlOf(collection), collection, manifest: json.objects }
  }
  return undefined
}

/** Adds to an empty collection what the rules about reading need: objects of two types, one in two versions. */
async function fill(
  ask: Subject['ask'],
  { url, collection }: NonNullable<Subject['writable']>,
  urlOf: (collection: Json) => string,
): Promise<Subject['readable']> {
  const id = crypto.randomUUID()
  const objects = [freshIndicator(id), freshIndicator(id, 1), freshIndicator(), freshObservable()]
  for (const object of objects)
    await ask(`${url}objects/`, { method: 'POST', body: envelopeOf(object) })
  return firstFilled(ask, [collection], urlOf)
}

function createAsk(options: CheckOptions): Subject['ask'] {
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis)
  const { origin } = new URL(options.url)
  return async (url, { method = 'GET', body, headers: changes = {} } = {}) => {
    const headers: Record<string, string> = { accept: TAXII_MEDIA_TYPE }
    if (options.credentials && new URL(url).origin === origin)
      headers['authorization'] = authorizationOf(options.credentials)
    if (body !== undefined) headers['content-type'] = TAXII_MEDIA_TYPE
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) delete headers[name]
      else headers[name] = value
    }
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
    try {
      const init: RequestInit = { method, headers, body: body ?? null, redirect: 'manual', signal }
      const response = await fetch(url, init)
      const text = await readText(response, MAX_ANSWER)
      return { url, status: response.status, headers: response.headers, text, json: parse(text) }
    } catch (cause) {
      if (cause instanceof TaxiiError) throw cause
      throw new TaxiiError('network', `${method} ${url}: no answer${reasonOf(cause)}`, { cause })
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
