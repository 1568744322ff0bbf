import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Done } from './store.ts'

/**
 * Takes back what a change did, where nothing was changed of it since; throws `conflict` where something was: that is taken
 * back first. A vendor that came on file by it ends, since notices may name it. Contacts are not put back: who a vendor's were
 * before stands in their history.
 */
export async function takeBack(tx: Tx, done: Done, at: Date): Promise<void> {
  await refuseChanged(tx, done)
  await sql`delete from system_runs r using json_to_recordset(${JSON.stringify(done.runsCreated)}::json) as c(id uuid)
    where r.id = c.id`.execute(tx)
  await sql`update system_runs r set until = c.before
    from json_to_recordset(${JSON.stringify(done.runsChanged)}::json) as c(id uuid, before date) where r.id = c.id`.execute(
    tx,
  )
  await sql`delete from vendor_systems s where s.id = any(${done.systemsCreated}::uuid[])
    and not exists (select from system_runs r where r.system_id = s.id)
    and not exists (select from notices n where n.system_id = s.id)`.execute(tx)
  await sql`update vendors v set ended_at = ${at}, version = version + 1
    where v.id = any(${done.vendorsCreated}::uuid[])
      and not exists (select from vendor_systems s join system_runs r on r.system_id = s.id where s.vendor_id = v.id)`.execute(
    tx,
  )
  await sql`update vendors v set name = b.name, domains = b.domains, version = v.version + 1,
      ended_at = case when b.ended then coalesce(v.ended_at, ${at}) end
    from jsonb_to_recordset(${JSON.stringify(done.vendorsBefore)}::jsonb) as b(id uuid, name text, domains text[], ended boolean)
    where v.id = b.id and not v.id = any(${done.vendorsCreated}::uuid[])`.execute(tx)
  await sql`update jurisdictions j set name = v.name, full_name = v.name from vendors v
    where j.id = v.jurisdiction and j.name <> v.name`.execute(tx)
}

async function refuseChanged(tx: Tx, done: Done): Promise<void> {
  const runs = [...done.runsCreated, ...done.runsChanged].map(({ id, until }) => ({ id, until }))
  const { rows } = await sql<{ changed: boolean }>`select
    exists (select from json_to_recordset(${JSON.stringify(runs)}::json) as c(id uuid, until date)
      left join system_runs r on r.id = c.id where r.id is null or r.until is distinct from c.until)
    or exists (select from json_to_recordset(${JSON.stringify(done.vendorsBefore)}::json) as b(id uuid, version int)
      join vendors v on v.id = b.id where v.version <> b.version + 1) as changed`.execute(tx)
  if (rows[0]!.changed)
    throw new ExchangeError(
      'conflict',
      'something of it was changed since; take that back first, or enter what is right',
    )
}
