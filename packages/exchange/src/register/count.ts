import type { RegisterCounts } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'

type Row = {
  month: string | null
  sender: string | null
  senderKind: string | null
  type: string | null
  count: number
  withdrawn: number
}

/** How many messages there are, by month and by sender, each by type: in one statement, so that all sums agree. */
export async function countRegister({ database }: Context): Promise<RegisterCounts> {
  const { rows } = await sql<Row>`
    select month, sender, "senderKind", type, count(*)::int as count, count(recalled_at)::int as withdrawn
    from (select to_char(e.at at time zone 'UTC', 'YYYY-MM') as month, m.name as sender, m.kind as "senderKind", e.type,
        r.recalled_at
      from register_entries e join members m on m.id = e.sender join releases r on r.id = e.id) as entry
    group by grouping sets ((month, type), (sender, "senderKind", type), ())
    order by month desc, sender, type`.execute(database.db)
  const countOf = ({ type, count, withdrawn }: Row) =>
    ({ type, count, withdrawn }) as Pick<
      RegisterCounts['months'][0],
      'type' | 'count' | 'withdrawn'
    >
  return {
    total: rows.find(({ type }) => type === null)?.count ?? 0,
    months: rows.flatMap((row) =>
      row.month === null ? [] : [{ month: row.month, ...countOf(row) }],
    ),
    senders: rows.flatMap((row) =>
      row.sender === null
        ? []
        : [
            {
              sender: row.sender,
              senderKind: row.senderKind as RegisterCounts['senders'][0]['senderKind'],
              ...countOf(row),
            },
          ],
    ),
  }
}
