import type { AlertState } from '@tocsin/api'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { PartyAlertTable } from '../db/defended-tables.ts'
import { ExchangeError } from '../errors.ts'

/** An alert of the member that found it, locked for a change; throws `not-found`. */
export async function lockOwn(tx: Tx, memberId: string, id: string) {
  const row = await tx
    .selectFrom('party_alerts')
    .selectAll()
    .where('id', '=', id)
    .where('finder', '=', memberId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such alert of yours')
  return row
}

export type AlertFilter = {
  state?: AlertState | undefined
  party?: string | undefined
  words?: string | undefined
}

function filtersOf({ state, party, words }: AlertFilter) {
  const parts = [sql`true`]
  if (state !== undefined) parts.push(sql`a.state = ${state}`)
  if (party !== undefined) parts.push(sql`a.party_id = ${party}::uuid`)
  if (words !== undefined)
    parts.push(
      sql`position(lower(${words}) in lower(concat_ws(' ', a.name, a.target, a.party_name))) > 0`,
    )
  return sql.join(parts, sql` and `)
}

/** Alerts that the reader may see, surest first. */
export async function selectAlerts(
  tx: Tx,
  filter: AlertFilter,
  { after, limit }: { after: { score: number; position: number } | undefined; limit: number },
): Promise<Selectable<PartyAlertTable>[]> {
  const beyond = after
    ? sql`(-a.score, a.position) > (${-after.score}::int, ${after.position}::bigint)`
    : sql`true`
  const { rows } = await sql<Selectable<PartyAlertTable>>`
    select a.* from party_alerts a where ${filtersOf(filter)} and ${beyond}
    order by a.score desc, a.position limit ${sql.lit(limit)}`.execute(tx)
  return rows
}

/** How many the reader may see in each state, whatever state is asked for. */
export async function countAlerts(tx: Tx, filter: AlertFilter): Promise<Map<AlertState, number>> {
  const { rows } = await sql<{ state: AlertState; n: number }>`
    select a.state, count(*)::int as n from party_alerts a where ${filtersOf({ ...filter, state: undefined })}
    group by a.state`.execute(tx)
  return new Map(rows.map(({ state, n }) => [state, n]))
}

export async function selectAlert(tx: Tx, id: string) {
  return tx.selectFrom('party_alerts').selectAll().where('id', '=', id).executeTakeFirst()
}

/** When anybody of the party first opened what it was sent, by telling; read as owner. */
export async function selectOpened(
  db: Db | Tx,
  tellings: readonly (string | null)[],
): Promise<Map<string, Date>> {
  const ids = tellings.filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; at: Date }>`
    select telling_id as id, min(opened_at) as at from telling_contacts
    where telling_id = any(${ids}::uuid[]) and opened_at is not null group by telling_id`.execute(
    db,
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** How the mails of a telling fare, by contact; read as owner, for the finder's own people. */
export async function selectMails(db: Db, tellingId: string) {
  const { rows } = await sql<{
    title: string
    phone: string | null
    opened_at: Date | null
    state: string | null
    sent_at: Date | null
    settled_at: Date | null
    fault: string | null
  }>`
    select c.title, c.phone, c.opened_at, d.state, d.sent_at, d.settled_at, d.fault from telling_contacts c
    left join deliveries d on d.about = concat('telling:', c.telling_id, ':', c.rank)
    where c.telling_id = ${tellingId}::uuid order by c.rank`.execute(db)
  return rows
}

/** The finding of an alert, as the detector wrote it; for the reader who found it. */
export async function selectFindingBody(tx: Tx, id: string): Promise<string> {
  const row = await tx.selectFrom('findings').select('body').where('id', '=', id).executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such finding')
  return row.body
}

/** What was sealed and is open now, newest entry first, below `before`; read as owner. */
export async function selectUnsealed(db: Db, before: number | undefined, limit: number) {
  return db
    .selectFrom('party_alerts')
    .select([
      'name',
      'target',
      'answer',
      'seal_basis',
      'first_seen',
      'unsealed_at',
      'unsealed_index',
    ])
    .where('unsealed_index', 'is not', null)
    .where('unsealed_index', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('unsealed_index', 'desc')
    .limit(limit)
    .execute()
}
