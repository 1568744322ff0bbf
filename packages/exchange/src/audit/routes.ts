import {
  exportAudited,
  listAudited,
  listAuditSearches,
  openAuditedMessage,
  searchHeld as searchHeldRoute,
  searchRecord as searchRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { admitAuditor } from './admit.ts'
import { exportSearch } from './export-search.ts'
import { searchHeld } from './held.ts'
import { listActs, listSearches } from './list.ts'
import { openMessage } from './open-message.ts'
import { searchRecord } from './search.ts'

/** The desk of auditors: the record of all members, each search and opening on record. */
export function auditRoutes(ctx: Context, http: Http): void {
  http.route(searchRoute, async ({ viewer, body }) =>
    searchRecord(ctx, await admitAuditor(ctx, viewer), body.filter),
  )
  http.route(listAuditSearches, async ({ viewer, query }) =>
    listSearches(ctx, await admitAuditor(ctx, viewer), query),
  )
  http.route(listAudited, async ({ viewer, params, query }) =>
    listActs(ctx, await admitAuditor(ctx, viewer), params.id, query),
  )
  http.route(exportAudited, async ({ viewer, params }) => {
    const text = await exportSearch(ctx, await admitAuditor(ctx, viewer), params.id)
    return new Response(text, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="search-${params.id}.packet"`,
      },
    })
  })
  http.route(openAuditedMessage, async ({ viewer, params }) =>
    openMessage(ctx, await admitAuditor(ctx, viewer), params.id),
  )
  http.route(searchHeldRoute, async ({ viewer, body }) =>
    searchHeld(ctx, await admitAuditor(ctx, viewer), body),
  )
}
