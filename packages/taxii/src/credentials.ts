/** What a request says of its sender (RFC 7617, RFC 6750; many clients write `Token` for Bearer): still unproven. */
export type Credentials =
  { scheme: 'basic'; user: string; password: string } | { scheme: 'bearer'; token: string }

const MAX_HEADER = 4096

/** The credentials of a request, or null where it carries none this package reads. */
export function credentialsOf(request: Request): Credentials | null {
  const header = request.headers.get('authorization')
  if (!header || header.length > MAX_HEADER) return null
  const [, scheme = '', value = ''] = /^(\S+) +(\S+) *$/.exec(header) ?? []
  if (/^(?:bearer|token)$/i.test(scheme)) return { scheme: 'bearer', token: value }
  if (scheme.toLowerCase() !== 'basic') return null
  const pair = decode(value)
  const colon = pair?.indexOf(':') ?? -1
  if (!pair || colon < 0) return null
  return { scheme: 'basic', user: pair.slice(0, colon), password: pair.slice(colon + 1) }
}

function decode(value: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
