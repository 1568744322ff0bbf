import type { LiveEvent, LiveKind } from '@tocsin/api'
import type { Database } from '../db/database.ts'
import { LIVE_CHANNEL } from './announce.ts'

type Listener = (event: LiveEvent) => void

/** Hands live events of this process's listeners out by member; one database listener feeds it. */
export type LiveHub = {
  subscribe: (memberId: string, listener: Listener) => () => void
  /** Events after `lastId` for a screen that reconnects, oldest first, at most 500. */
  since: (memberId: string, lastId: number) => Promise<LiveEvent[]>
  listeners: () => number
  close: () => Promise<void>
}

/** Starts listening; each notify costs one row read however many screens are open. */
export async function openLiveHub(database: Database): Promise<LiveHub> {
  const byMember = new Map<string, Set<Listener>>()
  const stop = await database.listen(LIVE_CHANNEL, (id) => void fanOut(Number(id)))

  async function fanOut(id: number): Promise<void> {
    const row = await database.db
      .selectFrom('live_events')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return
    const event = toEvent(row)
    for (const member of row.members)
      for (const listener of byMember.get(member) ?? []) listener(event)
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
    since: async (memberId, lastId) => {
      const rows = await database.db
        .selectFrom('live_events')
        .selectAll()
        .where('id', '>', lastId)
        .where((eb) => eb(eb.val(memberId), '=', eb.fn.any('members')))
        .orderBy('id')
        .limit(500)
        .execute()
      return rows.map(toEvent)
    },
    listeners: () => [...byMember.values()].reduce((sum, set) => sum + set.size, 0),
    close: stop,
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
