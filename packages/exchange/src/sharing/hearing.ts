/** Whether a live screen may be told that something happened to a release. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Viewer } from '../http/viewer.ts'
import { decideReading, type ReadingFacts } from './verdict.ts'

/** An event says no more than that it happened, so those who had a release are told of its end too. */
const ENDED = ['read-recalled', 'terms-expired']

/** As the database writes them: instants as text. */
type Facts = Omit<ReadingFacts, 'belongs' | 'recipient' | 'my_feed_refusal' | keyof Instants> &
  Record<keyof Instants, string | null> & {
    /** Those of the members who belong to its group now. */
    belonging: Record<string, true> | null
    /** The rule that keeps it from the machines of each recipient among them, null where none does. */
    received: Record<string, string | null> | null
  }
type Instants = Pick<ReadingFacts, 'group_expires_at' | 'recalled_at' | 'expires_at'>

/**
 * What the rules look at of the release that a live event `e` is about, and how its members stand to it; read as owner. A release is
 * told to hundreds of screens at once, so it comes once: a line of everything for each screen costs ten times as much.
 */
export const RELEASE_FACTS = sql<Facts | null>`case when e.kind like 'release.%' then (
  select json_build_object(
    'from_member', r.from_member, 'from_kind', m.kind, 'from_active', m.active, 'group_id', r.group_id,
    'group_purposes', g.purposes, 'group_max_tlp', g.max_tlp, 'group_expires_at', g.expires_at,
    'tlp', r.tlp, 'pap', r.pap, 'purpose', r.purpose, 'named', r.named, 'recalled_at', r.recalled_at,
    'expires_at', r.expires_at,
    'belonging', (select json_object_agg(gm.member_id, true) from group_members gm
      where gm.group_id = r.group_id and gm.member_id in (select unnest(e.members))),
    'received', (select json_object_agg(rr.member_id, rr.feed_refusal) from release_recipients rr
      where rr.release_id = r.id and rr.member_id in (select unnest(e.members))))
  from releases r join members m on m.id = r.from_member join groups g on g.id = r.group_id
  where r.id = e.subject::uuid) end`

/** Asks the rules at the exit `live`, of what `RELEASE_FACTS` gave. */
export function hearsOfRelease(ctx: Context, viewer: Viewer, given: unknown): boolean {
  if (given === null) return false
  const { belonging, received, ...release } = given as Facts
  const { memberId } = viewer
  const facts: ReadingFacts = {
    ...release,
    group_expires_at: new Date(release.group_expires_at!),
    recalled_at: toInstant(release.recalled_at),
    expires_at: toInstant(release.expires_at),
    belongs: belonging !== null && memberId in belonging,
    recipient: received !== null && memberId in received ? memberId : null,
    my_feed_refusal: received?.[memberId] ?? null,
  }
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'live' as const }
  const { allow, rule } = decideReading(facts, viewer, moment, ctx.policies)
  return allow || ENDED.includes(rule)
}

function toInstant(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
