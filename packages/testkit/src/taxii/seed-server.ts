import {
  type Caller,
  createMemoryStore,
  createTaxiiServer,
  credentialsOf,
  type Validate,
} from '@tocsin/taxii'
import { createHash, timingSafeEqual } from 'node:crypto'
import { listen, type Listener } from './listen.ts'
import type { Seed } from './seed.ts'

export type SeedServerOptions = {
  seed: Seed
  /** 0 takes a free one. */
  port?: number
  user: string
  key: string
  /** Objects on a page at most, and without `limit`. */
  pageLimit?: number
  /** Refuse objects that are not valid STIX 2.1; otherwise only what has no id, type or version. */
  strict?: boolean
}

/** Serves a seed on loopback to one user, whose key is the password of Basic or the token of Bearer. Test-only. */
export function serveSeed(options: SeedServerOptions): Promise<Listener> {
  const { seed, user, key, pageLimit, strict = false } = options
  const lenient: Validate = () => ({ valid: true, faults: [] })
  const handle = createTaxiiServer<Caller>({
    store: createMemoryStore(seed),
    ...(!strict && { validate: lenient }),
    ...(pageLimit !== undefined && { pageLimit: { default: pageLimit, max: pageLimit } }),
    authenticate: async (request) => {
      const sent = credentialsOf(request)
      if (!sent) return null
      const secret = sent.scheme === 'basic' ? sent.password : sent.token
      const isUser = sent.scheme === 'bearer' || sent.user === user
      return isUser && isSame(secret, key) ? { id: user } : null
    },
    onError: (error) => console.error(error),
  })
  return listen(handle, options.port)
}

function isSame(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
