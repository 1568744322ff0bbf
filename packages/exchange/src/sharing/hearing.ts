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
    const rows = await selectFacts(ctx.database.db, asked)
    const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'live' as const }
    return asked.map(({ viewer }, i) => {
      const row = rows.get(i)
      if (!row) return false
      const { allow, rule } = decideReading(row, viewer, moment, ctx.policies)
      return allow || ENDED.includes(rule)
    })
  })
  return (viewer, { subject }) => ask({ viewer, release: subject })
}

/** How each viewer stands to the release it asks about, by its place among the asked; read as owner. */
async function selectFacts(db: Db, asked: readonly Asked[]): Promise<Map<number, ReadingFacts>> {
  const releases = asked.map(({ release }) => release)
  const members = asked.map(({ viewer }) => viewer.memberId)
  const { rows } = await sql<ReadingFacts & { place: number }>`
    select a.place::int - 1 as place, r.from_member, m.kind as from_kind, m.active as from_active, r.group_id,
      g.purposes as group_purposes, g.max_tlp as group_max_tlp, g.expires_at as group_expires_at,
      own.member_id as belongs, my.member_id as recipient, my.feed_refusal as my_feed_refusal,
      r.tlp, r.pap, r.purpose, r.named, r.recalled_at, r.expires_at
    from unnest(${releases}::uuid[], ${members}::uuid[]) with ordinality as a(release, member, place)
    join releases r on r.id = a.release
    join members m on m.id = r.from_member
    join groups g on g.id = r.group_id
    left join group_members own on own.group_id = r.group_id and own.member_id = a.member
    left join release_recipients my on my.release_id = r.id and my.member_id = a.member`.execute(db)
  return new Map(rows.map((row) => [row.place, row]))
}
