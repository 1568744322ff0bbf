/** Outbound lines go to public addresses alone, unless the configuration lets a gateway stand in the own network. */
import ipaddr from 'ipaddr.js'
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP } from 'node:net'

const PRIVATE_HOST = 'EPRIVATEHOST'

type Answered = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** Whether an address is one that everybody on the Internet means by it. */
function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/**
 * Looks a name up for a socket and refuses it where any of its addresses is not public: what is connected to is what was
 * looked at.
 */
export function lookupPublic(host: string, options: LookupOptions, answered: Answered): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return answered(error, [])
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      return answered(refusal(host), [])
    if (options.all) answered(null, addresses)
    else answered(null, addresses[0]!.address, addresses[0]!.family)
  })
}

/** A host written as an address is never looked up, so it is refused before. */
export function refusePrivateLiteral(host: string): void {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw refusal(host)
}

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(
    new Error(`${host} is no public address; gatewayOnPrivateNetwork lets it be asked`),
    { code: PRIVATE_HOST },
  )
}
