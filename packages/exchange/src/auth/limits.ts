import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ExchangeError } from '../errors.ts'
import { IN_PROCESS } from '../http/address.ts'

/** `points` tries in each `duration` seconds, counted in this process. Its own calls to itself are not counted. */
export const LIMITS = {
  linksPerAddress: { points: 20, duration: 900 },
  linksPerEmail: { points: 5, duration: 900 },
  signInsPerAddress: { points: 30, duration: 300 },
  wrongKeysPerAddress: { points: 20, duration: 60 },
  /** Guesses at a code that a caller would read out; a person checks one or two. */
  codesPerAddress: { points: 20, duration: 300 },
  /** Links of notices opened or answered; a whole office may sit behind one address. */
  officeLinksPerAddress: { points: 300, duration: 300 },
} as const

type LimitName = keyof typeof LIMITS

export type Limits = {
  /** Counts one try by `who`; throws `too-many-requests` once there are more than the limit. */
  count: (name: LimitName, who: string) => Promise<void>
  /** Throws `too-many-requests` when `who` is over the limit, without counting a try. */
  check: (name: LimitName, who: string) => Promise<void>
}

export function createLimits(): Limits {
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, limit]) => [name, new RateLimiterMemory(limit)]),
  )
  const limiterOf = (name: LimitName) => {
    const limiter = limiters.get(name)
    if (!limiter) throw new ExchangeError('internal', `no limit is named ${name}`)
    return limiter
  }
  return {
    count: async (name, who) => {
      if (who === IN_PROCESS) return
      try {
        await limiterOf(name).consume(who)
      } catch (cause) {
        throw cause instanceof RateLimiterRes ? tooMany(cause.msBeforeNext) : cause
      }
    },
    check: async (name, who) => {
      const used = await limiterOf(name).get(who)
      if (used && used.consumedPoints > LIMITS[name].points) throw tooMany(used.msBeforeNext)
    },
  }
}

function tooMany(ms: number): ExchangeError {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return new ExchangeError('too-many-requests', `too many tries; wait ${seconds} seconds`)
}
