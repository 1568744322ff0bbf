import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { IN_PROCESS, networkOf } from '../http/address.ts'
import { hashSecret } from './secrets.ts'

/** `points` of `what` in each `duration` seconds. */
type Limit = { points: number; duration: number; what: string }

/**
 * Limits counted in the database: however many processes serve it, they bound their sum. An exchange's own calls
 * to itself are not counted.
 */
export const LIMITS = {
  linksPerAddress: { points: 60, duration: 900, what: 'sign-in links from one address' },
  linksPerDevice: { points: 5, duration: 900, what: 'sign-in links to one mailbox' },
  linksPerEmail: { points: 5, duration: 900, what: 'sign-in links to one mailbox' },
  signInsPerAddress: { points: 30, duration: 300, what: 'used or unknown links from one address' },
  wrongKeysPerAddress: { points: 20, duration: 60, what: 'wrong keys from one address' },
  /** Guesses at a code that a caller would read out; a person checks one or two. */
  codesPerAddress: { points: 20, duration: 300, what: 'codes checked from one address' },
  /** Links of notices opened or answered; a whole office may sit behind one address. */
  officeLinksPerAddress: { points: 300, duration: 300, what: 'notices opened from one address' },
  /** Reports of one office by the links of one notice; each may bring megabytes. */
  reportsPerOffice: { points: 30, duration: 3600, what: 'reports of one office, member or party' },
  /** Reports of the public; a household or a library sits behind one address. */
  publicReportsPerAddress: { points: 10, duration: 3600, what: 'reports from one address' },
  /** Numbers and codes tried: twelve signs are not guessed at this rate. */
  publicCodesPerAddress: { points: 20, duration: 300, what: 'reports looked up from one address' },
  /** Suspicious mails and links looked at; each may bring megabytes and take a second. */
  checksPerAsker: { points: 120, duration: 3600, what: 'mails and links looked at for one asker' },
  /** Each looks through some megabytes of text; a person who types asks a few times a word. */
  searchesPerAsker: { points: 600, duration: 300, what: 'searches of one person' },
  /** Live screens opened; after a restart all screens of a member come back within seconds. */
  streamsPerMember: { points: 600, duration: 60, what: 'live screens opened by one member' },
  uploadsPerHour: { points: 120, duration: 3600, what: 'uploads of one member' },
  uploadBytesPerDay: {
    points: 16 * 2 ** 30,
    duration: 86_400,
    what: 'bytes uploaded by one member',
  },
  runsPerHour: { points: 120, duration: 3600, what: 'detection runs of one member' },
  /** Each writes an entry of the log and may mail a stranger. */
  namedAsksPerAddress: { points: 10, duration: 3600, what: 'asks from one address' },
  namedDoorsPerAddress: { points: 60, duration: 300, what: 'asks opened from one address' },
  namedAsks: { points: 2000, duration: 86_400, what: 'asks of everybody together' },
  namedMailsPerMailbox: { points: 3, duration: 86_400, what: 'asks about one mail address' },
  /** Each may ask a name server. */
  namedProofs: { points: 60, duration: 3600, what: 'tries to prove one ask' },
  /** Calls to the door of gateways that no gateway signed. */
  unsignedPerAddress: { points: 60, duration: 300, what: 'unsigned calls from one address' },
  /** Codes of six digits sent back from one number, right or wrong. */
  replyCodesPerNumber: { points: 10, duration: 3600, what: 'codes from one number' },
  textAnswersPerNumber: { points: 5, duration: 3600, what: 'answers to one number' },
  /** Each writes to whoever has an address that an operator typed. */
  tryOutsPerPerson: { points: 10, duration: 3600, what: 'messages that try a channel' },
  tryOutsPerAddress: {
    points: 3,
    duration: 3600,
    what: 'messages that try a channel at one address',
  },
  noticesPerHour: { points: 300, duration: 3600, what: 'notices sent by one member' },
} as const satisfies Record<string, Limit>

type LimitName = keyof typeof LIMITS

export type Limits = {
  /**
   * Counts one try by `who`, or `amount` of what is limited; throws `too-many-requests`, with the limit and when
   * it admits again, once there are more.
   */
  count: (name: LimitName, who: string, amount?: number) => Promise<void>
  /** Throws `too-many-requests` when `who` is known here to be over the limit; counts no try and reads nothing. */
  check: (name: LimitName, who: string) => void
}

/** Callers over a limit that one process remembers. */
const MAX_BLOCKED = 100_000

/** Limits on one database; `wall` is real time, `quotas` stand before what holds by itself. */
export function createLimits(db: Db, wall: Clock, quotas: Config['quotas'] = {}): Limits {
  // Who is over a limit is remembered here until it ends, so that a flood costs the database nothing.
  const blocked = new Map<string, number>()
  const keyOf = (name: LimitName, who: string) => `${name} ${networkOf(who)}`
  const limitOf = (name: LimitName): Limit => ({
    ...LIMITS[name],
    ...(name in quotas && { points: quotas[name as keyof typeof quotas] }),
  })
  const verifyFree = (key: string, limit: Limit, now: number) => {
    const until = blocked.get(key)
    if (until === undefined) return
    if (until > now) throw tooMany(limit, until, now)
    blocked.delete(key)
  }
  return {
    count: async (name, who, amount = 1) => {
      if (who === IN_PROCESS) return
      const key = keyOf(name, who)
      const limit = limitOf(name)
      const now = wall.now().getTime()
      verifyFree(key, limit, now)
      const { count, until } = await countTry(db, key, now, { amount, seconds: limit.duration })
      if (count <= limit.points) return
      const [oldest] = blocked.keys()
      if (blocked.size >= MAX_BLOCKED && oldest !== undefined) blocked.delete(oldest)
      blocked.set(key, until.getTime())
      throw tooMany(limit, until.getTime(), now)
    },
    check: (name, who) => verifyFree(keyOf(name, who), limitOf(name), wall.now().getTime()),
  }
}

async function countTry(
  db: Db,
  key: string,
  now: number,
  { amount, seconds }: { amount: number; seconds: number },
) {
  const at = new Date(now)
  const found = await sql<{ count: number; until: Date }>`
    insert into tries as t values (${hashSecret(key)}, ${amount}, ${new Date(now + seconds * 1000)})
    on conflict (who) do update set
      count = case when t.until <= ${at} then excluded.count else t.count + excluded.count end,
      until = case when t.until <= ${at} then excluded.until else t.until end
    returning count, until`.execute(db)
  return found.rows[0]!
}

/** Forgets tries whose time is over. */
export async function pruneTries(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('tries').where('until', '<=', now).execute()
}

/** What is limited, to how much, and when there is room again. */
export function tooMany(
  { points, duration, what }: Limit,
  until: number,
  now: number,
): ExchangeError {
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
  const at = new Date(now + seconds * 1000).toISOString()
  return new ExchangeError(
    'too-many-requests',
    `too many ${what}: ${points} in ${inWords(duration)} are taken; wait ${seconds} seconds, until ${at}`,
    { retryAfter: seconds },
  )
}

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? 'an hour' : `${seconds / 3600} hours`
  return seconds % 60 === 0 && seconds > 60 ? `${seconds / 60} minutes` : `${seconds} seconds`
}
