import { randomUUID } from 'node:crypto'
import type { VendorContact, VendorEdit } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { importContacts } from '../offices/import-contacts.ts'
import { insertPlaces } from '../offices/store.ts'
import { plant } from '../offices/tree.ts'
import { keyOf, type VendorEdits } from './rules.ts'
import { selectOnFile, selectRunsOnFile, systemKey, type Done } from './store.ts'

type Applying = { by: PersonViewer; at: Date }
type OnFile = Awaited<ReturnType<typeof selectOnFile>>

/** The role under which a vendor's contacts are on file. */
const VENDOR_ROLE = 'vendor'

/** Puts on file what a change says, in few statements for any number of rows; returns what taking it back needs. */
export async function applyEdits(tx: Tx, edits: VendorEdits, applying: Applying): Promise<Done> {
  const done: Done = {
    vendorsCreated: [],
    vendorsBefore: [],
    systemsCreated: [],
    runsCreated: [],
    runsChanged: [],
  }
  await createVendors(tx, edits, done)
  await changeVendors(tx, edits.vendors, { ...applying, done })
  await createSystems(tx, edits, done)
  await writeRuns(tx, edits, done)
  return done
}

/** Vendors that are named and not on file, each with a node of its own below the country. */
async function createVendors(tx: Tx, edits: VendorEdits, done: Done): Promise<void> {
  const { vendors } = await selectOnFile(tx)
  const names = new Map<string, string>()
  for (const { id, name } of edits.vendors) if (id === undefined) names.set(keyOf(name), name)
  for (const { vendor } of edits.runs)
    if (!names.has(keyOf(vendor))) names.set(keyOf(vendor), vendor)
  // A vendor that the same change renames is named by its new name.
  for (const { id, name } of edits.vendors) if (id !== undefined) names.delete(keyOf(name))
  const fresh = [...names]
    .filter(([key]) => !vendors.has(key))
    .map(([, name]) => ({ id: randomUUID(), name: name.trim() }))
  if (fresh.length === 0) return
  const root = await tx
    .selectFrom('jurisdictions')
    .select(['id', 'lineage', 'full_name as fullName', 'languages', 'time_zone as timeZone'])
    .where('parent', 'is', null)
    .executeTakeFirst()
  if (!root) throw new ExchangeError('conflict', 'no country is on file here')
  const nodes = fresh.map(({ id, name }) => ({
    id: nodeOf(id),
    kind: 'vendor',
    name,
    parent: root.id,
    ocdId: `tocsin:vendor/${id}`,
    accountable: VENDOR_ROLE as 'vendor',
  }))
  await insertPlaces(tx, plant(nodes, [root]))
  const rows = fresh.map(({ id, name }) => {
    return { id, jurisdiction: nodeOf(id), name, domains: [], ended_at: null, version: 1 }
  })
  await insertRows(tx, 'vendors', rows)
  done.vendorsCreated.push(...fresh.map(({ id }) => id))
}

function nodeOf(id: string): string {
  return `vendor-${id}`
}

async function changeVendors(
  tx: Tx,
  edits: readonly VendorEdit[],
  { done, ...applying }: Applying & { done: Done },
): Promise<void> {
  const { vendors } = await selectOnFile(tx)
  const byId = new Map([...vendors.values()].map((row) => [row.id, row]))
  for (const edit of edits) {
    const row = edit.id === undefined ? vendors.get(keyOf(edit.name)) : byId.get(edit.id)
    if (!row) throw new ExchangeError('conflict', `${edit.name} is on file no more`)
    const { id, name, domains, ended_at: endedAt, version } = row
    done.vendorsBefore.push({ id, name, domains, ended: endedAt !== null, version })
    await tx
      .updateTable('vendors')
      .set({
        name: edit.name.trim(),
        domains: edit.domains,
        ended_at: edit.ended ? (endedAt ?? applying.at) : null,
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('jurisdictions')
      .set({ name: edit.name.trim(), full_name: edit.name.trim() })
      .where('id', '=', row.jurisdiction)
      .execute()
    await putContacts(tx, row.jurisdiction, edit.contacts, applying)
  }
}

/** Its contacts in order; those beyond them go. History and log are those of every contact. */
async function putContacts(
  tx: Tx,
  jurisdiction: string,
  contacts: readonly VendorContact[],
  { by, at }: Applying,
): Promise<void> {
  await tx
    .deleteFrom('contacts')
    .where('jurisdiction', '=', jurisdiction)
    .where('rank', '>=', contacts.length)
    .execute()
  if (contacts.length === 0) return
  const role = VENDOR_ROLE as 'vendor'
  const drafts = contacts.map((one, rank) => ({ ...one, jurisdiction, role, rank }))
  await importContacts(tx, drafts, at, by)
}

async function createSystems(tx: Tx, { runs }: VendorEdits, done: Done): Promise<void> {
  const onFile = await selectOnFile(tx)
  const fresh = new Map<string, { id: string; vendor_id: string } & Record<string, string>>()
  for (const run of runs) {
    const vendor = vendorOf(onFile, run.vendor)
    const key = systemKey(vendor, run)
    if (onFile.systems.has(key) || fresh.has(key)) continue
    const { kind, system: name, version = '' } = run
    fresh.set(key, { id: randomUUID(), vendor_id: vendor, kind, name, version: version.trim() })
  }
  const rows = [...fresh.values()]
  await insertRows(tx, 'vendor_systems', rows as never)
  done.systemsCreated.push(...rows.map(({ id }) => id))
}

function vendorOf({ vendors }: OnFile, name: string): string {
  const row = vendors.get(keyOf(name))
  if (!row) throw new ExchangeError('conflict', `${name} is on file no more`)
  return row.id
}

async function writeRuns(tx: Tx, { runs }: VendorEdits, done: Done): Promise<void> {
  if (runs.length === 0) return
  const onFile = await selectOnFile(tx)
  const wanted = runs.map(({ place, since, until = null, ...run }) => ({
    place,
    system: onFile.systems.get(systemKey(vendorOf(onFile, run.vendor), run))!,
    since,
    until,
  }))
  const there = await selectRunsOnFile(tx, wanted)
  const fresh = wanted.flatMap((run) =>
    there.has(JSON.stringify([run.place, run.system, run.since]))
      ? []
      : [
          {
            id: randomUUID(),
            place: run.place,
            system_id: run.system,
            since: run.since,
            until: run.until,
          },
        ],
  )
  await insertRows(tx, 'system_runs', fresh)
  done.runsCreated.push(...fresh.map(({ id, until }) => ({ id, until })))
  for (const { place, system, since, until } of wanted) {
    const found = there.get(JSON.stringify([place, system, since]))
    if (!found || found.until === until) continue
    await tx.updateTable('system_runs').set({ until }).where('id', '=', found.id).execute()
    done.runsChanged.push({ id: found.id, before: found.until, until })
  }
}
