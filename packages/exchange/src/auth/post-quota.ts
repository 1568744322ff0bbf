import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { tooMany } from './limits.ts'

const HOUR = 3600
const POSTS = 20_000
const BYTES = 8 * 2 ** 30

/** Counts what a member posts over TAXII; throws `too-many-requests` with the limit and when there is room again. */
export type PostQuota = { count: (memberId: string, bytes: number) => void }

/**
 * Counted in this process, since posting is the busiest act there is and a count in the database would cost as much
 * as a small post: with several servers a member has as many quotas.
 */
export function openPostQuota(wall: Clock, quotas: Config['quotas'] = {}): PostQuota {
  const used = new Map<string, { posts: number; bytes: number; until: number }>()
  const limits = {
    posts: { points: quotas.postsPerHour ?? POSTS, what: 'envelopes posted by one member' },
    bytes: { points: quotas.postBytesPerHour ?? BYTES, what: 'bytes posted by one member' },
  }
  return {
    count: (memberId, bytes) => {
      const now = wall.now().getTime()
      const before = used.get(memberId)
      const mine =
        before && before.until > now ? before : { posts: 0, bytes: 0, until: now + HOUR * 1000 }
      for (const [name, limit] of Object.entries(limits)) {
        const more = mine[name as keyof typeof limits] + (name === 'posts' ? 1 : bytes)
        if (more > limit.points) throw tooMany({ ...limit, duration: HOUR }, mine.until, now)
      }
      mine.posts += 1
      mine.bytes += bytes
      used.set(memberId, mine)
    },
  }
}
