/** Past incidents as people of the own member read them: what was said, and of the case what they may see of it anyway. */
import {
  INCIDENT_EVENTS,
  type Incident,
  type IncidentRecord,
  type listIncidents as listRoute,
  type QueryOf,
} from '@tocsin/api'
import { sql } from 'kysely'
import { inShown, namesOf } from '../cases/read.ts'
import { toEvent } from '../cases/shape.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, refuseAfter, toPage, UUID } from '../db/keyset.ts'
import { holdsWords } from '../db/holds.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { readEvidence } from './evidence.ts'

/** A page, the latest kept first. */
export async function pageOfIncidents(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, words }: QueryOf<typeof listRoute>,
): Promise<{ items: Incident[]; next?: string }> {
  const rows = await read(ctx, viewer, async (tx) => {
    const before = await placeOf(tx, after)
    return selectIncidents(tx)
      .$if(before !== undefined, (query) => query.where('i.position', '<', before!))
      .$if(words !== undefined, (query) =>
        query.where(holdsWords(sql`concat_ws(' ', s.title, s.what)`, words!)),
      )
      .orderBy('i.position', 'desc')
      .limit(limit + 1)
      .execute()
  })
  return toPage(rows, limit, { key: (row) => [row.id], shape: toIncident })
}

/** One as it stands now. Throws `not-found`. */
export async function readIncident(ctx: Context, viewer: Viewer, id: string): Promise<Incident> {
  return toIncident(await selectOne(ctx, viewer, id))
}

/** One with its case as of an instant. Throws `not-found`, and `bad-request` for an instant that is still to come. */
export async function readRecord(
  ctx: Context,
  viewer: Viewer,
  id: string,
  asked: string | undefined,
): Promise<IncidentRecord> {
  const now = ctx.clock.now()
  const at = asked === undefined ? now : new Date(asked)
  if (at > now)
    throw new ExchangeError('bad-request', 'no instant that has been', { path: '/query/at' })
  const row = await selectOne(ctx, viewer, id)
  const before = await read(ctx, viewer, (tx) =>
    tx
      .selectFrom('incident_says as s')
      .leftJoin('people as p', 'p.id', 's.person_id')
      .select(['s.version', 's.at', 's.title', 'p.name'])
      .where('s.incident_id', '=', id)
      .where('s.version', '<', row.version)
      .orderBy('s.version', 'desc')
      .execute(),
  )
  const about = await readCaseThen(ctx, viewer, row.case_id, at)
  return {
    ...toIncident(row),
    ...(asked === undefined ? {} : { asOf: at.toISOString() }),
    before: before.map((one) => ({
      version: one.version,
      by: one.name ?? 'somebody',
      at: one.at.toISOString(),
      title: one.title,
    })),
    ...(about ? { case: about.case } : {}),
    techniques: about?.techniques ?? [],
  }
}

/** Nothing where the member is in the case no more: what was said of it is its own, the case is not. */
async function readCaseThen(
  ctx: Context,
  viewer: Viewer,
  caseId: string,
  at: Date,
): Promise<
  | { case: NonNullable<IncidentRecord['case']>; techniques: IncidentRecord['techniques'] }
  | undefined
> {
  try {
    const { row, events, total } = await inShown(ctx, viewer, caseId, async (tx, shown) => ({
      row: shown,
      ...(await selectEventsThen(tx, caseId, at)),
    }))
    const names = await namesOf(ctx, [
      ...events.map((one) => one.member_id),
      ...events.flatMap((one) => one.about ?? []),
    ])
    const { techniques, ...evidence } = await readEvidence(ctx, viewer, caseId, at)
    return {
      case: {
        title: row.title,
        state: row.state,
        events: events.map((one) => toEvent(one, names)),
        earlier: total - events.length,
        ...evidence,
      },
      techniques,
    }
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'not-found') return undefined
    throw error
  }
}

async function selectEventsThen(tx: Tx, caseId: string, at: Date) {
  const rows = await tx
    .selectFrom('case_events')
    .select(['key', 'at', 'act', 'member_id', 'about', 'item_id'])
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .where('case_id', '=', caseId)
    .where('at', '<=', at)
    .orderBy('id', 'desc')
    .limit(INCIDENT_EVENTS)
    .execute()
  return { events: rows, total: rows[0]?.total ?? 0 }
}

function selectIncidents(tx: Tx) {
  return tx
    .selectFrom('incidents as i')
    .innerJoin('incident_says as s', (join) =>
      join
        .onRef('s.incident_id', '=', 'i.id')
        .on(
          's.version',
          '=',
          sql<number>`(select max(l.version) from incident_says l where l.incident_id = i.id)`,
        ),
    )
    .leftJoin('people as p', 'p.id', 's.person_id')
    .select(['i.id', 'i.position', 'i.case_id', 's.version', 's.at', 's.title', 's.what'])
    .select(['s.first_day', 's.last_day', 's.kind', 'p.name'])
}

type IncidentRow = Awaited<ReturnType<ReturnType<typeof selectIncidents>['execute']>>[number]

async function selectOne(ctx: Context, viewer: Viewer, id: string): Promise<IncidentRow> {
  const row = await read(ctx, viewer, (tx) =>
    selectIncidents(tx).where('i.id', '=', id).executeTakeFirst(),
  )
  if (!row) throw new ExchangeError('not-found', 'no such incident')
  return row
}

function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    caseId: row.case_id,
    title: row.title,
    what: row.what,
    firstDay: row.first_day,
    lastDay: row.last_day,
    ...(row.kind === null ? {} : { kind: row.kind as NonNullable<Incident['kind']> }),
    version: row.version,
    by: row.name ?? 'somebody',
    at: row.at.toISOString(),
  }
}

async function placeOf(tx: Tx, after: string | undefined): Promise<number | undefined> {
  const [name] = readKey(after, UUID) ?? []
  if (name === undefined) return undefined
  const row = await tx
    .selectFrom('incidents')
    .select('position')
    .where('id', '=', name)
    .executeTakeFirst()
  return row ? Number(row.position) : refuseAfter()
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}
