import {
  isSameMailbox,
  type PartyKind,
  type PartyState,
  type PartyStatement,
  type PartyVersion,
} from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

type VersionRow = Omit<PartyVersion, 'proposedAt' | 'settledAt' | 'reason' | 'settledBy'> & {
  proposedAt: string
  settledAt: string | null
  settledBy: string | null
  reason: string | null
  proposer: string | null
}

export type PartyRow = {
  id: string
  member_id: string | null
  member_name: string | null
  member_kind: string | null
  state: PartyState
  name: string
  kind: PartyKind
  /** Those that are in force or wait, and where neither does, the last. */
  versions: VersionRow[]
}

/** As many as are shown in one list. */
const MOST_SHOWN = 2000

const INSTANT = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`)

type PartyFilter = {
  id?: string | undefined
  member?: string | undefined
  words?: string | undefined
}

function filtersOf({ id, member, words }: PartyFilter) {
  const parts = [sql`true`]
  if (id !== undefined) parts.push(sql`p.id = ${id}::uuid`)
  if (member !== undefined) parts.push(sql`p.member_id = ${member}::uuid`)
  if (words !== undefined)
    parts.push(sql`(position(lower(${words}) in lower(p.name)) > 0 or exists (select from party_versions v
      where v.party_id = p.id and v.state in ('in-force', 'proposed')
        and position(lower(${words}) in lower(v.statement ->> 'domains')) > 0))`)
  return sql.join(parts, sql` and `)
}

/** Parties that the reader may see, those that wait for a look first, then by name. Members' names are read as the reader may know them, so run it as that reader. */
export async function selectParties(db: Db | Tx, filter: PartyFilter = {}): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`
    select p.id, p.member_id, m.name as member_name, m.kind as member_kind, p.state, p.name, p.kind,
      coalesce((select json_agg(json_build_object('version', v.version, 'state', v.state, 'statement', v.statement,
          'proposedAt', to_char(v.proposed_at at time zone 'UTC', ${INSTANT}), 'proposer', v.proposed_by,
          'proposedBy', case when v.proposed_by is null then 'a contact of the party, by its link' else coalesce(b.name, 'another member') end, 'settledAt', to_char(v.settled_at at time zone 'UTC', ${INSTANT}),
          'settledBy', s.name, 'reason', v.reason, 'logIndex', v.log_index) order by v.version)
        from party_versions v left join members b on b.id = v.proposed_by_member
          left join members s on s.id = v.settled_by_member
        where v.party_id = p.id and (v.state in ('in-force', 'proposed') or v.version = (select max(version) from party_versions w
          where w.party_id = p.id))), '[]') as versions
    from defended_parties p left join members m on m.id = p.member_id
    where ${filtersOf(filter)}
    order by not exists (select from party_versions v where v.party_id = p.id and v.state = 'proposed'),
      lower(p.name), p.id limit ${sql.lit(MOST_SHOWN)}`.execute(db)
  return rows
}

export async function countShown(db: Db | Tx, filter: PartyFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from defended_parties p where ${filtersOf(filter)}`.execute(db)
  return rows[0]!.n
}

/** A party locked for a change, past row security. */
export async function lockParty(tx: Tx, id: string) {
  return tx
    .selectFrom('defended_parties')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** What is watched for now, read as owner: for one member alone, or for all. */
export async function selectInForce(db: Db | Tx, only: string | undefined) {
  const { rows } = await sql<{
    id: string
    member_id: string | null
    name: string
    statement: PartyStatement
  }>`
    select p.id, p.member_id, p.name, v.statement from defended_parties p
    join party_versions v on v.party_id = p.id and v.state = 'in-force'
    where p.state = 'defended' and (${only ?? null}::uuid is null or p.member_id = ${only ?? null}::uuid)
    order by p.created_at, p.id`.execute(db)
  return rows
}

/** How many are defended, by kind; read as owner. */
export async function countByKind(db: Db): Promise<{ kind: PartyKind; count: number }[]> {
  const { rows } = await sql<{ kind: PartyKind; count: number }>`
    select kind, count(*)::int as count from defended_parties where state = 'defended' group by kind order by kind`.execute(
    db,
  )
  return rows
}

/** Throws `forbidden` for a mailbox that the party names no longer: links of mails outlive who they were sent to being its contact. */
export async function requireContact(db: Db | Tx, partyId: string, mailbox: string): Promise<void> {
  const { rows } = await sql<{ statement: PartyStatement }>`
    select statement from party_versions where party_id = ${partyId}::uuid and state = 'in-force'`.execute(
    db,
  )
  const contacts = rows.flatMap(({ statement }) => statement.contacts)
  if (!contacts.some(({ email }) => isSameMailbox(email, mailbox)))
    throw new ExchangeError(
      'forbidden',
      'this mail went to a contact whom the party names no longer; a contact of now does this by a mail of their own',
    )
}
