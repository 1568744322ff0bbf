import type { ErrorBody, ErrorCode } from './errors.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from './route.ts'

/** A reply of status 400 or more. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: ErrorCode
  readonly path: string | undefined
  readonly rule: string | undefined

  constructor(status: number, body: ErrorBody['error']) {
    super(body.message)
    this.status = status
    this.code = body.code
    this.path = body.path
    this.rule = body.rule
  }
}

type Input<T> = {
  params?: ParamsOf<T>
  query?: QueryOf<T>
  body?: BodyOf<T>
  signal?: AbortSignal
}

/** Calls one route; throws `ApiError` for a refusal and the fetch error for an unreachable server. */
export type Client = <T extends Route>(route: T, input?: Input<T>) => Promise<ReplyOf<T>>

/** A typed client over `fetch`; `base` is an origin, empty for the page's own. */
export function createClient(options: {
  base?: string
  fetch?: typeof fetch
  headers?: Record<string, string>
  /** Makes the answer out of its JSON; `JSON.parse` unless given. */
  parse?: (text: string, route: Route) => unknown
}): Client {
  const { fetch: send = fetch, parse = JSON.parse as (text: string) => unknown } = options
  return async (route, input = {}) => {
    const url = (options.base ?? '') + fillPath(route.path, input.params) + toQuery(input.query)
    const body: unknown = input.body
    const raw = body instanceof Blob
    const response = await send(url, {
      method: route.method,
      signal: input.signal ?? null,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new ApiError(response.status, toError(response, text))
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return (isJson ? parse(text, route) : text) as never
  }
}

/** Puts parameters into a path pattern, percent-encoded. */
export function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, unknown>
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

function toQuery(query: unknown): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  if (pairs.length === 0) return ''
  return '?' + new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
}

function toError(response: Response, text: string): ErrorBody['error'] {
  try {
    const parsed = JSON.parse(text) as Partial<ErrorBody>
    if (parsed.error?.code) return parsed.error
  } catch {
    // A proxy's error page is no JSON; the status line says what there is to say.
  }
  const code: ErrorCode = response.status >= 500 ? 'unavailable' : 'bad-request'
  return { code, message: `${response.status} ${response.statusText}` }
}
