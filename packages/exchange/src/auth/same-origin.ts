const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Whether a request with a cookie may change anything: the browser must vouch that our own page sent it.
 * `Sec-Fetch-Site` where there is one, else `Origin` (OWASP CSRF prevention, "Fetch Metadata").
 */
export function isSameOrigin(request: Request, origin: string): boolean {
  if (!UNSAFE.has(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const from = request.headers.get('origin')
  if (from === null) return false
  return from === origin || from === new URL(request.url).origin
}
