const LIFE_SECONDS = 7 * 24 * 3600

/**
 * `__Host-` binds the cookie to exactly this host over https. Plain http (loopback) cannot have it, and says the
 * port instead, since cookies do not know ports and several exchanges may run on one machine.
 */
function nameFor(origin: string): string {
  const { protocol, port } = new URL(origin)
  return protocol === 'https:' ? '__Host-tocsin' : `tocsin_${port || '80'}`
}

/** The session secret that a request carries. */
export function readSessionCookie(origin: string, request: Request): string | undefined {
  const name = nameFor(origin)
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}

/** `Set-Cookie` text that starts a session, or with no token ends it. */
export function toSessionCookie(origin: string, token: string | undefined): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  const age = token === undefined ? 0 : LIFE_SECONDS
  return `${nameFor(origin)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}
