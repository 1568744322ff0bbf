import type { RunEdit, SystemKind, VendorChange, VendorSystem } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { keyOf, type VendorEdits } from './rules.ts'

export type VendorRow = {
  id: string
  jurisdiction: string
  name: string
  domains: string[]
  ended_at: Date | null
  systems: (Omit<VendorSystem, 'version'> & { version: string })[]
  contacts: number
  total: number
}

/** As many as one list shows. */
const MOST_VENDORS = 2000
const MOST_RUNS = 5000
const MOST_CHANGES = 200

/** Vendors that the reader may see, by name; those whose name, domain or system holds `words`. */
export async function selectVendors(tx: Db, words: string | undefined): Promise<VendorRow[]> {
  const part = words ?? null
  const { rows } = await sql<VendorRow>`
    select v.id, v.jurisdiction, v.name, v.domains, v.ended_at, (count(*) over ())::int as total,
      (select count(*)::int from contact_titles c where c.jurisdiction = v.jurisdiction) as contacts,
      coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'name', s.name, 'version', s.version)
        order by s.kind, s.name, s.version) from vendor_systems s where s.vendor_id = v.id), '[]') as systems
    from vendors v
    where ${part}::text is null or position(lower(${part}) in lower(v.name || ' ' || array_to_string(v.domains, ' '))) > 0
      or exists (select from vendor_systems s where s.vendor_id = v.id and position(lower(${part}) in lower(s.name)) > 0)
    order by lower(v.name), v.id limit ${sql.lit(MOST_VENDORS)}`.execute(tx)
  return rows
}

export type RunRow = {
  place: string
  place_name: string
  system: string
  since: string
  until: string | null
  total: number
}

/** Who runs systems of a vendor, as far as the reader may know. Throws `not-found` for a vendor that it may not see. */
export async function selectRuns(tx: Db, vendorId: string): Promise<RunRow[]> {
  const vendor = await tx
    .selectFrom('vendors')
    .select('id')
    .where('id', '=', vendorId)
    .executeTakeFirst()
  if (!vendor) throw new ExchangeError('not-found', 'no such vendor')
  const { rows } = await sql<RunRow>`
    select r.place, j.full_name as place_name, r.system_id as system, r.since::text as since, r.until::text as until,
      (count(*) over ())::int as total
    from system_runs r join vendor_systems s on s.id = r.system_id join jurisdictions j on j.id = r.place
    where s.vendor_id = ${vendorId}::uuid order by j.full_name, r.since limit ${sql.lit(MOST_RUNS)}`.execute(
    tx,
  )
  return rows
}

/** What taking a change back needs. */
export type Done = {
  vendorsCreated: string[]
  vendorsBefore: { id: string; name: string; domains: string[]; ended: boolean; version: number }[]
  systemsCreated: string[]
  runsCreated: { id: string; until: string | null }[]
  runsChanged: { id: string; before: string | null; until: string | null }[]
}

export type ChangeRow = {
  id: string
  state: VendorChange['state']
  content: VendorEdits
  done: Done | null
  undoes: string | null
  proposed_by_member: string
  proposed_by: string
  proposed_at: Date
  proposer: string | null
  settled_at: Date | null
  settler: string | null
  reason: string | null
  log_index: number
  total: number
}

/** Changes that the reader may see: one, or those that wait and then the newest. */
export async function selectChanges(tx: Db, id?: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.*, p.name as proposer, s.name as settler, (count(*) over ())::int as total
    from vendor_changes c left join members p on p.id = c.proposed_by_member left join members s on s.id = c.settled_by_member
    where ${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid
    order by c.state <> 'proposed', c.proposed_at desc, c.id limit ${sql.lit(MOST_CHANGES)}`.execute(
    tx,
  )
  return rows
}

/** A change that waits for nobody else, read as owner. */
export async function lockChange(tx: Tx, id: string) {
  const { rows } = await sql<
    Omit<ChangeRow, 'proposer' | 'settler' | 'total'>
  >`select * from vendor_changes where id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export function systemKey(
  vendorId: string,
  { kind, system, version = '' }: Pick<RunEdit, 'kind' | 'system' | 'version'>,
): string {
  return JSON.stringify([vendorId, kind, system, version.trim()])
}

/** Everything that edits may touch, read as owner in few statements. */
export async function selectOnFile(tx: Db) {
  const vendors = await sql<{
    id: string
    jurisdiction: string
    name: string
    domains: string[]
    ended_at: Date | null
    version: number
  }>`select id, jurisdiction, name, domains, ended_at, version from vendors`.execute(tx)
  const systems = await sql<{
    id: string
    vendor_id: string
    kind: SystemKind
    name: string
    version: string
  }>`select id, vendor_id, kind, name, version from vendor_systems`.execute(tx)
  return {
    vendors: new Map(vendors.rows.map((row) => [keyOf(row.name), row])),
    systems: new Map(
      systems.rows.map((row) => [
        systemKey(row.vendor_id, { kind: row.kind, system: row.name, version: row.version }),
        row.id,
      ]),
    ),
  }
}

/** Runs on file of places and systems: their ids and ends by place, system and day. */
export async function selectRunsOnFile(
  tx: Db,
  runs: readonly { place: string; system: string; since: string }[],
): Promise<Map<string, { id: string; until: string | null }>> {
  const { rows } = await sql<{
    id: string
    place: string
    system: string
    since: string
    until: string | null
  }>`
    select r.id, r.place, r.system_id as system, r.since::text as since, r.until::text as until
    from json_to_recordset(${JSON.stringify(runs)}::json) as w(place text, system uuid, since date)
    join system_runs r on r.place = w.place and r.system_id = w.system and r.since = w.since`.execute(
    tx,
  )
  return new Map(
    rows.map(({ id, place, system, since, until }) => [
      JSON.stringify([place, system, since]),
      { id, until },
    ]),
  )
}
