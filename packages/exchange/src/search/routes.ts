import { search } from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { searchAll } from './search.ts'

/** The search of the desk. */
export function searchRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(search, async ({ viewer, query }) => {
    await limits.count('searchesPerAsker', viewer.personId ?? viewer.memberId)
    return searchAll(ctx, viewer, query.words)
  })
}
