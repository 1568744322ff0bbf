import {
  eraseList as eraseListRoute,
  eraseLookback as eraseAllRoute,
  getLookback,
  keepList,
  listLookbackHits,
  listLookbackMatches,
  setLookback as setRoute,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { eraseList, eraseLookback } from './erase.ts'
import { listHits } from './hits.ts'
import { openKeeper } from './keep.ts'
import { listMatches, readLookback } from './read.ts'
import { setLookback } from './set.ts'

/** What a member keeps of its own, held against what it is given; for its own people alone. */
export function lookbackRoutes(ctx: Context, http: Http, limits: Limits): void {
  const keeper = openKeeper(ctx, limits)
  http.route(getLookback, ({ viewer }) => readLookback(ctx, viewer))
  http.route(setRoute, async ({ viewer, body }) => {
    await setLookback(ctx, viewer, body)
    return afterAct(() => readLookback(ctx, viewer))
  })
  http.route(keepList, ({ viewer, query, request }) => keeper.keep(viewer, query, request))
  http.route(eraseListRoute, async ({ viewer, params }) => {
    await eraseList(ctx, viewer, params.id)
    return {}
  })
  http.route(eraseAllRoute, async ({ viewer }) => {
    await eraseLookback(ctx, viewer)
    return {}
  })
  http.route(listLookbackMatches, ({ viewer, query }) => listMatches(ctx, viewer, query))
  http.route(listLookbackHits, ({ viewer, params, query }) =>
    listHits(ctx, viewer, params.id, query),
  )
}
