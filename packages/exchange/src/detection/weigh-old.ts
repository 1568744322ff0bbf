import type { FindingDocument } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { weighFindings } from './weigh.ts'

/** Gives findings from before there was a triage their place, those of one run or import at a time. Tells whether more may wait. */
export async function weighOldFindings(ctx: Context): Promise<boolean> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const one = await tx
      .selectFrom('findings')
      .select(['member_id', 'run_id', 'found_at'])
      .where('weight', 'is', null)
      .orderBy('found_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!one) return false
    const rows = await tx
      .selectFrom('findings')
      .select(['id', 'body'])
      .where('member_id', '=', one.member_id)
      .where(sql<boolean>`run_id is not distinct from ${one.run_id}::uuid`)
      .$if(one.run_id === null, (query) => query.where('found_at', '=', one.found_at))
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
    const found = rows.map(({ id, body }) => ({
      id,
      run: '',
      document: JSON.parse(body) as FindingDocument,
    }))
    const places = [...weighFindings(found)].map(([id, place]) => ({ id, ...place }))
    await sql`update findings f set headline = p.headline, standing = p.standing, confidence = p.confidence,
        leader = p.leader, weight = p.weight
      from json_to_recordset(${JSON.stringify(places)}::json)
        as p(id uuid, headline text, standing text, confidence float8, leader uuid, weight float8)
      where f.id = p.id`.execute(tx)
    return true
  })
}
