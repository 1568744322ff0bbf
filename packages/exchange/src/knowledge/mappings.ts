/** Mappings as their member reads them; all run in a reader's transaction, so that row-level security keeps those of others out. */
import {
  type countMappings as countRoute,
  type listMappingHistory as historyRoute,
  type listTechniqueMappings as ofTechniqueRoute,
  MAPPINGS_NAMED,
  type MappedKind,
  type ReplyOf,
  type TechniqueMapping,
} from '@tocsin/api'
import { sql } from 'kysely'
import { nameKey, selectNamed } from '../cases/item-words.ts'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { briefs, selectFrameworks, selectTechnique } from './store.ts'
import { toBrief } from './shape.ts'
import type { Told } from './to-stix.ts'

/** Each mapping with what was said of it last. */
function mappings(db: Db | Tx) {
  return briefs(db)
    .innerJoin('technique_mappings as m', 'm.technique_id', 't.id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('technique_mapping_says as x')
          .selectAll('x')
          .whereRef('x.mapping_id', '=', 'm.id')
          .orderBy('x.version', 'desc')
          .limit(1)
          .as('s'),
      (join) => join.onTrue(),
    )
    .innerJoin('frameworks as f', 'f.id', 't.framework_id')
    .leftJoin('people as b', 'b.id', 's.person_id')
    .select(['m.id as mapping_id', 'm.kind', 'm.ref', 'f.id as framework_id'])
    .select(['f.name as framework', 't.modified'])
    .select(['s.state as said', 's.confidence', 's.note', 'b.name as by', 's.at', 's.version'])
    .select(['s.log_index', 's.technique as then'])
}

type Selected = Awaited<ReturnType<ReturnType<typeof mappings>['execute']>>[number]

/** Those of one thing, by technique; what stands first. */
export async function selectMappings(
  tx: Tx,
  { kind, ref }: { kind: MappedKind; ref: string },
): Promise<TechniqueMapping[]> {
  const rows = await mappings(tx)
    .where('m.kind', '=', kind)
    .where('m.ref', '=', ref)
    .orderBy(sql`s.state <> 'stands'`)
    .orderBy(sql`t.code nulls last`)
    .orderBy('t.name')
    .execute()
  return rows.map(toMapping)
}

/** Those of these ids, as they stand. */
export async function selectMappingsById(
  tx: Tx,
  ids: readonly string[],
): Promise<TechniqueMapping[]> {
  const rows = await mappings(tx).where('m.id', 'in', ids).execute()
  return rows.map(toMapping)
}

/** Those of these ids that stand, with what their framework calls the technique. */
export async function selectTold(tx: Tx, ids: readonly string[]): Promise<Told[]> {
  const rows = await mappings(tx)
    .select(['t.url', 't.source', 't.chain'])
    .where('m.id', 'in', ids)
    .where('s.state', '=', 'stands')
    .orderBy(sql`t.code nulls last`)
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    mapping: toMapping(row),
    stixId: row.stix_id,
    url: row.url,
    source: row.source,
    chain: row.chain,
  }))
}

/** What is mapped to a technique and stands: what the viewer may see by its name, the rest counted. Throws `not-found`. */
export async function readMapped(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  techniqueId: string,
): Promise<ReplyOf<typeof ofTechniqueRoute>> {
  if (!(await selectTechnique(tx, techniqueId)))
    throw new ExchangeError('not-found', 'no such technique')
  const rows = await mappings(tx)
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where('m.technique_id', '=', techniqueId)
    .where('s.state', '=', 'stands')
    .orderBy('s.at', 'desc')
    .orderBy('m.id')
    .limit(MAPPINGS_NAMED)
    .execute()
  const named = await selectNamed(tx, ctx, viewer, rows)
  const items = rows.flatMap((row) => {
    const name = named.get(nameKey(row))
    return name === undefined ? [] : [{ ...toMapping(row), ...name }]
  })
  return {
    items,
    withheld: rows.length - items.length,
    more: (rows[0]?.total ?? 0) - rows.length,
  }
}

/** By technique of a framework how many things stand mapped to it. Throws `not-found`. */
export async function countMapped(
  tx: Tx,
  frameworkId: string,
): Promise<ReplyOf<typeof countRoute>> {
  if ((await selectFrameworks(tx, frameworkId)).length === 0)
    throw new ExchangeError('not-found', 'no such framework')
  const { rows } = await sql<{ techniqueId: string; count: number }>`
    select m.technique_id as "techniqueId", count(*)::int as count
    from technique_mappings m join techniques t on t.id = m.technique_id and t.framework_id = ${frameworkId}::uuid
    where (select s.state from technique_mapping_says s where s.mapping_id = m.id order by s.version desc limit 1) = 'stands'
    group by 1 order by 1`.execute(tx)
  return { items: rows }
}

/** Everything that was said by a mapping, the latest first. Throws `not-found`. */
export async function readHistory(tx: Tx, id: string): Promise<ReplyOf<typeof historyRoute>> {
  const rows = await tx
    .selectFrom('technique_mapping_says as s')
    .leftJoin('people as b', 'b.id', 's.person_id')
    .select(['s.state as said', 's.confidence', 's.note', 'b.name as by', 's.at', 's.version'])
    .select(['s.log_index', 's.technique as then'])
    .where('s.mapping_id', '=', id)
    .orderBy('s.version', 'desc')
    .execute()
  if (rows.length === 0) throw new ExchangeError('not-found', 'no such mapping')
  return { items: rows.map(toSaid) }
}

type Said = Pick<
  Selected,
  'said' | 'confidence' | 'note' | 'by' | 'at' | 'version' | 'log_index' | 'then'
>

function toSaid(row: Said) {
  const { code, name, modified } = row.then
  return {
    state: row.said,
    confidence: row.confidence,
    ...(row.note === null ? {} : { note: row.note }),
    by: row.by ?? 'somebody',
    at: row.at.toISOString(),
    version: row.version,
    logIndex: Number(row.log_index),
    techniqueThen: { ...(code === null ? {} : { code }), name, modified },
  }
}

function toMapping(row: Selected): TechniqueMapping {
  return {
    id: row.mapping_id,
    kind: row.kind,
    ref: row.ref,
    technique: toBrief(row),
    framework: { id: row.framework_id, name: row.framework },
    isChangedSince: row.then.modified !== row.modified,
    ...toSaid(row),
  }
}
