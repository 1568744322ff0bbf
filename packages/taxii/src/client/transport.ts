/** One TAXII request: credentials, headers, time limit, retries, and failures as TaxiiError. */
import { TaxiiError, type TaxiiErrorCode } from '../errors.ts'
import { type ErrorMessage, TAXII_MEDIA_TYPE } from '../resources.ts'
import { readText } from './body.ts'
import type { OnDeviation } from './deviations.ts'
import { printable } from './printable.ts'
import {
  delayBefore,
  isPassing,
  RETRY_DEFAULTS,
  type RetryOptions,
  sleep,
  toRetryAfter,
} from './retry.ts'

export type ClientCredentials = { user: string; password: string } | { token: string }

export type TransportOptions = {
  credentials?: ClientCredentials
  /** Origins that get the credentials; the first is the server's own. */
  trusted: readonly string[]
  fetch: typeof globalThis.fetch
  retry: RetryOptions
  /** For one try, until the headers are there; then for each part of the body. */
  timeoutMs: number
  userAgent: string
  onDeviation: OnDeviation
  signal: AbortSignal | undefined
}

export type Ask = {
  url: URL
  method?: 'GET' | 'POST' | 'DELETE'
  body?: string
  signal?: AbortSignal
}

const MAX_ERROR_BODY = 65_536
const MAX_REDIRECTS = 3
const CODE_OF: Record<number, TaxiiErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  406: 'not-acceptable',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'unprocessable',
}

export const TRANSPORT_DEFAULTS = {
  retry: RETRY_DEFAULTS,
  timeoutMs: 60_000,
  userAgent: 'tocsin-taxii/0.1.0',
}

/** Sends a request until it succeeds, fails for good, or the tries are used up. The answer is a 2xx. */
export async function send(options: TransportOptions, ask: Ask): Promise<Response> {
  const signals = [options.signal, ask.signal].filter((signal) => signal !== undefined)
  const abort = signals.length > 0 ? AbortSignal.any(signals) : undefined
  for (let attempt = 1; ; attempt++) {
    const failure = await attemptOnce(options, ask, abort)
    if (failure instanceof Response) return failure
    const isLast = attempt >= options.retry.attempts || ask.method === 'DELETE'
    const mayPass = failure.code === 'network' || isPassing(failure.status)
    if (isLast || !mayPass) throw failure
    const wait = delayBefore(attempt + 1, failure.retryAfter, options.retry, Math.random())
    try {
      await sleep(wait, abort)
    } catch (cause) {
      throw new TaxiiError('aborted', `${ask.url.href}: aborted while waiting`, { cause })
    }
  }
}

async function attemptOnce(
  options: TransportOptions,
  ask: Ask,
  abort: AbortSignal | undefined,
): Promise<Response | TaxiiError> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), options.timeoutMs)
  const signal = abort ? AbortSignal.any([abort, limit.signal]) : limit.signal
  try {
    const response = await follow(options, ask, signal)
    if (response.ok) return response
    return await toFailure(ask.url, response, options.timeoutMs)
  } catch (cause) {
    if (cause instanceof TaxiiError) return cause
    if (abort?.aborted) return new TaxiiError('aborted', `${ask.url.href}: aborted`, { cause })
    const why = limit.signal.aborted
      ? `no answer in ${options.timeoutMs} ms`
      : `no connection${reasonOf(cause)}`
    return new TaxiiError('network', `${ask.url.href}: ${why}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** The system's name for what went wrong, such as ECONNREFUSED; fetch itself says only that it failed. */
export function reasonOf(cause: unknown): string {
  const { code } = ((cause as Error | null)?.cause ?? {}) as { code?: unknown }
  return typeof code === 'string' ? ` (${code})` : ''
}

/** Redirects are followed only within one origin, so that credentials and content stay where they were meant. */
async function follow(options: TransportOptions, ask: Ask, signal: AbortSignal): Promise<Response> {
  let url = ask.url
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await options.fetch(url, {
      method: ask.method ?? 'GET',
      headers: headersFor(options, url, ask.body !== undefined),
      body: ask.body ?? null,
      redirect: 'manual',
      signal,
    })
    const location = response.headers.get('location')
    if (![301, 302, 307, 308].includes(response.status) || location === null) return response
    if (!URL.canParse(location, url))
      throw new TaxiiError('bad-response', `${url.href} redirects to no address`)
    const target = new URL(location, url)
    if (target.origin !== url.origin || (ask.method ?? 'GET') !== 'GET')
      throw new TaxiiError('bad-response', `${url.href} redirects to ${target.href}; not followed`)
    url = target
  }
  throw new TaxiiError('bad-response', `${ask.url.href}: more than ${MAX_REDIRECTS} redirects`)
}

function headersFor(options: TransportOptions, url: URL, hasBody: boolean): Record<string, string> {
  const headers: Record<string, string> = {
    accept: TAXII_MEDIA_TYPE,
    'user-agent': options.userAgent,
  }
  if (hasBody) headers['content-type'] = TAXII_MEDIA_TYPE
  if (options.credentials && options.trusted.includes(url.origin))
    headers['authorization'] = authorizationOf(options.credentials)
  return headers
}

/** The Authorization header: Basic (RFC 7617, UTF-8) or Bearer (RFC 6750). */
export function authorizationOf(credentials: ClientCredentials): string {
  if ('token' in credentials) return `Bearer ${credentials.token}`
  const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

async function toFailure(url: URL, response: Response, timeoutMs: number): Promise<TaxiiError> {
  const body = await readErrorMessage(response, timeoutMs)
  const code = CODE_OF[response.status] ?? 'http-error'
  const told = [body?.title, body?.description].filter((words) => typeof words === 'string')
  const retryAfter = toRetryAfter(response.headers.get('retry-after'), Date.now())
  const message = [url.href, `HTTP ${response.status}`, ...told.map(printable)].join(': ')
  return new TaxiiError(code, message, {
    status: response.status,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(body && { body }),
  })
}

/** The error resource of a refusal, if it carries one of sane size. */
async function readErrorMessage(
  response: Response,
  timeoutMs: number,
): Promise<ErrorMessage | undefined> {
  try {
    const body: unknown = JSON.parse(await readText(response, MAX_ERROR_BODY, { timeoutMs }))
    const title = (body as { title?: unknown } | null)?.title
    return typeof title === 'string' ? (body as ErrorMessage) : undefined
  } catch {
    return undefined
  }
}
