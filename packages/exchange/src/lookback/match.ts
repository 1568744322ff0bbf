/** One release held against lists of one member that received it; what came of it is written whole or not at all. */
import type { MemberKind, NotLookedFor } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { announce } from '../live/announce.ts'
import { selectRelease } from '../sharing/select.ts'
import { decideReading } from '../sharing/verdict.ts'
import { findHits, type Hit } from './find-hits.ts'
import { queueHits } from './mails.ts'
import { noneUnsought, readSought, type Unsought } from './sought.ts'
import { type Asked, findAsked } from './store.ts'

/** Hits of one release that are listed one by one; more are counted. */
const MOST_LISTED = 20_000

/** A release, the lists that it is held against, and the place up to which those were before. */
export type Order = {
  readonly memberId: string
  readonly memberKind: MemberKind
  readonly listIds: readonly string[]
  readonly releaseId: string
  /** Where the lists stand; undefined where they are past the release, and it is held against them again. */
  readonly from: number | undefined
  /** The place of the release. */
  readonly to: number
}

type Outcome = {
  readonly hits: readonly Hit[]
  readonly lookedFor: number
  readonly unsought: Unsought
  readonly rule: string | null
  /** When an indicator of it comes into force next. */
  readonly laterAt: Date | undefined
}

/** Reads as the member's machine reads, and writes what was found unless the release was taken back or the lists went meanwhile. */
export async function lookBack(ctx: Context, order: Order): Promise<void> {
  const asked = await findAsked(ctx.database.db, order.memberId)
  // All was erased: its lists are gone too.
  if (asked === undefined) return
  const outcome = await find(ctx, order, asked)
  const at = ctx.clock.now()
  try {
    await ctx.database.db.transaction().execute((tx) => write(ctx, tx, order, outcome, at))
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
    // Now a rule says so.
    await lookBack(ctx, order)
  }
}

/** The release was taken back, or ended, while hits of it were written: none of them stays. */
class TakenBack extends Error {}

async function find(ctx: Context, order: Order, asked: Asked): Promise<Outcome> {
  const { memberId, memberKind, releaseId, listIds } = order
  const now = ctx.clock.now()
  const read = <T>(machine: boolean, run: (tx: Tx) => Promise<T>) =>
    asMember(ctx.database.db, { memberId, machine }, now, run)
  const unsought = noneUnsought()
  const nothing = { hits: [], lookedFor: 0, unsought, laterAt: undefined }
  const row = await read(false, (tx) => selectRelease(tx, memberId, releaseId))
  if (!row) return { ...nothing, rule: 'no-rule-admits' }
  const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
  const decision = decideReading(row, { memberId, memberKind, via: 'key' }, moment, ctx.policies)
  if (!decision.allow) return { ...nothing, rule: decision.rule }
  const hits: Hit[] = []
  let lookedFor = 0
  let later = Infinity
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after
    const page = await read(true, async (tx) => {
      const { sought, after: next } = await readSought(tx, releaseId, from, {
        now,
        asked,
        unsought,
        later: (at) => {
          later = Math.min(later, at)
        },
      })
      return { next, count: sought.length, found: await findHits(tx, sought, listIds, asked.key) }
    })
    lookedFor += page.count
    const room = MOST_LISTED - hits.length
    hits.push(...page.found.slice(0, room))
    unsought.unlisted += Math.max(0, page.found.length - room)
    after = page.next
  }
  const laterAt = Number.isFinite(later) ? new Date(later) : undefined
  return { hits, lookedFor, unsought, rule: null, laterAt }
}

async function write(
  ctx: Context,
  tx: Tx,
  order: Order,
  { hits, lookedFor, unsought, rule, laterAt }: Outcome,
  at: Date,
): Promise<void> {
  const lists = await lockLists(tx, order)
  if (lists.size === 0) return
  const { memberId, releaseId, to } = order
  const stands = await isStanding(tx, releaseId, memberId, at)
  // Hits of what ran out between the reading and now are none.
  const standing = hits.filter(
    ({ listId, sought }) => stands && lists.has(listId) && !(sought.until && sought.until <= at),
  )
  await insertHits(tx, order, standing, at)
  const left = { ...unsought, expired: unsought.expired + (stands ? 0 : hits.length) }
  await writeMatches(tx, order, { lists, standing, lookedFor, left, rule, at })
  if (standing.length > 0) await queueHits(tx, ctx, { memberId, at })
  if (laterAt !== undefined && stands)
    await insertRows(
      tx,
      'lookback_later',
      [...lists].map((id) => ({ list_id: id, release_id: releaseId, due_at: laterAt })),
    )
  await sql`update lookback_lists set position = greatest(position, ${to}), leased_until = null
    where id = any(${[...lists]}::uuid[])`.execute(tx)
  // Last, so that a recall waits for no more than the end of this transaction.
  if (stands && !(await isStanding(tx, releaseId, memberId, at, { hold: true })))
    throw new TakenBack()
  await announce(tx, { kind: 'lookback.changed', subject: releaseId, at, members: [memberId] })
}

