import type { Erasure } from '@tocsin/api'
import type { Db } from '../db/database.ts'
import { PAGE_SIZE, readKey, refuseAfter, toPage, UUID, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'

function wishes(db: Db) {
  return db
    .selectFrom('erasures as e')
    .leftJoin('people as a', 'a.id', 'e.asked_by')
    .leftJoin('people as d', 'd.id', 'e.decided_by')
    .selectAll('e')
    .select(['a.name as asked_name', 'd.name as decided_name'])
}

/** Wishes to erase, newest first; `next` is passed back as `after`. */
export async function listErasures(
  db: Db,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: Erasure[]; next?: string }> {
  const [id] = readKey(after, UUID) ?? []
  const last = id === undefined ? undefined : ((await selectWish(db, id)) ?? refuseAfter())
  const rows = await wishes(db)
    .$if(last !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('e.asked_at', 'e.id'), '<', eb.tuple(last!.asked_at, last!.id)),
      ),
    )
    .orderBy('e.asked_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, { key: (row) => [row.id], shape: toErasure })
}

/** One wish. Throws `not-found`. */
export async function findErasure(db: Db, id: string): Promise<Erasure> {
  const row = await selectWish(db, id)
  if (!row) throw new ExchangeError('not-found', 'nobody asked for this')
  return toErasure(row)
}

function selectWish(db: Db, id: string) {
  return wishes(db).where('e.id', '=', id).executeTakeFirst()
}

type Row = Awaited<ReturnType<ReturnType<typeof wishes>['execute']>>[number]

function toErasure(row: Row): Erasure {
  return {
    id: row.id,
    subject: row.subject,
    reason: row.reason,
    askedBy: toPerson(row.asked_by, row.asked_name),
    askedAt: row.asked_at.toISOString(),
    ...(row.decision === null
      ? {}
      : {
          decision: row.decision as 'approved' | 'declined',
          decidedBy: toPerson(row.decided_by!, row.decided_name),
          decidedAt: row.decided_at!.toISOString(),
        }),
    ...(row.entries === null ? {} : { entries: row.entries }),
  }
}

function toPerson(id: string, name: string | null) {
  return { id, ...(name === null ? {} : { name }) }
}
