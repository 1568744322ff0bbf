import { TECHNIQUES_FOUND, type TechniqueState } from '@tocsin/api'
import { type Selectable, sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { KnowledgeTables } from '../db/knowledge-tables.ts'

export type FrameworkRow = Selectable<KnowledgeTables['frameworks']> & {
  counts: Partial<Record<TechniqueState, number>>
}

/** Frameworks by name, or the one of this id. */
export async function selectFrameworks(db: Db, id?: string): Promise<FrameworkRow[]> {
  return db
    .selectFrom('frameworks as f')
    .selectAll('f')
    .select(
      sql<FrameworkRow['counts']>`(select coalesce(json_object_agg(state, n), '{}') from (
        select state, count(*)::int as n from techniques t where t.framework_id = f.id group by state) c)`.as(
        'counts',
      ),
    )
    .$if(id !== undefined, (query) => query.where('f.id', '=', id!))
    .orderBy('f.name')
    .orderBy('f.id')
    .execute()
}

export type BriefRow = {
  id: string
  stix_id: string
  code: string | null
  name: string
  state: TechniqueState
  tactics: string[]
  parent_id: string | null
}

/** Techniques as lists have them, each with the id of what it is part of. */
export function briefs(db: Db) {
  return db
    .selectFrom('techniques as t')
    .leftJoin('techniques as p', (join) =>
      join.onRef('p.framework_id', '=', 't.framework_id').onRef('p.stix_id', '=', 't.parent'),
    )
    .select(['t.id', 't.stix_id', 't.code', 't.name', 't.state', 't.tactics', 'p.id as parent_id'])
}

/** All techniques of a framework, by code and name. */
export async function selectTechniques(db: Db, frameworkId: string): Promise<BriefRow[]> {
  return briefs(db)
    .where('t.framework_id', '=', frameworkId)
    .orderBy(sql`t.code nulls last`)
    .orderBy('t.name')
    .orderBy('t.id')
    .execute()
}

/** One technique whole, with its framework. */
export async function selectTechnique(db: Db, id: string) {
  return briefs(db)
    .innerJoin('frameworks as f', 'f.id', 't.framework_id')
    .select(['t.framework_id', 't.description', 't.url', 't.version', 't.modified'])
    .select(['t.parent', 't.revoked_by', 'f.name as framework', 'f.tactics as all_tactics'])
    .select('f.version as framework_version')
    .where('t.id', '=', id)
    .executeTakeFirst()
}

export type TechniqueRow = NonNullable<Awaited<ReturnType<typeof selectTechnique>>>

/** Techniques of a framework whose id of STIX, or whose parent's, is this. */
export async function selectAround(
  db: Db,
  frameworkId: string,
  of: { stixId: string } | { parent: string },
): Promise<BriefRow[]> {
  return briefs(db)
    .where('t.framework_id', '=', frameworkId)
    .where('stixId' in of ? 't.stix_id' : 't.parent', '=', 'stixId' in of ? of.stixId : of.parent)
    .orderBy(sql`t.code nulls last`)
    .orderBy('t.name')
    .execute()
}

/** So often a revoked technique is followed to what stands in its place: a chain may be a ring. */
const FOLLOWED = 20

/** What stands in the place of a technique that was revoked, the last of a chain; undefined where nothing is named. */
export async function selectSuccessor(
  db: Db,
  { framework_id: framework, stix_id: from }: Pick<TechniqueRow, 'framework_id' | 'stix_id'>,
): Promise<BriefRow | undefined> {
  const { rows } = await sql<{ stix_id: string }>`
    with recursive chain(stix_id, next, step) as (
      select stix_id, case when state = 'revoked' then revoked_by end, 0 from techniques
        where framework_id = ${framework}::uuid and stix_id = ${from}
      union all
      select t.stix_id, case when t.state = 'revoked' then t.revoked_by end, c.step + 1 from chain c
        join techniques t on t.framework_id = ${framework}::uuid and t.stix_id = c.next
        where c.step < ${sql.lit(FOLLOWED)}
    ) select stix_id from chain where step > 0 order by step desc limit 1`.execute(db)
  const last = rows[0]?.stix_id
  if (last === undefined || last === from) return undefined
  return (await selectAround(db, framework, { stixId: last }))[0]
}

export type FoundRow = BriefRow & { framework: string; total: number }

/** Techniques that hold each of the words; those by number or name first, then those that still stand. */
export async function findTechniques(db: Db, words: readonly string[]): Promise<FoundRow[]> {
  const wanted = sql`${sql.val([...words])}::text[]`
  return briefs(db)
    .innerJoin('frameworks as f', 'f.id', 't.framework_id')
    .select(['f.name as framework', sql<number>`(count(*) over ())::int`.as('total')])
    .where(
      sql<boolean>`not exists (select from unnest(${wanted}) w where position(w in t.haystack) = 0)`,
    )
    .orderBy(
      sql`exists (select from unnest(${wanted}) w
        where position(w in lower(coalesce(t.code, '') || ' ' || t.name)) = 0)`,
    )
    .orderBy(sql`t.state <> 'current'`)
    .orderBy(sql`t.code nulls last`)
    .orderBy('t.name')
    .orderBy('t.id')
    .limit(TECHNIQUES_FOUND)
    .execute()
}
