/** What a reader sees of statements: which part a release is, the parts it has, and what was corrected. */
import type { PartKind, PartMark, Release, ReleaseSummary, Statement, Tlp } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import type { Asking } from '../policy/decide.ts'
import { type ReleaseRow, selectReleasesById } from './select.ts'
import { decideLook } from './verdict.ts'

/** Releases as they are shown, with the part that each is. */
export async function withParts(
  ctx: Context,
  viewer: Viewer,
  summaries: readonly ReleaseSummary[],
): Promise<ReleaseSummary[]> {
  const ids = summaries.map(({ id }) => id)
  if (ids.length === 0) return []
  const { db } = ctx.database
  const own = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectOwnMarks(tx, viewer.memberId, ids),
  )
  if (own.size === 0) return [...summaries]
  const corrected = await selectCorrected(db, [...own.keys()])
  return summaries.map((summary) => {
    const part = own.get(summary.id)
    return part ? { ...summary, part: { ...part, corrected: corrected.has(summary.id) } } : summary
  })
}

/** A release of a statement with all parts that the viewer has, and how many it has not. */
export async function withStatement(
  ctx: Context,
  viewer: Viewer,
  release: Release,
  moment: Asking,
): Promise<Release> {
  const [summary] = await withParts(ctx, viewer, [release.summary])
  const part = summary?.part
  if (!part) return release
  const parts = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectParts(ctx, tx, viewer, part.statement, moment),
  )
  const { db } = ctx.database
  const corrected = await selectCorrected(
    db,
    parts.map(({ releaseId }) => releaseId),
  )
  const all = await selectReleasedKinds(db, part.statement)
  const had = new Set(parts.map(({ kind }) => kind))
  const statement: Statement = {
    parts: parts.map((one) => ({ ...one, corrected: corrected.has(one.releaseId) })),
    withheld: all.filter((kind) => !had.has(kind)).length,
  }
  return { ...release, summary: summary!, statement }
}

/** The latest correction that the reader sees stands for all of them. */
async function selectOwnMarks(
  tx: Tx,
  viewerId: string,
  ids: readonly string[],
): Promise<Map<string, Omit<PartMark, 'corrected'>>> {
  const rows = await tx
    .selectFrom('release_parts as p')
    .leftJoin('release_reads as rd', (join) =>
      join
        .onRef('rd.release_id', '=', 'p.corrects')
        .on('rd.member_id', '=', viewerId)
        .on('rd.read_at', 'is not', null),
    )
    .select(['p.release_id', 'p.statement_id', 'p.kind', 'p.valid_until', 'p.corrects'])
    .select('rd.read_at')
    .where('p.release_id', 'in', ids)
    .execute()
  if (rows.length === 0) return new Map()
  const later = await tx
    .selectFrom('release_parts as p')
    .innerJoin('releases as r', 'r.id', 'p.release_id')
    .select(['p.corrects', 'p.release_id'])
    .where('p.corrects', 'in', ids)
    .where('r.recalled_at', 'is', null)
    .orderBy('r.position')
    .execute()
  const correctedBy = new Map(later.map((one) => [one.corrects, one.release_id]))
  return new Map(
    rows.map((row) => {
      const by = correctedBy.get(row.release_id)
      const mark = {
        statement: row.statement_id,
        kind: row.kind as PartKind,
        ...(row.valid_until ? { validUntil: row.valid_until.toISOString() } : {}),
        ...(row.corrects ? { corrects: row.corrects } : {}),
        tellsAgain: row.read_at !== null,
        ...(by ? { correctedBy: by } : {}),
      }
      return [row.release_id, mark]
    }),
  )
}

/** Read as owner: that what somebody holds was corrected is said also where the correction is not for them. */
async function selectCorrected(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('release_parts as p')
    .innerJoin('releases as r', 'r.id', 'p.release_id')
    .select('p.corrects')
    .where('p.corrects', 'in', ids)
    .where('r.recalled_at', 'is', null)
    .execute()
  return new Set(rows.map(({ corrects }) => corrects!))
}

/** Read as owner: of what is withheld no more than that it is there. */
async function selectReleasedKinds(db: Db, statement: string): Promise<PartKind[]> {
  const rows = await db
    .selectFrom('release_parts as p')
    .innerJoin('releases as r', 'r.id', 'p.release_id')
    .select('p.kind')
    .distinct()
    .where('p.statement_id', '=', statement)
    .where('r.recalled_at', 'is', null)
    .execute()
  return rows.map(({ kind }) => kind as PartKind)
}

type Part = Omit<Statement['parts'][number], 'corrected'>

async function selectParts(
  ctx: Context,
  tx: Tx,
  viewer: Viewer,
  statement: string,
  moment: Asking,
): Promise<Part[]> {
  const rows = await tx
    .selectFrom('release_parts')
    .select(['release_id', 'kind', 'valid_until'])
    .where('statement_id', '=', statement)
    .execute()
  const releases = await selectReleasesById(
    tx,
    viewer.memberId,
    rows.map((row) => row.release_id),
  )
  return rows
    .flatMap((row) => {
      const release = releases.get(row.release_id)
      if (!release || release.recalled_at) return []
      if (!decideLook(release, viewer, moment, ctx.policies).allow) return []
      return [toPart(release, row.kind as PartKind, row.valid_until, moment.now)]
    })
    .sort((a, b) => a.releasedAt.localeCompare(b.releasedAt))
}

function toPart(release: ReleaseRow, kind: PartKind, validUntil: Date | null, now: Date): Part {
  const { id, title, tlp, released_at, expires_at } = release
  return {
    releaseId: id,
    title,
    tlp: tlp as Tlp,
    kind,
    releasedAt: released_at.toISOString(),
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    past: validUntil !== null && validUntil <= now,
    ended: expires_at !== null && expires_at <= now,
  }
}
