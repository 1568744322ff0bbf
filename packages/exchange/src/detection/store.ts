import type { DetectionRun, FindingSummary, Upload } from '@tocsin/api'
import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Db, Tx } from '../db/database.ts'
import {
  INSTANT,
  PAGE_SIZE,
  readInstant,
  readKey,
  readReal,
  REAL,
  toPage,
  UUID,
  type PageQuery,
} from '../db/keyset.ts'
import type { DetectionRunTable, FindingTable } from '../db/detection-tables.ts'
import type { Viewer } from '../http/viewer.ts'

export async function insertUpload(
  db: Db,
  upload: Upload & { sha256: string },
  viewer: Viewer,
  at: Date,
): Promise<void> {
  await db
    .insertInto('uploads')
    .values({
      id: upload.id,
      member_id: viewer.memberId,
      person_id: viewer.personId ?? null,
      file_name: upload.fileName,
      bytes: upload.bytes,
      rows: upload.rows,
      columns: JSON.stringify(upload.columns),
      preset: upload.preset ?? null,
      mapping: JSON.stringify(upload.mapping),
      uploaded_at: at,
      sha256: upload.sha256,
    })
    .execute()
}

export async function selectUpload(db: Db, id: string) {
  return db
    .selectFrom('uploads')
    .select(['id', 'file_name', 'preset'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertRun(
  db: Db,
  run: Pick<
    Insertable<DetectionRunTable>,
    'id' | 'member_id' | 'upload_id' | 'detector' | 'parameters' | 'started_at' | 'beat_at'
  >,
): Promise<void> {
  const fresh = { state: 'queued', phase: 'waiting', progress: 0, error: null }
  await db
    .insertInto('detection_runs')
    .values({ ...run, ...fresh })
    .execute()
}

/** How many runs of a member have not ended. Takes the commit order, so that two that start at once count each other. */
export async function countOpenRuns(tx: Tx, memberId: string): Promise<number> {
  await takeCommitOrder(tx)
  const row = await tx
    .selectFrom('detection_runs')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.open
}

/** Changes a run that has not ended; returns whether there was one. */
export async function updateRun(
  db: Db | Tx,
  id: string,
  change: Partial<
    Pick<
      Selectable<DetectionRunTable>,
      'state' | 'phase' | 'progress' | 'error' | 'ended_at' | 'findings' | 'warnings'
    >
  > & { beat_at: Date },
): Promise<boolean> {
  const result = await db
    .updateTable('detection_runs')
    .set(change)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What a run that has just ended came to, in the transaction that ended it. */
export async function describeRun(
  tx: Tx,
  id: string,
  said: { findings: number; warnings: string },
): Promise<void> {
  await tx.updateTable('detection_runs').set(said).where('id', '=', id).execute()
}

/** A page of runs of the reader, newest first. */
export async function listRuns(
  db: Db,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: DetectionRun[]; next?: string }> {
  const [at, id] = readKey(after, INSTANT, UUID) ?? []
  const rows = await runs(db)
    .$if(at !== undefined, (query) =>
      query.where(sql<boolean>`(r.started_at, r.id) < (${readInstant(at!)}, ${id}::uuid)`),
    )
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, { key: (row) => [row.started_at.toISOString(), row.id], shape: toRun })
}

/** One run of the reader. */
export async function selectRun(db: Db, id: string): Promise<DetectionRun | undefined> {
  const row = await runs(db).where('r.id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

/** Which detector a run was of, and by which settings. */
export async function selectSetUp(
  db: Db,
  id: string,
): Promise<{ detector: string; parameters: unknown } | undefined> {
  return db
    .selectFrom('detection_runs')
    .select(['detector', sql<unknown>`parameters::json`.as('parameters')])
    .where('id', '=', id)
    .executeTakeFirst()
}

function runs(db: Db) {
  return db
    .selectFrom('detection_runs as r')
    .innerJoin('uploads as u', 'u.id', 'r.upload_id')
    .selectAll('r')
    .select(['u.file_name', platformOf('r').as('platform'), windowOf('r').as('window')])
    .orderBy('r.started_at', 'desc')
    .orderBy('r.id', 'desc')
}

function toRun(row: Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number]): DetectionRun {
  return {
    id: row.id,
    uploadId: row.upload_id,
    fileName: row.file_name,
    detector: row.detector,
    ...(row.platform === null ? {} : { platform: row.platform }),
    ...(row.window === null ? {} : { window: row.window }),
    state: row.state as DetectionRun['state'],
    phase: row.phase,
    progress: row.progress,
    ...(row.error === null ? {} : { error: row.error }),
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    findings: row.findings,
    ...(row.warnings === null ? {} : { warnings: JSON.parse(row.warnings) as string[] }),
  }
}

/** Ids and members of runs whose process has not been heard of since `before`. */
export async function selectLostRuns(db: Db, before: Date) {
  return db
    .selectFrom('detection_runs')
    .select(['id', 'member_id'])
    .where('ended_at', 'is', null)
    .where('beat_at', '<', before)
    .limit(100)
    .execute()
}

const BATCH = 200

export async function insertFindings(db: Db | Tx, rows: Insertable<FindingTable>[]): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) {
    await db
      .insertInto('findings')
      .values(rows.slice(i, i + BATCH))
      .execute()
  }
}

const SUMMARY = [
  'id',
  'kind',
  'run_id',
  'title',
  'headline',
  'trace',
  'accounts',
  'score',
  'first_at',
  'last_at',
  'found_at',
] as const
type SummaryRow = Pick<Selectable<FindingTable>, (typeof SUMMARY)[number]>

/** A page of findings of the reader, newest first and strongest first within one time. */
export async function listFindings(
  db: Db,
  { run, after, limit = PAGE_SIZE }: PageQuery & { run?: string | undefined },
): Promise<{ items: FindingSummary[]; next?: string }> {
  const [at, score, id] = readKey(after, INSTANT, REAL, UUID) ?? []
  const rows = await db
    .selectFrom('findings')
    .select([
      ...SUMMARY,
      'leader',
      sql<number | null>`(${ofDocument('confidence')})::float8`.as('confidence'),
      sql<number | null>`(${ofDocument('q')})::float8`.as('q'),
      sql<string | null>`${ofDocument('verdict')}`.as('verdict'),
      sql<string | null>`${ofDocument('explainedBy')}`.as('explainedBy'),
    ])
    .$if(run !== undefined, (query) => query.where('run_id', '=', run ?? ''))
    .$if(at !== undefined, (query) =>
      query.where(
        sql<boolean>`(found_at, score, id) < (${readInstant(at!)}, ${readReal(score!)}::float8, ${id}::uuid)`,
      ),
    )
    .orderBy('found_at', 'desc')
    .orderBy('score', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, {
    key: (row) => [row.found_at.toISOString(), row.score, row.id],
    shape: (row) => ({
      ...toFindingSummary(row),
      ...(row.confidence === null ? {} : { confidence: row.confidence }),
      ...(row.q === null ? {} : { q: row.q }),
      ...(row.verdict === null ? {} : { verdict: row.verdict }),
      ...(row.explainedBy === null ? {} : { explainedBy: row.explainedBy }),
      ...(row.leader === null || row.leader === row.id ? {} : { foldsUnder: row.leader }),
    }),
  })
}

/** A value of the document; nothing where that cannot be read. */
function ofDocument(name: string) {
  return sql`case when weight is not null then body::json ->> ${sql.lit(name)} end`
}

/** The platform that a run was given, null where it was given none. */
function platformOf(run: string) {
  return sql<string | null>`${sql.ref(run)}.parameters::json ->> 'platform'`
}

/** The window that a run was given in seconds, null where it was given none. */
function windowOf(run: string) {
  return sql<number | null>`(${sql.ref(run)}.parameters::json ->> 'window')::float8`
}

/** One finding with its whole document as text, why that cannot be read, where it cannot, and the platform of its run. */
export async function selectFinding(db: Db, id: string) {
  const row = await db
    .selectFrom('findings as f')
    .leftJoin('detection_runs as r', 'r.id', 'f.run_id')
    .selectAll('f')
    .select(platformOf('r').as('platform'))
    .where('f.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { body, platform, unread } = row
  return { summary: toFindingSummary(row), body, platform, unread }
}

export function toFindingSummary(row: SummaryRow): FindingSummary {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.run_id ? { runId: row.run_id } : {}),
    title: row.title,
    ...(row.headline === null ? {} : { headline: row.headline }),
    ...(row.trace === null ? {} : { trace: row.trace }),
    ...(row.accounts === null ? {} : { accounts: row.accounts }),
    score: row.score,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    foundAt: row.found_at.toISOString(),
  }
}
