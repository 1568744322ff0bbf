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
import { whileAdmitted } from './admit.ts'
import { exportSearch } from './export-search.ts'
import { searchHeld } from './held.ts'
import { listActs, listSearches } from './list.ts'
import { openMessage } from './open-message.ts'
import { searchRecord } from './search.ts'

/** The desk of auditors: the record of all members, each search and opening on record. */
export function auditRoutes(ctx: Context, http: Http): void {
  http.route(searchRoute, ({ viewer, body }) =>
    whileAdmitted(ctx, viewer, (auditor) => searchRecord(ctx, auditor, body.filter)),
  )
  http.route(listAuditSearches, ({ viewer, query }) =>
    whileAdmitted(ctx, viewer, (auditor) => listSearches(ctx, auditor, query)),
  )
  http.route(listAudited, ({ viewer, params, query }) =>
    whileAdmitted(ctx, viewer, (auditor) => listActs(ctx, auditor, params.id, query)),
  )
  http.route(exportAudited, async ({ viewer, params }) => {
    const text = await whileAdmitted(ctx, viewer, (auditor) =>
      exportSearch(ctx, auditor, params.id),
    )
    return new Response(text, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="search-${params.id}.packet"`,
      },
    })
  })
  http.route(openAuditedMessage, ({ viewer, params }) =>
    whileAdmitted(ctx, viewer, (auditor) => openMessage(ctx, auditor, params.id)),
  )
  http.route(searchHeldRoute, ({ viewer, body }) =>
    whileAdmitted(ctx, viewer, (auditor) => searchHeld(ctx, auditor, body)),
  )
}
