import type { importContacts, ReplyOf } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Warnings = NonNullable<ReplyOf<typeof importContacts>['warnings']>

/**
 * Which of the contacts just written share a mailbox with an earlier one of the same office and role, on file or in the
 * same list: a notice asks such a mailbox once, so the later one is no alternate. In the order of the list.
 */
export async function warnOfSameMailbox(
  tx: Tx,
  drafts: readonly { jurisdiction: string; role: string; rank: number }[],
): Promise<Warnings> {
  const given = JSON.stringify(
    drafts.map(({ jurisdiction, role, rank }, contact) => ({ jurisdiction, role, rank, contact })),
  )
  const found = await sql<{ contact: number; rank: number; earlier: number }>`
    with given as (select * from json_to_recordset(${given}::json)
        as g(jurisdiction text, role text, rank int, contact int)),
      chain as (select c.jurisdiction, c.role, c.rank,
          min(c.rank) over (partition by c.jurisdiction, c.role, lower(c.email)) as earlier
        from contacts c where (c.jurisdiction, c.role) in (select jurisdiction, role from given))
    select coalesce(g.contact, (select min(e.contact) from given e where e.jurisdiction = c.jurisdiction
        and e.role = c.role and e.rank = c.earlier)) as contact, c.rank, c.earlier
    from chain c left join given g on g.jurisdiction = c.jurisdiction and g.role = c.role and g.rank = c.rank
    where c.earlier < c.rank order by 1, 2`.execute(tx)
  return found.rows
    .filter(({ contact }) => contact !== null)
    .map(({ contact, rank, earlier }) => ({
      contact,
      message: `${nameOf(rank)} has the mailbox of ${nameOf(earlier)} of the same office: it is asked once and does not count as another`,
    }))
}

function nameOf(rank: number): string {
  return rank === 0 ? 'the primary' : `alternate ${rank}`
}
