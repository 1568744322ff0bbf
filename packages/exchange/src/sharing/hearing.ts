/** Whether a live screen may be told that something happened to a release. */
import type { LiveEvent } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { askTogether } from '../live/ask-together.ts'
import { decideReading, type ReadingFacts } from './verdict.ts'

type Asked = { viewer: Viewer; release: string }

/** An event says no more than that it happened, so those who had a release are told of its end too. */
const ENDED = ['read-recalled', 'terms-expired']

/** Asks the rules at the exit `live`. */
export function createReleaseHearing(
  ctx: Context,
): (viewer: Viewer, event: LiveEvent) => Promise<boolean> {
  const ask = askTogether(async (asked: readonly Asked[]) => {
    const told = await selectTold(ctx.database.db, asked)
    const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'live' as const }
    return asked.map(({ viewer, release }) => {
      const row = told.get(release)
      if (!row) return false
      const facts = factsFor(row, viewer.memberId)
      const { allow, rule } = decideReading(facts, viewer, moment, ctx.policies)
      return allow || ENDED.includes(rule)
    })
  })
  return (viewer, { subject }) => ask({ viewer, release: subject })
}

/** A release, and how those who ask stand to it. */
type Told = Omit<ReadingFacts, 'belongs' | 'recipient' | 'my_feed_refusal'> & {
  belonging: ReadonlySet<string>
  /** The rule that keeps it from the machines of each recipient, null where none does. */
  received: Readonly<Record<string, string | null>>
}

function factsFor({ belonging, received, ...release }: Told, memberId: string): ReadingFacts {
  return {
    ...release,
    belongs: belonging.has(memberId) ? memberId : null,
    recipient: memberId in received ? memberId : null,
    my_feed_refusal: received[memberId] ?? null,
  }
}

/**
 * The releases that are asked about, by their ids; read as owner. A release is told to hundreds of screens at once, so it
 * comes once, with those who belong and received beside it: a line of everything for each screen costs ten times as much.
 */
async function selectTold(db: Db, asked: readonly Asked[]): Promise<Map<string, Told>> {
  const releases = [...new Set(asked.map(({ release }) => release))]
  const members = [...new Set(asked.map(({ viewer }) => viewer.memberId))]
  type Row = Omit<Told, 'belonging' | 'received'> & {
    release: string
    belonging: string[] | null
    received: Record<string, string | null> | null
  }
  const { rows } = await sql<Row>`
    select r.id as release, r.from_member, m.kind as from_kind, m.active as from_active, r.group_id,
      g.purposes as group_purposes, g.max_tlp as group_max_tlp, g.expires_at as group_expires_at,
      r.tlp, r.pap, r.purpose, r.named, r.recalled_at, r.expires_at,
      (select json_agg(gm.member_id) from group_members gm
        where gm.group_id = r.group_id and gm.member_id = any(${members}::uuid[])) as belonging,
      (select json_object_agg(rr.member_id, rr.feed_refusal) from release_recipients rr
        where rr.release_id = r.id and rr.member_id = any(${members}::uuid[])) as received
    from releases r
    join members m on m.id = r.from_member
    join groups g on g.id = r.group_id
    where r.id = any(${releases}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ release, belonging, received, ...row }) => [
      release,
      { ...row, belonging: new Set(belonging), received: received ?? {} },
    ]),
  )
}
