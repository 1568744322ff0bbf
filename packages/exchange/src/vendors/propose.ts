import type { BodyOf, proposeVendorChange as route } from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { packOf } from '../offices/load-pack.ts'
import { selectTree } from '../offices/store.ts'
import type { Node } from '../offices/tree.ts'
import { keyOf, readEdits, toPlaceNames, type EditFault, type VendorEdits } from './rules.ts'
import { lockChange, selectOnFile, selectRunsOnFile, systemKey } from './store.ts'

type Proposal = BodyOf<typeof route>
type Found = {
  edits: VendorEdits
  faults: EditFault[]
  newVendors: number
  newSystems: number
  newRuns: number
  onFile: number
}

/** Looks at a proposed change, and writes it down to wait for another person unless a row has a fault or it only checks. */
export async function proposeChange(
  ctx: Context,
  by: PersonViewer,
  { check, ...said }: Proposal,
): Promise<{ id: string | undefined; found: Found }> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const found = await look(tx, by, said)
    if (found.faults.length > 0 || check) return { id: undefined, found }
    if (said.vendors.length + said.runs.length === 0)
      throw new ExchangeError('bad-request', 'it changes nothing', { path: '/body/runs' })
    const id = randomUUID()
    await writeProposal(tx, by, { id, content: found.edits, at: ctx.clock.now() })
    return { id, found }
  })
}

async function look(tx: Db, by: PersonViewer, said: VendorEdits): Promise<Found> {
  const tree = (await selectTree(tx)).filter(({ kind }) => kind !== 'vendor')
  const { languages } = await packOf(tx)
  const { edits, faults } = readEdits(said, toPlaceNames(tree), languages)
  refuseForeign(by, edits, tree)
  const onFile = await selectOnFile(tx)
  const ids = new Set([...onFile.vendors.values()].map(({ id }) => id))
  const gone = edits.vendors.flatMap(({ id }, row): EditFault[] =>
    id !== undefined && !ids.has(id)
      ? [{ list: 'vendors', row, message: 'no such vendor is on file' }]
      : [],
  )
  const taken = edits.vendors.flatMap(({ id, name }, row): EditFault[] => {
    const other = onFile.vendors.get(keyOf(name))
    return id !== undefined && other && other.id !== id
      ? [{ list: 'vendors', row, message: `another vendor is called ${name}` }]
      : []
  })
  return { edits, faults: [...faults, ...gone, ...taken], ...(await count(tx, edits, onFile)) }
}

/** An office proposes what its own places run, and nothing of vendors themselves. */
function refuseForeign(by: PersonViewer, edits: VendorEdits, tree: readonly Node[]): void {
  if (by.roles.includes('operator')) return
  const own = by.memberKind === 'office' ? by.jurisdiction : undefined
  const within = new Set(
    tree.filter(({ lineage }) => own !== undefined && lineage.includes(own)).map(({ id }) => id),
  )
  const known = new Set(tree.map(({ id }) => id))
  const isForeign = edits.runs.some(({ place }) => known.has(place) && !within.has(place))
  if (own === undefined || isForeign || edits.vendors.length > 0)
    throw new ExchangeError(
      'forbidden',
      'operators propose what is on file of vendors, and an office what its own places run',
    )
}

async function count(
  tx: Db,
  { vendors, runs }: VendorEdits,
  onFile: Awaited<ReturnType<typeof selectOnFile>>,
) {
  const names = new Set([
    ...vendors.filter(({ id }) => id === undefined).map(({ name }) => keyOf(name)),
    ...runs.map(({ vendor }) => keyOf(vendor)),
  ])
  const newVendors = [...names].filter((name) => !onFile.vendors.has(name)).length
  const resolved = runs.map((run) => {
    const vendor = onFile.vendors.get(keyOf(run.vendor))
    const system = vendor && onFile.systems.get(systemKey(vendor.id, run))
    return { run, system, key: systemKey(vendor?.id ?? keyOf(run.vendor), run) }
  })
  const newSystems = new Set(
    resolved.filter(({ system }) => system === undefined).map(({ key }) => key),
  ).size
  const asked = resolved.flatMap(({ run, system }) =>
    system === undefined ? [] : [{ place: run.place, system, since: run.since }],
  )
  const there = await selectRunsOnFile(tx, asked)
  const same = resolved.filter(({ run, system }) => {
    const found = there.get(JSON.stringify([run.place, system, run.since]))
    return found !== undefined && found.until === (run.until ?? null)
  }).length
  const known = resolved.filter(({ run, system }) =>
    there.has(JSON.stringify([run.place, system, run.since])),
  ).length
  return { newVendors, newSystems, newRuns: runs.length - known, onFile: same }
}

/** Proposes to take back a change that stands. */
export async function proposeUndo(ctx: Context, by: PersonViewer, id: string): Promise<string> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const change = await lockChange(tx, id)
    if (!change) throw new ExchangeError('not-found', 'no such change')
    if (change.state !== 'applied' || change.undoes !== null)
      throw new ExchangeError('conflict', 'only a change that stands is taken back')
    const waiting = await tx
      .selectFrom('vendor_changes')
      .select('id')
      .where('undoes', '=', id)
      .where('state', '=', 'proposed')
      .executeTakeFirst()
    if (waiting) throw new ExchangeError('conflict', 'it is proposed already to take this back')
    const own = randomUUID()
    const content = { vendors: [], runs: [] }
    await writeProposal(tx, by, { id: own, content, at: ctx.clock.now(), undoes: id })
    return own
  })
}

async function writeProposal(
  tx: Tx,
  by: PersonViewer,
  proposal: { id: string; content: VendorEdits; at: Date; undoes?: string },
): Promise<void> {
  const { id, content, at, undoes } = proposal
  await announce(tx, { kind: 'vendors.changed', subject: id, at, members: [by.memberId] })
  const [logIndex] = await appendLog(tx, [
    {
      kind: 'vendors.proposed',
      at,
      subject: `vendors:${id}`,
      // Which place runs what is no matter for whoever may see this entry.
      payload: {
        kind: 'vendors.proposed',
        at: at.toISOString(),
        change: id,
        vendors: content.vendors.length,
        runs: content.runs.length,
        sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
        ...(undoes ? { undoes } : {}),
      },
      by: toActor(by),
      members: [by.memberId],
    },
  ])
  await tx
    .insertInto('vendor_changes')
    .values({
      id,
      state: 'proposed',
      content: JSON.stringify(content),
      done: null,
      undoes: undoes ?? null,
      proposed_by_member: by.memberId,
      proposed_by: by.personId,
      proposed_at: at,
      settled_by_member: null,
      settled_by: null,
      settled_at: null,
      reason: null,
      log_index: logIndex!,
    })
    .execute()
}
