import {
  beginCall as beginRoute,
  checkCallBackCode,
  endCall as endRoute,
  exportCalls as exportRoute,
  getCallSheet,
  listCalls,
  mailAgain as mailRoute,
} from '@tocsin/api'
import { findByCode } from '../alerts/link.ts'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { mailAgain } from '../notices/resend.ts'
import { selectByCode } from '../notices/store.ts'
import { normaliseCode } from '../offices/door.ts'
import { beginCall } from './begin.ts'
import { asPerson } from '../http/viewer.ts'
import { endCall } from './end.ts'
import { exportCalls } from './export.ts'
import { readSheet } from './sheet.ts'
import { selectByHalf } from './store.ts'

/** Calls by telephone to offices that did not answer otherwise, and the page by which an office knows the caller. */
export function callRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(getCallSheet, ({ viewer, params, query }) =>
    readSheet(ctx, asPerson(viewer), { ...query, notice: params.id }, { exit: 'api' }),
  )
  http.route(listCalls, ({ viewer, query }) =>
    readSheet(ctx, asPerson(viewer), query, { exit: 'api' }),
  )
  http.route(exportRoute, async ({ viewer, query }) => {
    const { type, name, bytes } = await exportCalls(ctx, asPerson(viewer), query)
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    }
    return new Response(Uint8Array.from(bytes), { headers })
  })
  http.route(beginRoute, ({ viewer, params, body }) =>
    beginCall(ctx, asPerson(viewer), params.id, body.rank),
  )
  http.route(mailRoute, ({ viewer, params, body }) =>
    mailAgain(ctx, asPerson(viewer), params.id, body.contact),
  )
  http.route(endRoute, ({ viewer, params, body }) =>
    endCall(ctx, asPerson(viewer), params.id, body),
  )
  http.route(checkCallBackCode, async ({ body, address }) => {
    await limits.count('codesPerAddress', address)
    const { db } = ctx.database
    const code = normaliseCode(body.code)
    const isHalf = /^\d{6}$/.test(code)
    // It proves the caller alone: who only heard the first half must not learn the other half from it.
    const row = isHalf
      ? await selectByHalf(db, code, ctx.clock.now())
      : ((await selectByCode(db, code)) ?? (await findByCode(ctx, code)))
    if (!row) return { genuine: false }
    return { genuine: true, from: row.from, place: row.place, sentAt: row.sent_at.toISOString() }
  })
}
