import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Authenticate, Viewer } from '../http/viewer.ts'
import { readSessionCookie } from './cookie.ts'
import { unlessEnded, unlessKeyEnded } from './ended.ts'
import { openKeys, type Keys } from './keys.ts'
import { createLimits, type Limits } from './limits.ts'
import { isSameOrigin } from './same-origin.ts'
import { verifySession } from './sessions.ts'

/** Sign-in as one part. People sign in in real time, even to a drill. */
export type Auth = {
  authenticate: Authenticate
  keys: Keys
  limits: Limits
  /** Keeps work that a reply did not wait for, so that closing does. It must not throw. */
  inBackground: (work: Promise<void>) => void
  /** Waits until no such work is left. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

export async function openAuth(ctx: Context): Promise<Auth> {
  const keys = await openKeys(ctx)
  const limits = createLimits(ctx.database.db, ctx.wall, ctx.config.quotas)
  const pending = new Set<Promise<void>>()
  const settle = async () => void (await Promise.all(pending))
  return {
    keys,
    limits,
    inBackground: (work) => {
      pending.add(work)
      void work.finally(() => pending.delete(work))
    },
    settle,
    authenticate: async (request, address) => {
      const secret = readKey(request)
      const now = ctx.clock.now()
      if (secret !== undefined)
        return unlessEnded(await byKey(keys, limits, { secret, address, now }), now)
      const token = readSessionCookie(ctx.config.origin, request)
      if (token === undefined) return undefined
      if (!isSameOrigin(request, ctx.config.origin)) {
        throw new ExchangeError('forbidden', 'this request came from another site')
      }
      const viewer = await verifySession(ctx.database.db, token, ctx.wall.now())
      return viewer && unlessEnded(viewer, now)
    },
    close: async () => {
      await settle()
      await keys.close()
    },
  }
}

type Tried = { secret: string; address: string; now: Date }

async function byKey(keys: Keys, limits: Limits, { secret, address, now }: Tried): Promise<Viewer> {
  const viewer = await keys.verify(secret, () => limits.check('wrongKeysPerAddress', address))
  if (viewer) return unlessKeyEnded(viewer, now)
  await limits.count('wrongKeysPerAddress', address)
  throw new ExchangeError('not-signed-in', 'this API key is unknown or was revoked')
}

/** The key of a request, as a Bearer token, as `Token` as many clients write it, or as the password of HTTP Basic (RFC 7617; any user name). */
function readKey(request: Request): string | undefined {
  const header = request.headers.get('authorization')
  if (header === null) return undefined
  const [, scheme = '', rest = ''] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? []
  if (/^(?:bearer|token)$/i.test(scheme)) return rest
  if (!/^basic$/i.test(scheme)) return ''
  const pair = Buffer.from(rest, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}
