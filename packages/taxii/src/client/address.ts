/** Addresses of a server and of what lies below its API roots, and which of them may be asked at all. */
import { TaxiiError } from '../errors.ts'
import { printable } from './printable.ts'

/** An address that a person gave; throws TaxiiError `bad-request` where it is no URL or carries a user or password. */
export function toUrl(text: string): URL {
  if (!URL.canParse(text))
    throw new TaxiiError('bad-request', `${printable(text)} is no URL; begin it with https://`)
  const url = new URL(text)
  if (url.username === '' && url.password === '') return url
  throw new TaxiiError(
    'bad-request',
    `${url.host}: give user and password beside the URL, not in it`,
  )
}

/** Where a resource of an API root is asked for; throws TaxiiError `bad-request` where the root is no URL. */
export function below(root: string, ...segments: string[]): URL {
  const base = toUrl(root)
  const path = segments.map((segment) => `${encodeURIComponent(segment)}/`).join('')
  base.pathname = base.pathname.replace(/\/*$/, '/') + path
  base.search = ''
  return base
}

/**
 * Throws TaxiiError `bad-request` where `url` would be asked in the clear, which TAXII forbids. This machine is asked so only
 * where the user named it as the server: no server may send its clients there.
 */
export function verifyScheme(url: URL, server: URL, allowHttp: boolean): void {
  const isPlain = allowHttp || (isLoopback(server) && isLoopback(url))
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPlain)) return
  throw new TaxiiError('bad-request', `${url.href}: TAXII needs https (section 8.5.1)`)
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
