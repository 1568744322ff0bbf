const LIFE_SECONDS = 7 * 24 * 3600

/** The session, and the mark of a device that signed in before. */
type Purpose = 'session' | 'device'

/**
 * `__Host-` binds the cookie to exactly this host over https. Plain http (loopback) cannot have it, and says the
 * port instead, since cookies do not know ports and several exchanges may run on one machine.
 */
function nameFor(origin: string, purpose: Purpose): string {
  const { protocol, port } = new URL(origin)
  const name = protocol === 'https:' ? '__Host-tocsin' : `tocsin_${port || '80'}`
  return purpose === 'session' ? name : `${name}-${purpose}`
}

/** What a cookie of ours holds in a request. */
export function readCookie(origin: string, purpose: Purpose, request: Request): string | undefined {
  const name = nameFor(origin, purpose)
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}

/** `Set-Cookie` text; a life of 0 seconds ends the cookie. */
export function toCookie(origin: string, purpose: Purpose, value: string, seconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${nameFor(origin, purpose)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

/** The session secret that a request carries. */
export function readSessionCookie(origin: string, request: Request): string | undefined {
  return readCookie(origin, 'session', request)
}

/** `Set-Cookie` text that starts a session, or with no token ends it. */
export function toSessionCookie(origin: string, token: string | undefined): string {
  return toCookie(origin, 'session', token ?? '', token === undefined ? 0 : LIFE_SECONDS)
}
