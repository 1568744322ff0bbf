import {
  findTechniques as findRoute,
  getTechnique,
  importFramework as importRoute,
  listFrameworks,
  listTechniques,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { importFramework } from './load-framework.ts'
import { readTechnique, searchTechniques } from './read.ts'
import { toBrief, toFramework } from './shape.ts'
import { selectFrameworks, selectTechniques } from './store.ts'

/** Frameworks of techniques: loaded by an operator, browsed by members. */
export function knowledgeRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const read = <T>(viewer: Viewer, what: (tx: Tx) => Promise<T>) =>
    asMember(db, toReader(viewer), ctx.clock.now(), what)
  http.route(importRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => importFramework(tx, body, ctx.clock.now(), viewer)),
  )
  http.route(listFrameworks, async ({ viewer }) => {
    const rows = await read(viewer, (tx) => selectFrameworks(tx))
    return { items: rows.map(toFramework) }
  })
  http.route(listTechniques, async ({ viewer, params }) => {
    const rows = await read(viewer, (tx) => selectTechniques(tx, params.id))
    if (rows.length === 0) throw new ExchangeError('not-found', 'no such framework')
    return { items: rows.map(toBrief) }
  })
  http.route(findRoute, ({ viewer, query }) =>
    read(viewer, (tx) => searchTechniques(tx, query.words)),
  )
  http.route(getTechnique, ({ viewer, params }) =>
    read(viewer, (tx) => readTechnique(tx, params.id)),
  )
}
