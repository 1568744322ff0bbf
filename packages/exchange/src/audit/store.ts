/** The record in SQL as an auditor may know it: for a reader's transaction (`asMember`) of one whom the rules let look. */
import type { AuditFilter } from '@tocsin/api'
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** An act with the names that are shown of it. */
export type ActRow = {
  index: number
  kind: string
  at: Date
  subject: string
  by: string | { member?: string; person?: string; key?: string; office?: string; role?: string }
  by_member: string | null
  by_person: string | null
  parties: string[]
  parties_total: number
  rule: string | null
  message_type: string | null
  payload: string | null
  named: Named[]
}

type Named = { id: string; name: string }

/**
 * Entries that a filter means and that an auditor was shown when the log had `upTo` of them, those before the place `before`, as
 * conditions on `audit_acts a`.
 */
function toConditions(filter: AuditFilter, upTo: number, before = upTo): RawBuilder<unknown> {
  const { from, until, member, person, rule, kind, messageType } = filter
  const part = (column: RawBuilder<unknown>, text: string) =>
    sql`strpos(lower(${column}), lower(${text})) > 0`
  return sql.join(
    [
      sql`a.index < ${before}`,
      sql`a.seen_from < ${upTo}`,
      ...(from === undefined ? [] : [sql`a.at >= ${from}::timestamptz`]),
      ...(until === undefined ? [] : [sql`a.at < ${until}::timestamptz`]),
      ...(rule === undefined ? [] : [sql`a.rule = ${rule}`]),
      ...(kind === undefined ? [] : [sql`a.kind = ${kind}`]),
      ...(messageType === undefined ? [] : [sql`a.message_type = ${messageType}`]),
      ...(member === undefined
        ? []
        : [
            sql`a.members && array(select m.id from audit_members m where ${part(sql`m.name`, member)})`,
          ]),
      ...(person === undefined
        ? []
        : [
            sql`a.people && array(select p.id::text from audit_people p where ${part(sql`p.name`, person)})`,
          ]),
    ],
    sql` and `,
  )
}

/** The statement of `a` as far as it was open when the log had `upTo` entries. */
const toStatement = (upTo: number) => sql`case when a.open_from < ${upTo} then a.payload end`

/** How many acts a filter means, and of how many the statement is closed. */
export async function countActs(
  tx: Tx,
  filter: AuditFilter,
  upTo: number,
): Promise<{ found: number; closed: number }> {
  const { rows } = await sql<{ found: number; closed: number }>`
    select count(*)::int as found, count(*) filter (where ${toStatement(upTo)} is null)::int as closed
    from audit_acts a where ${toConditions(filter, upTo)}`.execute(tx)
  return rows[0]!
}

/** Names of members that took part which are shown of one act. */
const PARTIES = 20

/** Acts that a filter means, newest first, those before the place `before`. */
export async function selectActs(
  tx: Tx,
  filter: AuditFilter,
  page: { upTo: number; before?: number | undefined; limit: number },
): Promise<ActRow[]> {
  const { upTo, before, limit } = page
  const { rows } = await sql<Omit<ActRow, 'named'>>`
    select a.index, a.kind, a.at, a.subject, a.by, bm.name as by_member, bp.name as by_person, a.rule, a.message_type,
      ${toStatement(upTo)} as payload, cardinality(a.members) as parties_total,
      array(select m.name from audit_members m where m.id = any(a.members) order by m.name limit ${sql.lit(PARTIES)}) as parties
    from (select * from audit_acts a where ${toConditions(filter, upTo, Math.min(upTo, before ?? upTo))}
      order by a.index desc limit ${limit}) a
    left join audit_members bm on bm.id::text = a.by ->> 'member'
    left join audit_people bp on bp.id::text = a.by ->> 'person'
    order by a.index desc`.execute(tx)
  const ids = rows.map(({ payload }) => [...new Set(payload?.match(UUID))])
  const names = await selectNames(tx, ids.flat())
  return rows.map((row, i) => ({
    ...row,
    named: ids[i]!.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name }]
    }),
  }))
}

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

/** What members, persons and groups are called; of a group as the act says that founded it, which an auditor may read. */
async function selectNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const asked = [...new Set(ids)]
  const { rows } = await sql<Named>`
    select m.id::text, m.name from audit_members m where m.id = any(${asked}::uuid[])
    union all select p.id::text, p.name from audit_people p where p.id = any(${asked}::uuid[])
    union all select substr(a.subject, 7), a.payload::json ->> 'name' from audit_acts a
      where a.kind = 'group.created' and a.subject = any(${asked.map((id) => `group:${id}`)}::text[])
        and a.payload::json ->> 'name' is not null`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type SearchRow = {
  id: string
  at: Date
  filter: AuditFilter
  up_to: number
  found: number
  closed: number
  log_index: number
}

/** A search of this person. Throws `not-found`. */
export async function selectSearch(tx: Tx, personId: string, id: string): Promise<SearchRow> {
  const row = await tx
    .selectFrom('audit_searches')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such search of yours')
  return row as SearchRow
}
