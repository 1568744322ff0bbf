import {
  changeIncident as changeRoute,
  getIncident,
  keepIncident as keepRoute,
  listIncidents,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { changeIncident, keepIncident } from './keep.ts'
import { pageOfIncidents, readIncident, readRecord } from './read.ts'

/** Past incidents: closed cases that a member keeps for its own people. */
export function incidentRoutes(ctx: Context, http: Http): void {
  http.route(listIncidents, ({ viewer, query }) => pageOfIncidents(ctx, asPerson(viewer), query))
  http.route(getIncident, ({ viewer, params, query }) =>
    readRecord(ctx, asPerson(viewer), params.id, query.at),
  )
  http.route(keepRoute, async ({ viewer, params, body }) => {
    await keepIncident(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readIncident(ctx, viewer, body.incidentId))
  })
  http.route(changeRoute, async ({ viewer, params, body }) => {
    await changeIncident(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readIncident(ctx, viewer, params.id))
  })
}
