/** Addresses of the web that columns hold whole, or make together of host and path. */
import type { ReadLine } from './log-reader.ts'

/** Each address once; of host and path without a scheme both of http and https, unless a column or the port tells which. */
export function splitColumns({ fields, mapping }: ReadLine): string[] {
  const urls = new Set<string>()
  let host: string | undefined
  let target: string | undefined
  let scheme: string | undefined
  for (const [column, value] of fields) {
    const role = mapping.get(column)
    const text = String(value).trim()
    if (role?.kind === 'path' && role.text === 'url:value' && text.includes('://')) urls.add(text)
    else if (role?.kind === 'host') host ??= text
    else if (role?.kind === 'scheme') scheme = text.toLowerCase()
    else if (role?.kind === 'target') {
      if (text.startsWith('/')) target ??= text
      else if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) urls.add(text)
    } else if (role?.kind === 'path' && role.text === 'network-traffic:dst_port')
      scheme ??= PORTS[text]
  }
  if (host !== undefined && target !== undefined && !/[\s/]/.test(host))
    for (const one of scheme === undefined ? ['http', 'https'] : [scheme])
      urls.add(`${one}://${host}${target}`)
  return [...urls]
}

const PORTS: Readonly<Record<string, string>> = { 80: 'http', 443: 'https' }
