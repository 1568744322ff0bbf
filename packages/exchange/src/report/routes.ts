import { getReport, getReportPage } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { makeReport } from './make.ts'
import { toPage } from './page.ts'

/** The report of a period, for an operator. */
export function reportRoutes(ctx: Context, http: Http): void {
  http.route(getReport, ({ viewer, query }) => makeReport(ctx, viewer, query))
  http.route(getReportPage, async ({ viewer, query }) => {
    const report = await makeReport(ctx, viewer, query)
    const name = `report-${report.from.slice(0, 10)}-${report.to.slice(0, 10)}.html`
    return new Response(toPage(report), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
    })
  })
}
