/** What an item of a case is called, for whoever could see it without the case; run in a reader's transaction. */
import type { CaseItemKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { type ReleaseRow, selectReleasesById } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'

export type Named = { title: string; about?: string }
type Ref = { kind: string; ref: string }

/** Names of those that the reader may see, by `nameKey`; the others are not there. */
export async function selectNamed(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  items: readonly Ref[],
): Promise<Map<string, Named>> {
  const named = new Map<string, Named>()
  const idsOf = (kind: CaseItemKind) =>
    items.filter((one) => one.kind === kind).map(({ ref }) => ref)
  const keep = (kind: CaseItemKind, rows: readonly ({ id: string } & Named)[]) => {
    for (const { id, ...words } of rows) named.set(nameKey({ kind, ref: id }), words)
  }
  keep('release', await selectReleaseNames(tx, ctx, viewer, idsOf('release')))
  keep('finding', await selectFindings(tx, idsOf('finding')))
  keep('report', await selectReports(tx, idsOf('report')))
  keep('notice', await selectNotices(tx, viewer, idsOf('notice')))
  keep('meeting', await selectMeetings(tx, idsOf('meeting')))
  keep('media', await selectMedia(tx, idsOf('media')))
  return named
}

export function nameKey({ kind, ref }: Ref): string {
  return `${kind}:${ref}`
}

async function selectReleaseNames(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  ids: readonly string[],
): Promise<({ id: string } & Named)[]> {
  const moment = { now: ctx.clock.now(), exercise: ctx.config.exercise, exit: 'api' as const }
  // An operator's look at an envelope is on record one by one; a case is no list of them.
  const reader = { ...viewer, roles: viewer.roles.filter((role) => role !== 'operator') }
  const rows = await selectReleasesById(tx, viewer.memberId, ids)
  return [...rows.values()]
    .filter((row) => row.from_member === viewer.memberId || row.recipient !== null)
    .filter((row) => decideLook(row, reader, moment, ctx.policies).allow)
    .map((row) => ({ id: row.id, title: row.title, about: aboutRelease(row) }))
}

function aboutRelease(row: ReleaseRow): string {
  const marking = `TLP:${row.tlp.toUpperCase()}`
  return row.recalled_at === null
    ? `from ${row.from_name}, ${marking}`
    : `from ${row.from_name}, ${marking}, taken back`
}

async function selectFindings(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx.selectFrom('findings').select(['id', 'title']).where('id', 'in', ids).execute()
}

async function selectReports(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('office_reports')
    .select(['id', 'reference', 'state'])
    .where('id', 'in', ids)
    .execute()
  return rows.map(({ id, reference, state }) => ({
    id,
    title: `Report ${reference}`,
    about: state,
  }))
}

async function selectNotices(tx: Tx, viewer: Viewer, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('notices')
    .select(['id', 'texts', 'main_language', 'from_member'])
    .where('id', 'in', ids)
    .execute()
  return rows
    .filter((row) => row.from_member === viewer.memberId || !viewer.roles.includes('operator'))
    .map(({ id, texts, main_language: language }) => ({
      id,
      title: (texts as Record<string, { subject: string }>)[language]!.subject,
    }))
}

async function selectMeetings(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('meetings')
    .select(['id', 'title', 'day'])
    .where('id', 'in', ids)
    .execute()
  return rows.map(({ id, title, day }) => ({ id, title, about: day }))
}

/** What became of the bytes of a file, as reports say it. */
const MEDIA_STATES = {
  kept: 'kept in quarantine',
  unsearched: 'kept in quarantine, not searched for addresses of homes',
  withheld: 'its hash alone was kept',
} as const

/** Files that came with reports: what they are called and their hash; the bytes are given out where the report is, and nowhere here. */
async function selectMedia(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('report_files as f')
    .innerJoin('office_reports as r', 'r.id', 'f.report_id')
    .select(['f.id', 'f.name', 'f.sha256', 'f.size', 'f.state', 'r.reference'])
    .where('f.id', 'in', ids)
    .execute()
  return rows.map(({ id, name, sha256, size, state, reference }) => ({
    id,
    title: name,
    about: `came with report ${reference}, ${size} bytes, SHA-256 ${sha256}, ${MEDIA_STATES[state]}`,
  }))
}