/** Those of the lists that are still there and where they were, so that nothing is told twice. */
async function lockLists(tx: Tx, { listIds, from, releaseId }: Order): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from lookback_lists where id = any(${[...listIds]}::uuid[]) and state = 'kept'
      ${from === undefined ? sql`` : sql`and position = ${from}`}
    order by id for update`.execute(tx)
  if (from === undefined)
    await sql`delete from lookback_later where list_id = any(${[...listIds]}::uuid[]) and release_id = ${releaseId}::uuid`.execute(
      tx,
    )
  return new Set(rows.map(({ id }) => id))
}

/** Whether the release is still the member's to read; with `hold` a recall waits until this transaction ends. */
async function isStanding(
  tx: Tx,
  releaseId: string,
  memberId: string,
  at: Date,
  { hold = false } = {},
): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select r.recalled_at is null and rr.withdrawn_at is null and (rr.expires_at is null or rr.expires_at > ${at}) as stands
    from releases r join release_recipients rr on rr.release_id = r.id and rr.member_id = ${memberId}::uuid
    where r.id = ${releaseId}::uuid ${hold ? sql`for share of r` : sql``}`.execute(tx)
  return rows[0]?.stands === true
}

const INSERTED = 5000

async function insertHits(
  tx: Tx,
  { memberId, releaseId }: Order,
  hits: readonly Hit[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < hits.length; from += INSERTED) {
    const rows = hits.slice(from, from + INSERTED).map((hit) => ({
      list_id: hit.listId,
      release_id: releaseId,
      member_id: memberId,
      object_row: hit.sought.row,
      place: hit.sought.place,
      stix_id: hit.sought.stixId,
      kind: hit.sought.keys[0]!.kind,
      things: hit.things,
      lines: hit.lines,
      first_at: hit.first,
      last_at: hit.last,
      found_at: at,
      until: hit.sought.until,
    }))
    await sql`insert into lookback_hits select * from json_populate_recordset(null::lookback_hits, ${JSON.stringify(rows)}::json)
      on conflict do nothing`.execute(tx)
  }
}

type Written = {
  lists: ReadonlySet<string>
  standing: readonly Hit[]
  lookedFor: number
  left: NotLookedFor
  rule: string | null
  at: Date
}

/** How each list came out; one that is held against the release again adds what is new to it. */
async function writeMatches(
  tx: Tx,
  { memberId, releaseId }: Order,
  { lists, standing, lookedFor, left, rule, at }: Written,
): Promise<void> {
  for (const listId of lists) {
    const own = standing.filter((hit) => hit.listId === listId)
    await sql`
      insert into lookback_matches (list_id, release_id, member_id, matched_at, looked_for, hits, lines, first_at, last_at, left_out, rule)
      select ${listId}::uuid, ${releaseId}::uuid, ${memberId}::uuid, ${at}::timestamptz, ${lookedFor}::int, ${own.length}::int,
        coalesce(sum(h.lines), 0), min(h.first_at), max(h.last_at), ${JSON.stringify(left)}::jsonb, ${rule}::text
      from lookback_hits h where h.list_id = ${listId}::uuid and h.release_id = ${releaseId}::uuid
      on conflict (list_id, release_id) do update set matched_at = excluded.matched_at, looked_for = excluded.looked_for,
        hits = excluded.hits, lines = excluded.lines, first_at = excluded.first_at, last_at = excluded.last_at,
        left_out = excluded.left_out, rule = excluded.rule,
        opened_at = case when excluded.hits > lookback_matches.hits then null else lookback_matches.opened_at end`.execute(
      tx,
    )
  }
}
