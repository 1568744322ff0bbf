/**
 * Feeds as they stand, remembered: a poll for which there is nothing new costs no more than one look at the exchange's
 * state, which all polls that wait at the moment share. A look always begins after the request that asks for it came, so
 * nobody is told of a feed older than its own request.
 */
import type { Database } from '../db/database.ts'
import { type FeedGroup, type FeedState, SELECT_STATE, selectEnd, selectFeedGroup } from './feed.ts'

const MAX_FEEDS = 10_000

/** A member's feed of a group, for one request. */
export type Feed = {
  group: FeedGroup
  /** Counts what was more than an addition at a feed's end, anywhere. */
  changes: number
  /** The date added of the last object, in microseconds; 0 when there is none. */
  end: () => Promise<number>
}

/** The member's feed of the group now, or undefined where it has none. */
export type FindFeed = (memberId: string, groupId: string) => Promise<Feed | undefined>

/** `end` was read when the exchange's newest object was that of `horizon`. */
type Kept = {
  changes: number
  group: Promise<FeedGroup | undefined>
  horizon: number
  end: Promise<number>
}

export function createFeeds({ db, stand }: Database): FindFeed {
  const look = shareReading(stand<FeedState>(SELECT_STATE))
  const feeds = new Map<string, Kept>()

  function keep(name: string, kept: Kept): Kept {
    if (feeds.size >= MAX_FEEDS) feeds.clear()
    feeds.set(name, kept)
    kept.group.catch(() => feeds.delete(name))
    return kept
  }

  return async (memberId, groupId) => {
    const { changes, horizon } = await look()
    const name = `${memberId} ${groupId}`
    const known = feeds.get(name)
    const kept =
      known?.changes === changes
        ? known
        : keep(name, {
            changes,
            group: selectFeedGroup(db, memberId, groupId),
            horizon: 0,
            end: Promise.resolve(0),
          })
    const group = await kept.group
    if (!group) return undefined
    const end = (): Promise<number> => {
      if (kept.horizon >= horizon) return kept.end
      kept.horizon = horizon
      kept.end = selectEnd(db, memberId, groupId)
      kept.end.catch(() => feeds.delete(name))
      return kept.end
    }
    return { group, changes, end }
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
