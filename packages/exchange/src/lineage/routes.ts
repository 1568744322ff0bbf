import { getLineage } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { readLineage } from './read.ts'

/** An operation over its seasons, for analysts of the member that found it. */
export function lineageRoutes(ctx: Context, http: Http): void {
  http.route(getLineage, ({ viewer, params, query }) =>
    readLineage(ctx, viewer, params.id, query.at),
  )
}
