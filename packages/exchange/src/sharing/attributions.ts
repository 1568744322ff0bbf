/** Attributions of the same objects by whichever members, each as it was released: nothing is merged. */
import type { HeldAttribution, MemberKind, Tlp } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { attributionIn, type ReadAttribution } from './attribution.ts'
import type { StixObject } from './meanings.ts'
import { markRead, recordOpening } from './reading.ts'
import { type ReleaseRow, selectReadings, selectReleasesById } from './select.ts'
import { decideLook, decideReading } from './verdict.ts'

/** So many stand beside each other; more are counted as more. */
const MOST = 20

type Found = {
  release: ReleaseRow
  isFirst: boolean
  claim: ReadAttribution['claim']
  shared: number
}

/**
 * Those of the objects of a release that the viewer may read, the latest first. What is shown is read: it goes on record as any
 * first reading does. Throws `not-found` for a release that the viewer has not.
 */
export async function listAttributions(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
): Promise<{ items: HeldAttribution[]; capped: boolean }> {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'export' as const }
  const { found, capped } = await asMember(
    ctx.database.db,
    toReader(viewer),
    moment.now,
    async (tx) => {
      const own = await selectReleasesById(tx, viewer.memberId, [releaseId])
      const asked = own.get(releaseId)
      if (!asked || !decideLook(asked, viewer, moment, ctx.policies).allow)
        throw new ExchangeError('not-found', 'no such release')
      const rows = await selectOnSame(tx, releaseId)
      const shared = new Map(rows.map((row) => [row.release_id, row.shared]))
      const releases = await selectReleasesById(tx, viewer.memberId, [...shared.keys()])
      const readable = [...releases.values()]
        .filter((one) => decideReading(one, viewer, moment, ctx.policies).allow)
        .sort((a, b) => b.position - a.position)
      const found: Found[] = []
      for (const release of readable.slice(0, MOST)) {
        const read = attributionIn(await selectNotes(tx, release.id))
        if (!read) continue
        const readings = await selectReadings(tx, release.id)
        const isFirst = release.recipient !== null && !readings.has(viewer.memberId)
        found.push({ release, isFirst, claim: read.claim, shared: shared.get(release.id)! })
      }
      return { found, capped: readable.length > MOST || rows.length > MOST * 2 }
    },
  )
  const shown: Found[] = []
  // Taken back while it was read: what was fetched is not shown.
  for (const one of found) if (await putOnRecord(ctx, viewer, one)) shown.push(one)
  return { items: await toHeld(ctx, shown), capped }
}

/** Attributions that stand, of what this release holds or is itself about. */
async function selectOnSame(
  tx: Tx,
  releaseId: string,
): Promise<{ release_id: string; shared: number }[]> {
  const { rows } = await sql<{ release_id: string; shared: number }>`
    with about as (
      select stix_id from attribution_subjects where release_id = ${releaseId}::uuid
      union
      select o.stix_id from release_objects ro join objects o on o.row between ro.first_row and ro.last_row
        where ro.release_id = ${releaseId}::uuid
    )
    select s.release_id, count(*)::int as shared
    from attribution_subjects s
      join about on about.stix_id = s.stix_id
      join releases r on r.id = s.release_id and r.recalled_at is null
    where not exists (select 1 from release_parts p join releases c on c.id = p.release_id and c.recalled_at is null
      where p.corrects = s.release_id)
    group by s.release_id, r.position
    order by r.position desc
    limit ${MOST * 2 + 1}`.execute(tx)
  return rows
}

async function selectNotes(tx: Tx, releaseId: string): Promise<StixObject[]> {
  const { rows } = await sql<{ body: string }>`
    select o.body from release_objects ro join objects o on o.row between ro.first_row and ro.last_row
    where ro.release_id = ${releaseId}::uuid and o.type = 'note' order by ro.ord, o.row`.execute(tx)
  return rows.map(({ body }) => JSON.parse(body) as StixObject)
}

/** False for what was taken back meanwhile. */
async function putOnRecord(
  ctx: Context,
  viewer: Viewer,
  { release, isFirst }: Found,
): Promise<boolean> {
  if (isFirst && !(await markRead(ctx, toActor(viewer), [release.id]))) return false
  await recordOpening(ctx, viewer, release, { alone: !isFirst })
  return true
}

async function toHeld(ctx: Context, found: readonly Found[]): Promise<HeldAttribution[]> {
  if (found.length === 0) return []
  const ids = found.map(({ release }) => release.id)
  const clocks = await ctx.database.db
    .selectFrom('release_parts')
    .select(['release_id', 'valid_until'])
    .where('release_id', 'in', ids)
    .execute()
  const until = new Map(clocks.map((row) => [row.release_id, row.valid_until]))
  return found.map(({ release, claim, shared }) => {
    const validUntil = until.get(release.id)
    return {
      releaseId: release.id,
      title: release.title,
      from: {
        id: release.from_member,
        name: release.from_name,
        kind: release.from_kind as MemberKind,
      },
      tlp: release.tlp as Tlp,
      releasedAt: release.released_at.toISOString(),
      ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
      past: validUntil ? validUntil <= ctx.clock.now() : false,
      shared,
      attribution: claim,
    }
  })
}
