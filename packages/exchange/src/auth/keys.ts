import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { hashSecret, isKeySecret } from './secrets.ts'
import { findKeyHolder, toViewer } from './viewers.ts'

/** Notified when a key, person or member is no longer what it was; empties every process's cache. */
const AUTH_CHANNEL = 'tocsin_auth'
const CACHE_MS = 10_000
const CACHE_SIZE = 10_000

/** Verifies API keys, remembering good ones for a moment so that a busy machine costs no query a call. */
export type Keys = {
  /** Whose key it is. `beforeLookUp` may refuse, by throwing, to look up a key that was not good here lately. */
  verify: (secret: string, beforeLookUp: () => void) => Promise<Viewer | undefined>
  /** Empties this process's cache now; `forgetKeys` reaches the others too, a moment later. */
  forget: () => void
  /** Tells whenever a key, a session, a person or a member may no longer be what it was. */
  onChange: (listener: () => void) => () => void
  close: () => Promise<void>
}

type Cached = { viewer: Viewer; until: number }

export async function openKeys(ctx: Context): Promise<Keys> {
  const cache = new Map<string, Cached>()
  // A poller with an old key must not shut out those beside it: keys that were good are looked up all the same.
  const familiar = new Set<string>()
  const lookUps = new Map<string, Promise<Viewer | undefined>>()
  const listeners = new Set<() => void>()
  // Counts emptyings, so that a lookup begun before a revocation is not remembered after it.
  let generation = 0
  const forget = () => {
    generation += 1
    cache.clear()
    lookUps.clear()
    for (const listener of listeners) listener()
  }
  // A machine that asks much asks again while its key is looked up: once is enough.
  const lookUpOnce = (name: string, hash: Uint8Array): Promise<Viewer | undefined> => {
    const before = lookUps.get(name)
    if (before) return before
    const looking = lookUp(ctx, hash).finally(() => {
      if (lookUps.get(name) === looking) lookUps.delete(name)
    })
    lookUps.set(name, looking)
    return looking
  }
  const stop = await ctx.database.listen(AUTH_CHANNEL, { heard: forget, missed: forget })
  return {
    forget,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    verify: async (secret, beforeLookUp) => {
      if (!isKeySecret(secret)) return undefined
      const hash = hashSecret(secret)
      const name = Buffer.from(hash).toString('base64')
      const found = cache.get(name)
      if (found && found.until > performance.now()) return found.viewer
      if (!familiar.has(name)) beforeLookUp()
      const before = generation
      const viewer = await lookUpOnce(name, hash)
      familiar.delete(name)
      if (viewer) keepFamiliar(familiar, name)
      if (viewer && before === generation) {
        if (cache.size >= CACHE_SIZE) cache.clear()
        cache.set(name, { viewer, until: performance.now() + CACHE_MS })
      }
      return viewer
    },
    close: stop,
  }
}

function keepFamiliar(familiar: Set<string>, name: string): void {
  familiar.add(name)
  const [oldest] = familiar
  if (familiar.size > CACHE_SIZE && oldest !== undefined) familiar.delete(oldest)
}

async function lookUp(ctx: Context, hash: Uint8Array): Promise<Viewer | undefined> {
  const { db } = ctx.database
  const row = await findKeyHolder(db, hash)
  if (!row) return undefined
  await db
    .updateTable('api_keys')
    .set({ last_used_at: ctx.clock.now() })
    .where('id', '=', row.key_id)
    .execute()
  return toViewer(row, 'key', row.can_write)
}

/** Makes every process forget the keys it remembers, once the transaction commits. */
export async function forgetKeys(tx: Tx): Promise<void> {
  await sql`select pg_notify(${AUTH_CHANNEL}, '')`.execute(tx)
}
