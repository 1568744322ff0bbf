import { getTearLineOpening, proposeTearLine as proposeRoute } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { readOpening } from './opening.ts'
import { proposeTearLine } from './propose.ts'

/** Lower versions of own releases: proposed, and opened to whoever is to check them. */
export function tearLineRoutes(ctx: Context, http: Http): void {
  http.route(proposeRoute, ({ viewer, params, body }) =>
    proposeTearLine(ctx, asPerson(viewer), params.id, body),
  )
  http.route(getTearLineOpening, ({ viewer, params }) =>
    readOpening(ctx, asPerson(viewer), params.id),
  )
}
