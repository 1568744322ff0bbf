import {
  findAffected as affectedRoute,
  listVendorChanges,
  listVendorRuns,
  listVendors,
  proposeVendorChange,
  settleVendorChange,
  undoVendorChange,
  type VendorChange,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { findAffected } from './affected.ts'
import { proposeChange, proposeUndo } from './propose.ts'
import { settleChange } from './settle.ts'
import { toChange, toRun, toVendor } from './shape.ts'
import { selectChanges, selectRuns, selectVendors } from './store.ts'
import { afterAct } from '../http/after-act.ts'

/** Faults named in one answer; the rest are counted. */
const FAULTS_NAMED = 200

/** Vendors of election systems, who runs what, and whom a breach concerns. */
export function vendorRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const read = <T>(viewer: Viewer, what: Parameters<typeof asMember<T>>[3]) =>
    asMember(db, toReader(viewer), ctx.clock.now(), what)
  const one = async (viewer: Viewer, id: string): Promise<VendorChange> => {
    const [row] = await read(viewer, (tx) => selectChanges(tx, id))
    if (!row) throw new ExchangeError('not-found', 'no such change')
    return toChange(row, viewer.personId)
  }
  http.route(listVendors, async ({ viewer, query }) => {
    const rows = await read(viewer, (tx) => selectVendors(tx, query.words))
    return { items: rows.map(toVendor), total: rows[0]?.total ?? 0 }
  })
  http.route(listVendorRuns, async ({ viewer, params }) => {
    const rows = await read(viewer, (tx) => selectRuns(tx, params.id))
    return { items: rows.map(toRun), total: rows[0]?.total ?? 0 }
  })
  http.route(affectedRoute, ({ viewer, params, query }) =>
    findAffected(ctx, viewer, { vendor: params.id, system: query.system }),
  )
  http.route(proposeVendorChange, async ({ viewer, body }) => {
    const { id, found } = await proposeChange(ctx, asPerson(viewer), body)
    const { edits: _edits, faults, ...counts } = found
    const said = { faults: faults.slice(0, FAULTS_NAMED), faulty: faults.length, ...counts }
    if (id === undefined) return said
    return { change: await afterAct(() => one(viewer, id)), ...said }
  })
  http.route(listVendorChanges, async ({ viewer }) => {
    const rows = await read(viewer, (tx) => selectChanges(tx))
    return {
      items: rows.map((row) => toChange(row, viewer.personId)),
      total: rows[0]?.total ?? 0,
    }
  })
  http.route(settleVendorChange, async ({ viewer, params, body }) => {
    await settleChange(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => one(viewer, params.id))
  })
  http.route(undoVendorChange, async ({ viewer, params }) => {
    const id = await proposeUndo(ctx, asPerson(viewer), params.id)
    return afterAct(() => one(viewer, id))
  })
}
