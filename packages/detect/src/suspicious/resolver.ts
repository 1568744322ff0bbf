/** Records from resolvers that somebody named; what they do not answer in time is no answer. */
import { Resolver } from 'node:dns/promises'
import { DetectError } from '../errors.ts'
import type { ResolveTxt } from './signing.ts'

const TIMEOUT_MS = 2000
/** All questions about one mail together. */
const DEADLINE_MS = 6000

/**
 * A resolver for one mail: `servers` are addresses, perhaps with a port (`9.9.9.9`, `[2620:fe::fe]:53`). It asks for TXT records of
 * the names of who signed, of who is said to have written and of where the mail returns to, for addresses and mail servers that the last of these names for SPF, and for nothing else. Throws DetectError BAD_OPTION for what is no address.
 */
export function openResolver(servers: readonly string[]): ResolveTxt {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 })
  try {
    resolver.setServers(servers)
  } catch (cause) {
    throw new DetectError(
      'BAD_OPTION',
      `no address of a resolver: ${servers.join(', ')}`,
      {},
      { cause },
    )
  }
  const ends = Date.now() + DEADLINE_MS
  const inTime = () => {
    if (Date.now() > ends) throw new Error('no time is left to ask')
  }
  const texts = async (name: string) => {
    inTime()
    const records = await resolver.resolveTxt(name)
    return records.map((parts) => parts.join(''))
  }
  return Object.assign(texts, {
    addressesOf: async (name: string, family: 4 | 6) => {
      inTime()
      return family === 4 ? resolver.resolve4(name) : resolver.resolve6(name)
    },
    exchangersOf: async (name: string) => {
      inTime()
      const records = await resolver.resolveMx(name)
      return records.map(({ exchange }) => exchange)
    },
  })
}
