/** Offices by the thousand for benchmarks, each with a contact and a mailbox of its own. */
import type { NoticeDraft } from '@tocsin/api'
import type { Database } from '@tocsin/exchange'
import { sql } from 'kysely'
import { insertPlaces } from '../src/offices/store.ts'
import { plant } from '../src/offices/tree.ts'

const COUNTIES = 199

/**
 * States of numbers that no state has, with counties; one contact an office, `offices` together; `numbered` has one number each for
 * SMS, calls by a machine and faxes as well.
 */
export async function addManyOffices(
  { db }: Database,
  offices: number,
  { numbered = false }: { numbered?: boolean } = {},
): Promise<NoticeDraft['targets']> {
  const states = Array.from({ length: Math.ceil(offices / (COUNTIES + 1)) }, (_, i) => `b${i + 10}`)
  const place = (id: string, kind: string, parent: string | null) => {
    return { id, kind, name: `Place ${id}`, parent, ocdId: id }
  }
  const above = states.map((id) => ({
    ...place(id, 'state', null),
    accountable: 'chief-official' as const,
  }))
  const counties = states.flatMap((state) =>
    Array.from({ length: COUNTIES }, (_, i) => ({
      ...place(`${state}${String(i + 1).padStart(3, '0')}`, 'county', state),
      accountable: 'clerk' as const,
      toldWith: state,
    })),
  )
  await insertPlaces(db, plant([...above, ...counties.slice(0, offices - states.length)]))
  await sql`insert into contacts (id, jurisdiction, role, rank, title, email, language)
    select gen_random_uuid(), id, accountable, 0, 'Clerk', 'clerk@' || id || '.example', 'en' from jurisdictions
    where accountable is not null and id like 'b%'`.execute(db)
  if (numbered)
    await sql`update contacts c set sms = '+1' || n, voice = '+2' || n, fax = '+3' || n
      from (select id, 6140000000 + row_number() over (order by id) as n from contacts where jurisdiction like 'b%') one
      where one.id = c.id`.execute(db)
  const { rows } = await sql<NoticeDraft['targets'][number]>`
    select id as jurisdiction, accountable as role from jurisdictions where accountable is not null and id like 'b%'`.execute(
    db,
  )
  return rows
}
