/** Releases of a case that hold the same objects, among those that the viewer may read the objects of. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { inShown } from './read.ts'

/** So many releases of a case are compared with each other, and so many objects of them. */
const MOST_COMPARED = 100
const MOST_OBJECTS = 20_000
/** Of what many speak and that says nothing of the same thing. */
const SHARED_TYPES = ['identity', 'location', 'marking-definition', 'extension-definition']

/** A run of objects of a release that the viewer may read. */
type Run = { item: string; release_id: string; first: number; last: number }

/**
 * Pairs of items whose releases hold the same objects; with nothing that the viewer does not see is anything compared, so that no
 * count tells what another member has. `capped`: more of them are there than were compared. Throws `not-found`.
 */
export async function listDuplicates(ctx: Context, viewer: Viewer, id: string) {
  const { runs, isCut } = await inShown(ctx, viewer, id, (tx) => selectRuns(tx, id))
  const { compared, held, isOver } = withinBounds(runs)
  const pairs = held.length < 2 ? [] : await selectPairs(ctx.database.db, held)
  const itemOf = new Map(held.map((run) => [run.release_id, run.item]))
  return {
    items: pairs.map(({ a, b, n }) => ({ one: itemOf.get(a)!, other: itemOf.get(b)!, objects: n })),
    compared,
    capped: isCut || isOver || pairs.length === MOST_COMPARED,
  }
}

/** Runs of the latest releases, the latest first, and whether there are older ones. */
async function selectRuns(tx: Tx, id: string): Promise<{ runs: Run[]; isCut: boolean }> {
  const found = await tx
    .selectFrom('case_items')
    .select(['id', 'ref'])
    .where('case_id', '=', id)
    .where('kind', '=', 'release')
    .where('taken_out_at', 'is', null)
    .orderBy('position', 'desc')
    .limit(MOST_COMPARED + 1)
    .execute()
  const items = found.slice(0, MOST_COMPARED)
  if (items.length === 0) return { runs: [], isCut: false }
  const rows = await tx
    .selectFrom('release_objects')
    .select(['release_id', 'first_row', 'last_row'])
    .where(
      'release_id',
      'in',
      items.map((one) => one.ref),
    )
    .execute()
  const runs = items.flatMap(({ id: item, ref }) =>
    rows
      .filter((row) => row.release_id === ref)
      .map((row) => ({
        item,
        release_id: ref,
        first: Number(row.first_row),
        last: Number(row.last_row),
      })),
  )
  return { runs, isCut: found.length > MOST_COMPARED }
}

/** Whole releases, the latest first, as far as the bounds go. */
function withinBounds(runs: readonly Run[]): { compared: number; held: Run[]; isOver: boolean } {
  const byRelease = new Map<string, Run[]>()
  for (const run of runs)
    byRelease.set(run.release_id, [...(byRelease.get(run.release_id) ?? []), run])
  const held: Run[] = []
  let objects = 0
  let compared = 0
  for (const own of byRelease.values()) {
    objects += own.reduce((sum, { first, last }) => sum + last - first + 1, 0)
    if (objects > MOST_OBJECTS) break
    compared++
    held.push(...own)
  }
  return { compared, held, isOver: compared < byRelease.size }
}

/**
 * As owner, of those runs alone: row-level security has shown them to the viewer, and asked of each object again it would look
 * through the objects of all members.
 */
async function selectPairs(
  db: Db,
  held: readonly Run[],
): Promise<{ a: string; b: string; n: number }[]> {
  const { rows } = await sql<{ a: string; b: string; n: number }>`
    with held as materialized (
      select distinct r.release_id, o.stix_id
      from unnest(${held.map((run) => run.release_id)}::uuid[], ${held.map((run) => run.first)}::bigint[],
        ${held.map((run) => run.last)}::bigint[]) as r(release_id, first_row, last_row)
        join objects o on o.row between r.first_row and r.last_row
      where split_part(o.stix_id, '--', 1) <> all(${SHARED_TYPES}::text[])
    )
    select a.release_id as a, b.release_id as b, count(*)::int as n
    from held a join held b on a.stix_id = b.stix_id and a.release_id < b.release_id
    group by 1, 2 order by 3 desc, 1, 2 limit ${MOST_COMPARED}`.execute(db)
  return rows
}
