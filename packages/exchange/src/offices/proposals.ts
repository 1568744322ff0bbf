/** Changes of contacts that somebody proposes and another person, an operator, lets stand: reading them. */
import type { ContactProposal, MemberKind, OfficeRole } from '@tocsin/api'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Db, Tx } from '../db/database.ts'
import { toReach } from './reach.ts'

/** So many are shown: those that wait first. */
const SHOWN = 200

export type Key = { jurisdiction: string; role: string; rank: number }
type Words = {
  title: string
  email: string | null
  phone: string | null
  language: string
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
}

type Row = {
  id: string
  state: ContactProposal['state']
  jurisdiction: string
  place: string
  role: OfficeRole
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
  sms: string | null
  voice: string | null
  fax: string | null
  ways: string | null
  time_zone: string | null
  on_file: Words | null
  onto: Uint8Array
  why: string
  by_id: string
  by_name: string
  by_kind: MemberKind
  proposed_by: string
  person: string | null
  proposed_at: Date
  settled_at: Date | null
  reason: string | null
  total: number
}

/** What stands on file for a role and rank of an office, kept from changing until the transaction ends. */
export async function readOnFile(tx: Tx, key: Key): Promise<Words | undefined> {
  return tx
    .selectFrom('contacts')
    .select(['title', 'email', 'phone', 'language', 'sms', 'voice', 'fax', 'ways', 'time_zone'])
    .where('jurisdiction', '=', key.jurisdiction)
    .where('role', '=', key.role)
    .where('rank', '=', key.rank)
    .forUpdate()
    .executeTakeFirst()
}

/** SHA-256 of what stands on file, also of that nothing does. */
export function digestOf(words: Words | null | undefined): Buffer {
  const { title, email, phone, language, sms, voice, fax, ways, time_zone } = words ?? {}
  const numbers = sms || voice ? [sms ?? null, voice ?? null] : []
  const order = fax || ways || time_zone ? [fax ?? null, ways ?? null, time_zone ?? null] : []
  const said = [title, email, phone ?? null, language, ...numbers, ...order]
  return createHash('sha256')
    .update(JSON.stringify(words ? said : []))
    .digest()
}

/** Those that the reader may see, or one of them. */
export async function selectProposals(db: Db, id?: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.id, p.state, p.jurisdiction, j.full_name as place, p.role, p.rank, p.title, p.email, p.phone, p.language, p.sms, p.voice, p.fax, p.ways, p.time_zone, p.onto, p.why,
      m.id as by_id, m.name as by_name, m.kind as by_kind, p.proposed_by, w.name as person, p.proposed_at, p.settled_at, p.reason,
      (select json_build_object('title', c.title, 'email', c.email, 'phone', c.phone, 'language', c.language, 'sms', c.sms, 'voice', c.voice,
          'fax', c.fax, 'ways', c.ways, 'time_zone', c.time_zone) from contacts c
        where c.jurisdiction = p.jurisdiction and c.role = p.role and c.rank = p.rank) as on_file,
      (count(*) over ())::int as total
    from contact_proposals p join jurisdictions j on j.id = p.jurisdiction join members m on m.id = p.member_id
    left join people w on w.id = p.proposed_by
    where ${id === undefined ? sql`true` : sql`p.id = ${id}::uuid`}
    order by p.state <> 'proposed', coalesce(p.settled_at, p.proposed_at) desc, p.id limit ${sql.lit(SHOWN)}`.execute(
    db,
  )
  return rows
}

export function toProposal(row: Row, reader: string | undefined): ContactProposal {
  const waits = row.state === 'proposed'
  return {
    id: row.id,
    state: row.state,
    jurisdiction: row.jurisdiction,
    place: row.place,
    role: row.role,
    rank: row.rank,
    ...(row.email === '' ? {} : { proposed: toWords(row) }),
    ...(row.on_file ? { onFile: toWords(row.on_file) } : {}),
    overtaken: waits && !digestOf(row.on_file).equals(row.onto),
    why: row.why,
    by: { id: row.by_id, name: row.by_name, kind: row.by_kind },
    byPerson: row.person ?? row.by_name,
    at: row.proposed_at.toISOString(),
    mine: row.proposed_by === reader,
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
  }
}

function toWords(words: Words) {
  const { title, email, language } = words
  return { title, ...(email ? { email } : {}), ...toReach(words), language }
}
