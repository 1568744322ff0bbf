/** How a reader stands to notices, and what the rules say of it. Read as owner: the answer comes before anything is shown. */
import type { LiveEvent } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { askTogether } from '../live/ask-together.ts'
import type { Decision, Exit } from '../policy/decide.ts'
import { decideOpening } from '../policy/reading.ts'

type Asked = { viewer: Viewer; noticeId: string }
type Standing = { isSender: boolean; isTarget: boolean; isAbove: boolean }

/** What the rules say to each of these who would see a notice at this exit, in order; a notice that is not there is nobody's. */
export async function decideReaders(
  ctx: Context,
  asked: readonly Asked[],
  exit: Exit,
): Promise<Decision[]> {
  const standings = await selectStandings(ctx.database.db, asked)
  const { exercise } = ctx.config
  const context = { now: ctx.clock.now(), exit, exercise }
  return asked.map(({ viewer }, i) => {
    const standing = standings.get(i) ?? { isSender: false, isTarget: false, isAbove: false }
    const operates = viewer.roles.includes('operator') && standings.has(i)
    // Authentication admits active members only.
    const reader = { kind: viewer.memberKind, active: true }
    const question = { reader, ...standing, operates, byLink: false, linkEnded: false, context }
    return decideOpening(question, ctx.policies)
  })
}

/** Asks the rules at the exit `live` whether a screen may be told that something happened to a notice. */
export function createNoticeHearing(
  ctx: Context,
): (viewer: Viewer, event: LiveEvent) => Promise<boolean> {
  const ask = askTogether(async (asked: readonly Asked[]) =>
    (await decideReaders(ctx, asked, 'live')).map(({ allow }) => allow),
  )
  return (viewer, { subject }) => ask({ viewer, noticeId: subject })
}

/** By place among the asked. */
async function selectStandings(db: Db, asked: readonly Asked[]): Promise<Map<number, Standing>> {
  if (asked.length === 0) return new Map()
  const notices = asked.map(({ noticeId }) => noticeId)
  const members = asked.map(({ viewer }) => viewer.memberId)
  const places = asked.map(({ viewer }) => viewer.jurisdiction ?? null)
  const { rows } = await sql<Standing & { place: number }>`
    select a.place::int - 1 as place, n.from_member = a.member as "isSender",
      a.own is not null and exists (select 1 from notice_targets t
        where t.notice_id = n.id and t.jurisdiction = a.own) as "isTarget",
      a.own is not null and exists (select 1 from notice_targets t join jurisdictions j on j.id = t.jurisdiction
        where t.notice_id = n.id and t.jurisdiction <> a.own and j.lineage @> array[a.own]) as "isAbove"
    from unnest(${notices}::uuid[], ${members}::uuid[], ${places}::text[]) with ordinality as a(notice, member, own, place)
    join notices n on n.id = a.notice`.execute(db)
  return new Map(rows.map(({ place, ...standing }) => [place, standing]))
}
