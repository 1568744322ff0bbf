/** The hits of one release, each with its value: whoever opens them reads the release, as at any other exit. */
import type { HitState, KindDecay, LookbackHit } from '@tocsin/api'
import { readTerms, WARNING_LISTS, warningsOf } from '@tocsin/detect/match'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { NUMBER, PAGE_SIZE, readKey, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { markRead, recordOpening } from '../sharing/reading.ts'
import { selectReadings, selectRelease, type ReleaseRow } from '../sharing/select.ts'
import { decideLook, decideReading } from '../sharing/verdict.ts'
import { leftOf } from './decay.ts'
import { MOST_OF_BLOCK } from './find-hits.ts'
import { times } from './shape.ts'
import { kindOf } from './sought.ts'

/** Rules that ended a reading which there was: of it a hit stays, without its value. */
const ENDED: Readonly<Record<string, HitState>> = {
  'read-recalled': 'recalled',
  'terms-expired': 'ended',
}

/** Throws `not-found` for a release that is not there or was not matched, and `forbidden`, with the rule, for one that may not be read. */
export async function listHits(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: LookbackHit[]; next?: string }> {
  const key = readKey(after, UUID, NUMBER, NUMBER)
  const now = ctx.clock.now()
  const found = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const row = await selectRelease(tx, viewer.memberId, releaseId)
    const rows = await selectHits(tx, releaseId, { key, limit: limit + 1 })
    if (!row || rows.length === 0) return undefined
    const isFirst =
      row.recipient !== null && !(await selectReadings(tx, releaseId)).has(viewer.memberId)
    const chosen = await tx.selectFrom('lookback_members').select('decay').executeTakeFirst()
    return { row, rows, isFirst, decay: chosen?.decay ?? [] }
  })
  const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
  if (!found || !decideLook(found.row, viewer, moment, ctx.policies).allow)
    throw new ExchangeError('not-found', 'no hits of such a release')
  const ended = await open(ctx, viewer, found)
  const shape = (row: HitRow) => toHit(row, now, { ended, decay: found.decay })
  return toPage(found.rows, limit, {
    key: (row) => [row.list_id, row.object_row, row.place],
    shape,
  })
}

/** Records the reading and that the hits were opened; gives why the values may not be read any more, where that is so. */
async function open(
  ctx: Context,
  viewer: Viewer,
  { row, isFirst }: { row: ReleaseRow; isFirst: boolean },
): Promise<HitState | undefined> {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  const decision = decideReading(row, viewer, moment, ctx.policies)
  const ended = ENDED[decision.rule]
  if (!decision.allow && ended === undefined)
    throw new ExchangeError('forbidden', decision.reason, { rule: decision.rule })
  await ctx.database.db
    .updateTable('lookback_matches')
    .set({ opened_at: ctx.clock.now() })
    .where('member_id', '=', viewer.memberId)
    .where('release_id', '=', row.id)
    .where('opened_at', 'is', null)
    .execute()
  if (!decision.allow) return ended
  // Taken back while it was read: what was fetched is not handed out.
  if (isFirst && !(await markRead(ctx, toActor(viewer), [row.id]))) return 'recalled'
  await recordOpening(ctx, viewer, row, { alone: !isFirst })
  return undefined
}

type HitRow = {
  list_id: string
  list_name: string
  object_row: number
  place: number
  stix_id: string
  kind: number
  things: number
  lines: number
  first: Date | null
  last: Date | null
  found_at: Date
  until: Date | null
  body: string | null
  newer: string | null
}

/** With the object as the reader may read it now, and its newest later version. */
async function selectHits(
  tx: Tx,
  releaseId: string,
  { key, limit }: { key: string[] | undefined; limit: number },
): Promise<HitRow[]> {
  const after = key
    ? sql`(h.list_id, h.object_row, h.place) > (${key[0]}::uuid, ${key[1]}::bigint, ${key[2]}::int)`
    : sql`true`
  const { rows } = await sql<HitRow>`
    select h.list_id, l.name as list_name, h.object_row, h.place, h.stix_id, h.kind, h.things, h.lines, h.first_at as first,
      h.last_at as last, h.found_at, h.until, o.body, (
        select n.body from objects n where n.stix_id = o.stix_id and n.owner = o.owner and n.version_at > o.version_at
        order by n.version_at desc limit 1) as newer
    from lookback_hits h join lookback_lists l on l.id = h.list_id left join objects o on o.row = h.object_row
    where h.release_id = ${releaseId}::uuid and ${after}
    order by h.list_id, h.object_row, h.place limit ${limit}`.execute(tx)
  return rows
}

function toHit(
  row: HitRow,
  now: Date,
  { ended, decay }: { ended: HitState | undefined; decay: readonly KindDecay[] },
): LookbackHit {
  const state = ended ?? stateOf(row, now)
  const isReadable = ended === undefined && row.body !== null
  return {
    list: { id: row.list_id, name: row.list_name },
    stixId: row.stix_id,
    place: row.place,
    warnings: [],
    ...(isReadable ? wordsOf(row.body!, row, { now, decay }) : {}),
    kind: kindOf(row.kind),
    things: row.things,
    isCapped: row.things >= MOST_OF_BLOCK,
    lines: row.lines,
    ...times(row),
    foundAt: row.found_at.toISOString(),
    state,
  }
}

/** An object that is not there for the reader any more ended with its release. */
function stateOf({ body, newer, until }: HitRow, now: Date): HitState {
  if (body === null) return 'ended'
  if (newer !== null) {
    const { revoked } = JSON.parse(newer) as { revoked?: unknown }
    return revoked === true ? 'revoked' : 'replaced'
  }
  return until !== null && until <= now ? 'expired' : 'stands'
}

type Words = Pick<LookbackHit, 'value' | 'name' | 'score' | 'stated'> & { warnings?: string[] }

/** What the object says of it, what is left of its confidence, and what it is too common for. */
function wordsOf(
  body: string,
  { place, kind }: Pick<HitRow, 'place' | 'kind'>,
  { now, decay }: { now: Date; decay: readonly KindDecay[] },
): Words {
  const object = JSON.parse(body) as { name?: unknown }
  const terms = readTerms(object)
  const named = typeof object.name === 'string' && object.name !== '' ? { name: object.name } : {}
  const value = terms && 'values' in terms ? terms.values[place] : undefined
  if (!terms || !('values' in terms) || value === undefined) return named
  const left = terms.of === 'account' ? null : leftOf(terms, kindOf(kind), decay, now)
  const platform = value.platform === undefined ? '' : `${value.platform}: `
  return {
    ...named,
    value: platform + value.value,
    ...(left === null ? {} : { score: Math.round(left) }),
    ...(terms.confidence === undefined ? {} : { stated: terms.confidence }),
    warnings: warningsOf(value).map((list) => WARNING_LISTS[list]!),
  }
}
