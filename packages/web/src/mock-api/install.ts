import type { LiveEvent } from '@tocsin/api'
import { HANDLERS } from './handlers.ts'
import { Missing } from './on.ts'
import { idOf, NOW } from './people.ts'

/**
 * Answers the whole contract from memory, so that screens can be worked on with no exchange:
 * `npm run mock -w packages/web`, then `?as=operator|agency|platform|office|researcher`.
 */
export function installMockApi(): void {
  const as = new URLSearchParams(location.search).get('as')
  if (as) sessionStorage.setItem('mock-as', as)
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.origin)
    if (!url.pathname.startsWith('/api/')) return real(input, init)
    return answer(url, init)
  }
  globalThis.EventSource = MockEventSource as unknown as typeof EventSource
}

async function answer(url: URL, init: RequestInit | undefined): Promise<Response> {
  for (const { route, answer: reply } of HANDLERS) {
    const params = matchPath(route.path, url.pathname)
    if (!params || route.method !== (init?.method ?? 'GET')) continue
    try {
      const query = Object.fromEntries(url.searchParams)
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body
      const value = reply({ params, query, body })
      return typeof value === 'string' ? new Response(value) : Response.json(value)
    } catch (error) {
      if (error instanceof Missing) return fault(404, 'not-found', error.message)
      throw error
    }
  }
  return fault(404, 'not-found', `nothing answers ${url.pathname} here`)
}

function fault(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/')
  const parts = path.split('/')
  if (names.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = decodeURIComponent(parts[index] ?? '')
    if (name.startsWith(':')) params[name.slice(1)] = part
    else if (name !== part) return undefined
  }
  return params
}

/** Opens at once and tells of one release after three seconds. */
class MockEventSource extends EventTarget {
  constructor() {
    super()
    setTimeout(() => this.dispatchEvent(new Event('open')), 50)
    const event: LiveEvent = { id: '1', kind: 'release.received', subject: idOf(501), at: NOW }
    setTimeout(
      () => this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) })),
      3000,
    )
  }
  close(): void {}
}
