import type { LiveEvent, LiveKind } from '@tocsin/api'
import type { Database } from '../db/database.ts'
import { LIVE_CHANNEL } from './announce.ts'

/** Told nothing when events were lost: the screen must be cut so that it comes back and asks for them. */
type Listener = (event: LiveEvent | undefined) => void

/** Hands live events of this process's listeners out by member; one database listener feeds it. */
export type LiveHub = {
  subscribe: (memberId: string, listener: Listener) => () => void
  /** Events after `lastId` for a screen that reconnects, oldest first, at most `limit`. */
  since: (memberId: string, lastId: number, limit: number) => Promise<LiveEvent[]>
  listeners: () => number
  close: () => Promise<void>
}

/** Starts listening; a burst of notifies costs one read however many screens are open. */
export async function openLiveHub(database: Database): Promise<LiveHub> {
  const byMember = new Map<string, Set<Listener>>()
  const waiting: number[] = []
  let reading = Promise.resolve()
  const heard = (id: string): void => {
    if (byMember.size === 0) return
    waiting.push(Number(id))
    // One reading after the other, each taking all that waits: events go out in the order of commits.
    if (waiting.length === 1) reading = reading.then(() => fanOut(waiting.splice(0))).catch(cutAll)
  }
  const stop = await database.listen(LIVE_CHANNEL, { heard, missed: cutAll })

  async function fanOut(ids: number[]): Promise<void> {
    const rows = await database.db
      .selectFrom('live_events')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()
    for (const row of rows) {
      const event = toEvent(row)
      for (const member of row.members)
        for (const listener of byMember.get(member) ?? []) listener(event)
    }
  }

  function cutAll(): void {
    for (const set of byMember.values()) for (const listener of set) listener(undefined)
  }

  return {
    subscribe: (memberId, listener) => {
      const set = byMember.get(memberId) ?? new Set()
      byMember.set(memberId, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && byMember.get(memberId) === set) byMember.delete(memberId)
      }
    },
    since: async (memberId, lastId, limit) => {
      const rows = await database.db
        .selectFrom('live_events')
        .selectAll()
        .where('id', '>', lastId)
        .where((eb) => eb(eb.val(memberId), '=', eb.fn.any('members')))
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toEvent)
    },
    listeners: () => [...byMember.values()].reduce((sum, set) => sum + set.size, 0),
    close: async () => {
      await stop()
      await reading
    },
  }
}

function toEvent(row: { id: number; kind: string; subject: string; at: Date }): LiveEvent {
  return {
    id: String(row.id),
    kind: row.kind as LiveKind,
    subject: row.subject,
    at: row.at.toISOString(),
  }
}
