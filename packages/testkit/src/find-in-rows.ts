import type { Db } from '@tocsin/exchange'
import { sql } from 'kysely'

/** Tables in which words stand, in whatever capitals: in a row as text, or in a column of bytes; read as owner. */
export async function findInRows(
  db: Db,
  words: readonly string[],
): Promise<{ where: string; word: string }[]> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
    select c.table_name as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`.execute(db)
  const found: { where: string; word: string }[] = []
  for (const table of new Set(columns.map((one) => one.table))) {
    const bytes = columns.filter((one) => one.table === table && one.type === 'bytea')
    const texts = [
      sql`t::text`,
      ...bytes.map(({ column }) => sql`coalesce(encode(t.${sql.ref(column)}, 'escape'), '')`),
    ]
    const all = sql.join(texts, sql` || ' ' || `)
    for (const word of words) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} t where strpos(lower(${all}), ${word.toLowerCase()}) > 0`.execute(
        db,
      )
      if (rows[0]!.n > 0) found.push({ where: table, word })
    }
  }
  return found
}
