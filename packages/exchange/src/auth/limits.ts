import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { IN_PROCESS, networkOf } from '../http/address.ts'
import { hashSecret } from './secrets.ts'

/**
 * `points` tries in each `duration` seconds, counted in the database: however many processes serve it, the
 * limit bounds their sum. An exchange's own calls to itself are not counted.
 */
export const LIMITS = {
  linksPerAddress: { points: 20, duration: 900 },
  linksPerEmail: { points: 5, duration: 900 },
  signInsPerAddress: { points: 30, duration: 300 },
  wrongKeysPerAddress: { points: 20, duration: 60 },
  /** Guesses at a code that a caller would read out; a person checks one or two. */
  codesPerAddress: { points: 20, duration: 300 },
  /** Links of notices opened or answered; a whole office may sit behind one address. */
  officeLinksPerAddress: { points: 300, duration: 300 },
  /** Live screens opened; after a restart all screens of a member come back within seconds. */
  streamsPerMember: { points: 600, duration: 60 },
} as const

type LimitName = keyof typeof LIMITS

export type Limits = {
  /** Counts one try by `who`; throws `too-many-requests` once there are more than the limit. */
  count: (name: LimitName, who: string) => Promise<void>
  /** Throws `too-many-requests` when `who` is known here to be over the limit; counts no try and reads nothing. */
  check: (name: LimitName, who: string) => void
}

/** Callers over a limit that one process remembers. */
const MAX_BLOCKED = 100_000

/** Limits on one database; `wall` is real time. */
export function createLimits(db: Db, wall: Clock): Limits {
  // Who is over a limit is remembered here until it ends, so that a flood costs the database nothing.
  const blocked = new Map<string, number>()
  const keyOf = (name: LimitName, who: string) => `${name} ${networkOf(who)}`
  const verifyFree = (key: string, now: number) => {
    const until = blocked.get(key)
    if (until === undefined) return
    if (until > now) throw tooMany(until - now)
    blocked.delete(key)
  }
  return {
    count: async (name, who) => {
      if (who === IN_PROCESS) return
      const key = keyOf(name, who)
      const now = wall.now().getTime()
      verifyFree(key, now)
      const { points, duration } = LIMITS[name]
      const { count, until } = await countTry(db, key, now, duration)
      if (count <= points) return
      const [oldest] = blocked.keys()
      if (blocked.size >= MAX_BLOCKED && oldest !== undefined) blocked.delete(oldest)
      blocked.set(key, until.getTime())
      throw tooMany(until.getTime() - now)
    },
    check: (name, who) => verifyFree(keyOf(name, who), wall.now().getTime()),
  }
}

async function countTry(db: Db, key: string, now: number, seconds: number) {
  const at = new Date(now)
  const found = await sql<{ count: number; until: Date }>`
    insert into tries as t values (${hashSecret(key)}, 1, ${new Date(now + seconds * 1000)})
    on conflict (who) do update set
      count = case when t.until <= ${at} then 1 else t.count + 1 end,
      until = case when t.until <= ${at} then excluded.until else t.until end
    returning count, until`.execute(db)
  return found.rows[0]!
}

/** Forgets tries whose time is over. */
export async function pruneTries(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('tries').where('until', '<=', now).execute()
}

function tooMany(ms: number): ExchangeError {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return new ExchangeError('too-many-requests', `too many tries; wait ${seconds} seconds`)
}
