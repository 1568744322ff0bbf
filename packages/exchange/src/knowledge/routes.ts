import {
  changeMapping as changeRoute,
  countMappings,
  draftMappings,
  findTechniques as findRoute,
  getTechnique,
  importFramework as importRoute,
  listFrameworks,
  listMappingHistory,
  listMappings,
  listTechniqueMappings,
  listTechniques,
  mapTechnique as mapRoute,
  type TechniqueMapping,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { importFramework } from './load-framework.ts'
import { changeMapping, mapTechnique } from './map.ts'
import { countMapped, readHistory, readMapped, selectMappingsById } from './mappings.ts'
import { draftStix, readMappings, readTechnique, searchTechniques } from './read.ts'
import { toBrief, toFramework } from './shape.ts'
import { selectFrameworks, selectTechniques } from './store.ts'
import { afterAct } from '../http/after-act.ts'

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
  mappingRoutes(ctx, http, read)
  http.route(getTechnique, ({ viewer, params }) =>
    read(viewer, (tx) => readTechnique(tx, params.id)),
  )
}

type Read = <T>(viewer: Viewer, what: (tx: Tx) => Promise<T>) => Promise<T>

/** What analysts map to techniques, for their own member alone. */
function mappingRoutes(ctx: Context, http: Http, read: Read): void {
  const one = async (viewer: Viewer, id: string): Promise<TechniqueMapping> => {
    const [mapping] = await read(viewer, (tx) => selectMappingsById(tx, [id]))
    if (!mapping) throw new ExchangeError('not-found', 'no such mapping')
    return mapping
  }
  http.route(listMappings, ({ viewer, query }) =>
    read(viewer, (tx) => readMappings(tx, ctx, viewer, query)),
  )
  http.route(listTechniqueMappings, ({ viewer, params }) =>
    read(viewer, (tx) => readMapped(tx, ctx, viewer, params.id)),
  )
  http.route(countMappings, ({ viewer, params }) =>
    read(viewer, (tx) => countMapped(tx, params.id)),
  )
  http.route(listMappingHistory, ({ viewer, params }) =>
    read(viewer, (tx) => readHistory(tx, params.id)),
  )
  http.route(mapRoute, async ({ viewer, body }) => {
    const id = await mapTechnique(ctx, asPerson(viewer), body)
    return afterAct(() => one(viewer, id))
  })
  http.route(changeRoute, async ({ viewer, params, body }) => {
    await changeMapping(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => one(viewer, params.id))
  })
  http.route(draftMappings, ({ viewer, body }) => draftStix(ctx, viewer, body))
}
