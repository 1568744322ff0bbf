/** Places in lists of cases, named by what stands there: a number would count what the reader is not shown. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { readKey, refuseAfter, UUID } from '../db/keyset.ts'

/** Each list with the columns of its order and of the name of a place in it. */
const LISTS = {
  case_items: ['position', 'id'],
  case_events: ['id', 'key'],
  case_steps: ['position', 'id'],
  case_offers: ['position', 'id'],
  case_lines: ['position', 'id'],
  case_instants: ['position', 'id'],
  case_claims: ['position', 'id'],
} as const

/** Where a list of a case goes on. Throws `bad-request` for an `after` that names no place in it. */
export async function placeIn(
  ctx: Context,
  list: keyof typeof LISTS,
  caseId: string,
  after: string | undefined,
): Promise<number | undefined> {
  const [name] = readKey(after, UUID) ?? []
  if (name === undefined) return undefined
  const [order, key] = LISTS[list]
  const { rows } = await sql<{ place: number }>`
    select ${sql.ref(order)} as place from ${sql.table(list)}
    where ${sql.ref(key)} = ${name}::uuid and case_id = ${caseId}::uuid`.execute(ctx.database.db)
  return rows[0] ? Number(rows[0].place) : refuseAfter()
}

/** Where the list of cases of a member goes on; also after one that it has left since. Throws `bad-request` as above. */
export async function placeOfCase(
  ctx: Context,
  memberId: string,
  after: string | undefined,
): Promise<number | undefined> {
  const [id] = readKey(after, UUID) ?? []
  if (id === undefined) return undefined
  const row = await ctx.database.db
    .selectFrom('cases as c')
    .innerJoin('case_members as m', 'm.case_id', 'c.id')
    .select('c.position')
    .where('c.id', '=', id)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
  return row ? Number(row.position) : refuseAfter()
}
