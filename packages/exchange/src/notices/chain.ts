import { isSameMailbox, type NoticeDraft, type OfficeRole, type ToldBy } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { toReached, type Reached } from '../delivery/ways.ts'
import { PLACE } from './place.ts'

/** A contact in the order in which an office's role holders are told. */
export type ChainLink = {
  contactId: string
  rank: number
  title: string
  email: string
  language: string
  /** Numbers for machines, with their order and hours. */
  reached: Reached
  /** Mailed at once, whoever's turn it is: of a correction, those who had what it corrects. */
  atOnce?: true
}

/** One office and role with its contacts, primary first; an empty chain is an office nobody can reach. */
export type Chain = {
  jurisdiction: string
  place: string
  role: OfficeRole
  links: ChainLink[]
  /** Contacts left out because one before them has the same mailbox: asking it twice would lose a term. */
  sameMailbox: number
  /** Of a correction: the target whose words it takes the place of, and how the office had those. */
  corrects?: { target: string; toldBefore: ToldBy[] }
}

type Row = {
  jurisdiction: string
  place: string
  role: OfficeRole
  contact_id: string | null
  title: string
  email: string
  language: string
} & Reached

/**
 * The contacts of every target, in the order asked; targets of unknown jurisdictions are left out, so
 * compare lengths. One statement for any number of targets.
 */
export async function loadChains(db: Db, targets: NoticeDraft['targets']): Promise<Chain[]> {
  const wanted = JSON.stringify(targets)
  const found = await sql<Row>`
    select t.jurisdiction, t.role, ${PLACE},
      c.id as contact_id, c.title, c.email, c.language, c.sms, c.voice, c.fax, c.ways,
      coalesce(c.time_zone, j.time_zone) as time_zone
    from jsonb_to_recordset(${wanted}::jsonb) as t(jurisdiction text, role text)
    join jurisdictions j on j.id = t.jurisdiction
    left join contacts c on c.jurisdiction = t.jurisdiction and c.role = t.role
    order by c.rank`.execute(db)
  const byTarget = new Map<string, Chain>()
  for (const row of found.rows) {
    const key = `${row.jurisdiction} ${row.role}`
    const chain = byTarget.get(key) ?? {
      jurisdiction: row.jurisdiction,
      place: row.place,
      role: row.role,
      links: [],
      sameMailbox: 0,
    }
    byTarget.set(key, chain)
    if (row.contact_id === null) continue
    const { contact_id: contactId, title, email, language } = row
    if (chain.links.some((link) => isSameMailbox(link.email, email))) {
      chain.sameMailbox += 1
      continue
    }
    const rank = chain.links.length
    chain.links.push({ contactId, rank, title, email, language, reached: toReached(row) })
  }
  return targets.flatMap((t) => byTarget.get(`${t.jurisdiction} ${t.role}`) ?? [])
}
