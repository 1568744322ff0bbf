import type { NetworkDocument } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { linkEarlier } from './earlier.ts'
import { toLine } from './headline.ts'
import { weighFindings, type Found } from './weigh.ts'

/**
 * Gives findings from before there was a triage their place, those of one run or import at a time. One that cannot be read keeps why and
 * holds none of the others up. Tells whether more may wait.
 */
export async function weighOldFindings(ctx: Context): Promise<boolean> {
  const done = await ctx.database.db.transaction().execute(async (tx) => {
    const rows = await lockNext(tx)
    if (rows.length === 0) return undefined
    const found: Found[] = []
    const unread: { id: string; why: string }[] = []
    for (const { id, body } of rows) {
      try {
        const one = { id, run: '', document: JSON.parse(body) as NetworkDocument }
        weighFindings([one])
        found.push(one)
      } catch (cause) {
        unread.push({
          id,
          why: toLine(cause instanceof Error ? cause.message : String(cause), 300),
        })
      }
    }
    const places = [...weighFindings(found)].map(([id, place]) => ({ id, ...place }))
    await sql`update findings f set headline = p.headline, standing = p.standing, confidence = p.confidence,
        leader = p.leader, weight = p.weight, account_keys = p.account_keys
      from json_to_recordset(${JSON.stringify(places)}::json)
        as p(id uuid, headline text, standing text, confidence float8, leader uuid, weight float8, account_keys bigint[])
      where f.id = p.id`.execute(tx)
    await sql`update findings f set unread = p.why
      from json_to_recordset(${JSON.stringify(unread)}::json) as p(id uuid, why text)
      where f.id = p.id`.execute(tx)
    await linkEarlier(
      tx,
      places.map(({ id }) => id),
    )
    return { unread }
  })
  for (const { id, why } of done?.unread ?? [])
    ctx.logger.warn(
      { finding: id, why },
      'a finding from before cannot be read and was not weighed; it stands at the end of its list',
    )
  return done !== undefined
}

/** Those of the oldest run or import of which one was not tried yet. */
async function lockNext(tx: Tx): Promise<{ id: string; body: string }[]> {
  const one = await tx
    .selectFrom('findings')
    .select(['member_id', 'run_id', 'found_at'])
    .where('account_keys', 'is', null)
    .where('unread', 'is', null)
    .orderBy('found_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!one) return []
  return tx
    .selectFrom('findings')
    .select(['id', 'body'])
    .where('member_id', '=', one.member_id)
    .where(sql<boolean>`run_id is not distinct from ${one.run_id}::uuid`)
    .where('unread', 'is', null)
    .$if(one.run_id === null, (query) => query.where('found_at', '=', one.found_at))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}
