import type { AuditAct, AuditSearch } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'
import type { Auditor } from './admit.ts'
import { toAct, toSearch } from './shape.ts'
import { selectActs, selectSearch, type SearchRow } from './store.ts'

/** A page of the searches of this person, newest first; `next` is passed back as `after`. */
export async function listSearches(
  ctx: Context,
  { viewer, reader }: Auditor,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: AuditSearch[]; next?: string }> {
  const before = readNumber(after)
  const rows = await asMember(ctx.database.db, reader, ctx.clock.now(), (tx) =>
    tx
      .selectFrom('audit_searches')
      .selectAll()
      .where('person_id', '=', viewer.personId)
      .$if(before !== undefined, (query) => query.where('log_index', '<', before!))
      .orderBy('log_index', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  const found = rows as SearchRow[]
  return toPage(found, limit, { key: (row) => [row.log_index], shape: toSearch })
}

/** A page of what a search found, in the log as it was then; the search is on record, its pages are not. Throws `not-found`. */
export async function listActs(
  ctx: Context,
  { viewer, reader }: Auditor,
  id: string,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: AuditAct[]; next?: string }> {
  const before = readNumber(after)
  const rows = await asMember(ctx.database.db, reader, ctx.clock.now(), async (tx) => {
    const { filter, up_to: upTo } = await selectSearch(tx, viewer.personId, id)
    return selectActs(tx, filter, { upTo, before, limit: limit + 1 })
  })
  return toPage(rows, limit, { key: (row) => [row.index], shape: toAct })
}
