/**
 * Feeds as they stand, remembered: a poll for which there is nothing new costs no more than one look at the exchange's
 * state, which all polls that wait at the moment share. A look always begins after the request that asks for it came, so
 * nobody is told of a feed older than its own request.
 */
import type { Db } from '../db/database.ts'
import { type Feed, selectFeed, selectState } from './feed.ts'

const MAX_FEEDS = 10_000

/** The member's feed of the group now, or undefined where it has none. */
export type FindFeed = (memberId: string, groupId: string) => Promise<Feed | undefined>

export function createFeeds(db: Db): FindFeed {
  const look = shareReading(() => selectState(db))
  const feeds = new Map<string, { at: string; feed: Promise<Feed | undefined> }>()
  return async (memberId, groupId) => {
    const { changes, horizon } = await look()
    const at = `${changes} ${horizon}`
    const name = `${memberId} ${groupId}`
    const known = feeds.get(name)
    if (known?.at === at) return known.feed
    if (feeds.size >= MAX_FEEDS) feeds.clear()
    const feed = selectFeed(db, memberId, groupId)
    feeds.set(name, { at, feed })
    feed.catch(() => feeds.delete(name))
    return feed
  }
}

/** One reading for all who ask while the one before is under way; each reading begins after everyone it serves asked. */
function shareReading<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  return () => {
    next ??= underWay.then(() => {
      next = undefined
      const reading = read()
      underWay = reading.catch(() => undefined)
      return reading
    })
    return next
  }
}
