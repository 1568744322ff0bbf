import type { ElectionClock, ElectionDraft, ElectionKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type ElectionRow = {
  id: string
  name: string
  kind: ElectionKind
  date: string
  places: string[]
  deadlines: ElectionDraft['deadlines']
  clocks: ElectionClock[]
  place_names: string[]
  time_zone: string | null
}

/** Elections by their date, each with the time zone of its first place. */
export async function selectElections(tx: Db | Tx, id?: string): Promise<ElectionRow[]> {
  const found = await sql<ElectionRow>`
    select e.id, e.name, e.kind, to_char(e.held_on, 'YYYY-MM-DD') as date, e.places, e.deadlines, e.clocks, j.time_zone,
      array(select coalesce(p.full_name, w.id) from unnest(e.places) with ordinality as w(id, ord)
        left join jurisdictions p on p.id = w.id order by w.ord) as place_names
    from elections e left join jurisdictions j on j.id = e.places[1]
    where ${id ?? null}::uuid is null or e.id = ${id ?? null}::uuid
    order by e.held_on, e.name, e.id`.execute(tx)
  return found.rows
}

/**
 * One election, which stays as it is until the transaction ends: `share` lets others read it so too, `no key update` is
 * for whoever changes it. Locked by a statement of its own, so that what is read after a wait is all of one moment.
 */
export async function lockElection(
  tx: Tx,
  id: string,
  lock: 'no key update' | 'share',
): Promise<ElectionRow | undefined> {
  await sql`select from elections where id = ${id}::uuid for ${sql.raw(lock)}`.execute(tx)
  const [row] = await selectElections(tx, id)
  return row
}

/** Adds an election, or replaces what is on file under its id. */
export async function upsertElection(tx: Tx, id: string, draft: ElectionDraft): Promise<void> {
  const { name, kind, date, places, deadlines, clocks = [] } = draft
  await sql`
    insert into elections (id, name, kind, held_on, places, deadlines, clocks)
    values (${id}::uuid, ${name}, ${kind}, ${date}::date, ${sql.val([...places])}::text[], ${JSON.stringify(deadlines)}::jsonb,
      ${JSON.stringify(clocks)}::jsonb)
    on conflict (id) do update set name = excluded.name, kind = excluded.kind, held_on = excluded.held_on,
      places = excluded.places, deadlines = excluded.deadlines, clocks = excluded.clocks`.execute(
    tx,
  )
}
