import type { LiveEvent, LiveKind } from '@tocsin/api'
import { type RawBuilder, sql } from 'kysely'
import type { Database, Db } from '../db/database.ts'
import { LIVE_CHANNEL } from './announce.ts'

/** An event, and what the rules look at of what it is about: of the members who may be told, as it stood when it was read. */
export type Heard = {
  event: LiveEvent
  /** Its number in the order of commits, which no screen is told: it would count what others were told. */
  place: number
  facts: unknown
}

/** Told nothing when events were lost: the screen must be cut so that it comes back and asks for them. */
type Listener = (heard: Heard | undefined) => void

/** Hands live events of this process's listeners out by member; one database listener feeds it. */
export type LiveHub = {
  subscribe: (memberId: string, listener: Listener) => () => void
  /** Events after `lastId` for a screen that reconnects, oldest first, at most `limit`. */
  since: (memberId: string, lastId: number, limit: number) => Promise<Heard[]>
  /** The number of the event of this key, where the member was told of it and it is still kept. */
  placeOf: (memberId: string, key: string) => Promise<number | undefined>
  listeners: () => number
  close: () => Promise<void>
}

/**
 * Starts listening; a burst of notifies costs one read however many screens are open. `facts` is what the rules look at, as an
 * expression over an event `e`: read with it, since a question of its own would wait behind whatever the sender asks next.
 */
export async function openLiveHub(
  database: Database,
  facts: RawBuilder<unknown> = sql`null`,
): Promise<LiveHub> {
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
    const events = sql<EventRow>`select * from live_events where id = any(${ids}::bigint[])`
    for (const { members, ...heard } of await selectHeard(database.db, events, facts))
      for (const member of members)
        for (const listener of byMember.get(member) ?? []) listener(heard)
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
    since: (memberId, lastId, limit) =>
      selectHeard(
        database.db,
        sql<EventRow>`select id, key, kind, subject, at, array[${memberId}::uuid] as members from live_events
          where id > ${lastId} and ${memberId}::uuid = any(members) order by id limit ${limit}`,
        facts,
      ),
    placeOf: async (memberId, key) => {
      const { rows } = await sql<{ id: number }>`select id from live_events
        where key = ${key}::uuid and ${memberId}::uuid = any(members)`.execute(database.db)
      return rows[0] && Number(rows[0].id)
    },
    listeners: () => [...byMember.values()].reduce((sum, set) => sum + set.size, 0),
    close: async () => {
      await stop()
      await reading
    },
  }
}

type EventRow = {
  id: number
  key: string
  kind: string
  subject: string
  at: Date
  members: string[]
}

/** Events in their order, each with the facts about it. */
async function selectHeard(
  db: Db,
  events: RawBuilder<EventRow>,
  facts: RawBuilder<unknown>,
): Promise<(Heard & { members: string[] })[]> {
  const { rows } = await sql<EventRow & { facts: unknown }>`
    select e.*, ${facts} as facts from (${events}) as e order by e.id`.execute(db)
  return rows.map(({ members, facts: known, ...row }) => ({
    event: toEvent(row),
    place: Number(row.id),
    members,
    facts: known,
  }))
}

function toEvent(row: Omit<EventRow, 'members'>): LiveEvent {
  return {
    id: row.key,
    kind: row.kind as LiveKind,
    subject: row.subject,
    at: row.at.toISOString(),
  }
}
