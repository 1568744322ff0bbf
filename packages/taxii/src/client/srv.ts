/** The TAXII servers that a domain advertises by DNS SRV records (TAXII 2.1, 3.9; RFC 2782). */
import { TaxiiError } from '../errors.ts'

export type SrvRecord = { name: string; port: number; priority: number; weight: number }

/** Looks up the SRV records of a name: in Node `resolveSrv` of `node:dns/promises`; a browser has no such function. */
export type ResolveSrv = (name: string) => Promise<SrvRecord[]>

const HOST = /^(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/i

/**
 * The servers of a domain, each as the `url` of a client, in the order in which to try them: by priority, and among equals
 * by chance, the weightier sooner. Empty where the domain advertises none. What DNS says is no proof: TLS must name the host.
 * Throws TaxiiError: `bad-request` for what is no domain, `network` (with the cause) where DNS does not answer.
 */
export async function findServers(
  domain: string,
  resolveSrv: ResolveSrv,
  random: () => number = Math.random,
): Promise<string[]> {
  if (!HOST.test(domain)) throw new TaxiiError('bad-request', 'this is no name of a domain')
  const records = await lookUp(`_taxii2._tcp.${domain}`, resolveSrv)
  return records
    .map(({ name, ...record }) => ({ ...record, host: name.replace(/\.$/, '') }))
    .filter(({ host, port }) => HOST.test(host) && port > 0)
    .map((record) => ({ ...record, turn: -Math.log(random()) / Math.max(record.weight, 0.01) }))
    .toSorted((a, b) => a.priority - b.priority || a.turn - b.turn)
    .map(({ host, port }) => new URL(`https://${host}:${port}/`).href)
}

async function lookUp(name: string, resolveSrv: ResolveSrv): Promise<SrvRecord[]> {
  try {
    return await resolveSrv(name)
  } catch (cause) {
    const { code } = (cause ?? {}) as { code?: unknown }
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw new TaxiiError('network', `DNS does not answer for ${name}`, { cause })
  }
}
